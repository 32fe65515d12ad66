"""Records in, files for other tools out; one module a format."""
