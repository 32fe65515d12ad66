"""The story file: one SQLite database that holds pages, findings, links and decisions. Nobody else writes SQL."""
