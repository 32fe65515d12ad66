"""Findings in, one SQLite file out, and every question asked of it."""
