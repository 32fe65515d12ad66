"""Bytes in, pages out: files, folders, archives, feeds and addresses."""
