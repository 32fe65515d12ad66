"""Linguistic knowledge as data with running examples, and the loader that refuses any entry without one."""
