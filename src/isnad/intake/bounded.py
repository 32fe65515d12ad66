"""Compressed bytes in, their content out up to a limit: a bomb is cut off, a truncated file is told."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import BinaryIO

from isnad.model import IsnadError

_CHUNK = 64 * 1024
_GZIP_OR_ZLIB = 32 + zlib.MAX_WBITS


class TooLarge(IsnadError):
    """The content goes on beyond the limit; its rest was not unpacked."""


class Truncated(IsnadError):
    """The compressed data end before the content does, or are damaged."""


def unpack(data: bytes, limit: int) -> bytes:
    """Content of gzip or zlib data: `unpack(gzip.compress(b"x"), 10) == b"x"`. Raises `TooLarge`, `Truncated`."""
    out = bytearray()
    rest = data
    while rest:
        unpacker = zlib.decompressobj(_GZIP_OR_ZLIB)
        try:
            out += unpacker.decompress(rest, limit + 1 - len(out))
        except zlib.error as error:
            raise Truncated(str(error)) from None
        if len(out) > limit:
            raise TooLarge("it unpacks to more than the limit")
        if not unpacker.eof:
            raise Truncated("the compressed data end too soon")
        rest = unpacker.unused_data.lstrip(b"\0")
    return bytes(out)


def lines_of(stream: BinaryIO, longest: int, packed: bool) -> Iterator[bytes]:
    """Lines of a stream, gzip-packed or not, one in memory at a time; one longer than `longest` raises `TooLarge`."""
    kept = b""
    for chunk in _unpacked(stream) if packed else iter(lambda: stream.read(_CHUNK), b""):
        kept += chunk
        *whole, kept = kept.split(b"\n")
        yield from whole
        if len(kept) > longest:
            raise TooLarge("a line of it is larger than any page")
    if kept:
        yield kept


def _unpacked(stream: BinaryIO) -> Iterator[bytes]:
    unpacker = zlib.decompressobj(_GZIP_OR_ZLIB)
    waiting = b""
    while True:
        packed = waiting or stream.read(_CHUNK)
        if not packed:
            break
        if unpacker.eof:
            unpacker = zlib.decompressobj(_GZIP_OR_ZLIB)
        try:
            yield unpacker.decompress(packed, 16 * _CHUNK)
        except zlib.error as error:
            raise Truncated(str(error)) from None
        waiting = unpacker.unconsumed_tail or unpacker.unused_data
    if not unpacker.eof:
        raise Truncated("the compressed data end too soon")
