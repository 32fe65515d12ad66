"""Saved documents in, pages out: `.mhtml`, `.pdf` and `.docx`."""

from __future__ import annotations

import email
import email.policy
import re
import zipfile
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path

from isnad.intake.page import LIMIT, page_id, page_of, too_large
from isnad.model import Hints, Page, Rejected

_BEGINS = re.compile(r"(?<!\w)ال\w\w")
_ENDS_REVERSED = re.compile(r"\w\wلا(?!\w)")


def read_mhtml(path: Path) -> Page | Rejected:
    """The page a browser saved: its first HTML part, its address and the day it was saved (a crawl date)."""
    message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    wanted = message.get("Snapshot-Content-Location")
    parts = [part for part in message.walk() if part.get_content_type() in ("text/html", "application/xhtml+xml")]
    if not parts:
        return Rejected(str(path), "empty", "no HTML part is in it; save the page again as a web page")
    main = next((part for part in parts if part.get("Content-Location") == wanted), parts[0])
    data = main.get_payload(decode=True)
    hints = Hints(url=wanted or main.get("Content-Location"), crawled=message.get("Date"))
    charset = main.get_content_charset()
    return page_of(data if isinstance(data, bytes) else b"", str(path), "html", charset, hints)


def read_pdf(path: Path) -> Page | Rejected:
    """The text layer of a PDF, page by page; a scanned one has none and is rejected."""
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        reader = PdfReader(path)
        if reader.is_encrypted and not reader.decrypt(""):
            return Rejected(str(path), "locked", "it wants a password; save it without one")
        text = _in_reading_order("\n\n".join(_within(page.extract_text() for page in reader.pages)))
    except (PyPdfError, ValueError, KeyError, RecursionError) as error:
        return Rejected(str(path), "broken-pdf", f"{error}; print it to PDF again, or save its text")
    if not text.strip():
        return Rejected(str(path), "empty", "no text layer is in it; run text recognition over the scan first")
    return _page(path, text)


def read_docx(path: Path) -> Page | Rejected:
    """Paragraphs of a Word document, tables row by row."""
    from docx import Document
    from docx.opc.exceptions import OpcError
    from docx.table import Table

    try:
        with zipfile.ZipFile(path) as archive:
            size = sum(entry.file_size for entry in archive.infolist())
        if size > 5 * LIMIT:
            return too_large(str(path), size)
        parts = Document(str(path)).iter_inner_content()
        lines = [line for part in parts for line in (_rows(part) if isinstance(part, Table) else [part.text])]
    except (OpcError, zipfile.BadZipFile, ValueError, KeyError) as error:
        return Rejected(str(path), "broken-docx", f"{error}; open it and save it again")
    return _page(path, "\n\n".join(line for line in lines if line.strip()))


def _in_reading_order(text: str) -> str:
    """Lines turned round where a PDF stored its letters from left to right: its words then end in «لا»."""
    if len(_ENDS_REVERSED.findall(text)) <= len(_BEGINS.findall(text)):
        return text
    return "\n".join(line[::-1] for line in text.split("\n"))


def _rows(table: object) -> list[str]:
    return [" ".join(cell.text for cell in row.cells) for row in table.rows]  # type: ignore[attr-defined]


def _within(texts: Iterator[str]) -> Iterator[str]:
    """Texts until they fill a page's limit: a PDF of a few kilobytes can unpack to gigabytes."""
    left = LIMIT
    for text in texts:
        left -= len(text)
        if left < 0:
            raise ValueError("its text is larger than any page's")
        yield text


def _page(path: Path, text: str) -> Page | Rejected:
    made = page_of(text.encode("utf-8", "replace"), str(path), "text")
    if isinstance(made, Rejected):
        return made
    return Page(page_id(path.read_bytes()), made.source, made.kind, made.text, made.encoding, made.hints)
