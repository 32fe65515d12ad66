"""The window for assistants: a story file in, answers in the Model Context Protocol out, nothing changed."""
