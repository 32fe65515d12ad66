"""Bytes of one record in, a `Page` out, or the reason why there is none."""

from __future__ import annotations

import hashlib
import re
from typing import Literal

from isnad.intake.decode import decode
from isnad.model import Hints, Page, Rejected

LIMIT = 20_000_000
"""Largest page, in bytes, that is read: news pages measured 0.04 to 0.5 MB; a file above this is a dump or no page."""

_HTML = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|meta|title|div|table)\b", re.I | re.S
)


def page_id(data: bytes, address: str | None = None) -> str:
    """Twelve hexadecimal digits of a digest of the bytes, and of the address where the record has one."""
    digest = hashlib.sha256(data)
    if address:
        digest.update(b"\0" + address.encode("utf-8", "replace"))
    return digest.hexdigest()[:12]


def page_of(
    data: bytes,
    source: str,
    kind: Literal["text", "html"] | None = None,
    charset: str | None = None,
    hints: Hints | None = None,
) -> Page | Rejected:
    """Make a page of one record's bytes; `kind` None lets the first characters decide between text and HTML."""
    hints = hints or Hints()
    if len(data) > LIMIT:
        return too_large(source, len(data))
    if not data.strip():
        return Rejected(source, "empty", "nothing is in it; leave it out, or fetch it again")
    decoded = decode(data, charset)
    if decoded is None:
        return Rejected(source, "binary", "these bytes are no text; save the page as .html or .txt")
    if not decoded.text.strip():
        return Rejected(source, "empty", "nothing but white space is in it; leave it out, or fetch it again")
    if kind is None:
        kind = "html" if _HTML.match(decoded.text[:4096]) else "text"
    return Page(page_id(data, hints.url), source, kind, decoded.text, decoded.encoding, hints)


def too_large(source: str, size: int) -> Rejected:
    """The answer to a record above `LIMIT` (which is not read to its end)."""
    return Rejected(
        source,
        "too-large",
        f"{size / 1e6:.0f} MB, above the {LIMIT // 1_000_000} MB of a page; split it into one file a page",
    )
