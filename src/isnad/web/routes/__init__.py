"""One module a page of the desk: its question to the story, its answer as a page and as JSON."""
