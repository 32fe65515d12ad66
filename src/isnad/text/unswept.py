"""Work that makes no cycles in, the same work without Python's search for cycles out."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def unswept() -> Iterator[None]:
    """No search for cycles meanwhile: our values make none, and the search reads a pile of them again and again.

    Linking took a third less time without it, annotating a long text half, for the lexicons lie in the same pile.

    >>> with unswept():
    ...     gc.isenabled()
    False
    """
    swept = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if swept:
            gc.enable()
