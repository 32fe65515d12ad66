"""Mechanics of Arabic text; knows nothing of news."""
