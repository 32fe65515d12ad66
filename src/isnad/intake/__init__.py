"""Bytes in, pages out: files, folders and every other way a page arrives."""

from isnad.intake.files import read_paths
from isnad.intake.tables import Columns

__all__ = ["Columns", "read_paths"]
