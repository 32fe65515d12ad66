"""Bytes in, pages out: files, folders and every other way a page arrives."""

from isnad.intake.files import read_paths

__all__ = ["read_paths"]
