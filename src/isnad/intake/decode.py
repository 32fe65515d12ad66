"""Bytes in, characters and the encoding's name out; the bytes decide, a declaration only breaks ties."""

from __future__ import annotations

import codecs
import re
from collections import Counter
from dataclasses import dataclass

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAGIC = (
    b"%PDF",
    b"PK\x03\x04",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x1f\x8b",
    b"RIFF",
    b"\x7fELF",
    b"SQLite format 3\x00",
)
_CONTROLS = bytes(set(range(32)) - {8, 9, 10, 11, 12, 13, 26, 27})
_DECLARED = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]+)|<\?xml[^>]{0,100}?encoding\s*=\s*["']([\w.:-]+)""", re.I
)
_SINGLE_BYTE = ("windows-1256", "iso-8859-6")
_CODEC = {"windows-1256": "cp1256", "iso-8859-6": "iso8859_6", "windows-1252": "cp1252"}

# Ten of the commonest letters make 0.72 of Arabic news; in a wrong reading their places hold rare letters or none.
_COMMON = frozenset("اليمنروتبع")

_ACCENTED = re.compile("[\xc0-\xff]")
_PLAIN = re.compile("[A-Za-z]")

# UTF-8 Arabic read as windows-1252 or Latin-1 (Ø§Ù„) or as windows-1256 (ط§ظ„): one lead, one trail, many times over.
# An alef, the commonest letter, comes out as the two characters in the middle: without them nothing is searched.
_MOJIBAKE = (
    ("windows-1252", "\xd8\xa7", re.compile(r"(?:[ØÙÚÛ][^\x00-\x7f][ -/:-@]*){4,}")),
    (
        "windows-1256",
        "\u0637\xa7",
        re.compile(r"(?:[طظغ][^\x00-\x7f\u0621-\u063a\u0641-\u064a][ -/:-@]*){3,}"),
    ),
)


@dataclass(frozen=True, slots=True)
class Decoded:
    """Characters and how they were read: `utf-8`, `windows-1256`, `utf-8 misread as windows-1252`."""

    text: str
    encoding: str


def decode(data: bytes, declared: str | None = None) -> Decoded | None:
    """Read bytes as text, or None where they are not text.

    `declared` is what a carrier (an HTTP header) says; a `<meta charset>` is looked for here. Either one is believed
    only where the bytes read well in it: `decode("قال الوزير".encode("cp1256")).encoding == "windows-1256"`.
    """
    for bom, name in _BOMS:
        if data.startswith(bom):
            return Decoded(data[len(bom) :].decode(name, "replace"), name)
    wide = _utf16_of(data)
    if wide:
        return Decoded(data.decode(wide, "replace"), wide)
    if is_binary(data):
        return None
    try:
        return _repaired(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        pass
    return _broken_utf8(data) or _repaired(*_single_byte(data, declared or _declared_in(data)))


def is_binary(data: bytes) -> bool:
    """Whether the first 4 kB look like no text in any encoding without NUL bytes."""
    head = data[:4096]
    if head.startswith(_MAGIC):
        return True
    return len(head) - len(head.translate(None, _CONTROLS)) > len(head) // 100


def _utf16_of(data: bytes) -> str | None:
    """UTF-16 without a mark: in Arabic or Latin text every other byte is 0x06, 0x00 or 0x20."""
    head = data[:2048]
    if len(head) < 8 or (0 not in head and 6 not in head):
        return None
    for first, name in ((0, "utf-16-be"), (1, "utf-16-le")):
        high = head[first::2]
        if sum(byte in (0x00, 0x06, 0x20) for byte in high) > 0.95 * len(high):
            other = head[1 - first :: 2]
            if sum(byte == 0 for byte in other) < 0.05 * len(other):
                return name
    return None


def _declared_in(data: bytes) -> str | None:
    match = _DECLARED.search(data[:4096])
    return (match[1] or match[2]).decode("ascii").lower() if match else None


def _broken_utf8(data: bytes) -> Decoded | None:
    """UTF-8 with a few bytes lost: at most one replacement for twenty letters that needed more than one byte."""
    text = data.decode("utf-8", "replace")
    lost = text.count("\ufffd")
    wide = sum(c > "\x7f" for c in text) - lost
    return _repaired(text, "utf-8") if wide >= 20 * lost else None


def _single_byte(data: bytes, declared: str | None) -> tuple[str, str]:
    """The single-byte reading in which Arabic letters fall as they do in Arabic; windows-1252 where none does."""
    scored = []
    for name in _SINGLE_BYTE:
        text = data.decode(_CODEC[name], "replace")
        scored.append((_likeness(text) + (0.01 if declared and _same_codec(declared, name) else 0.0), name, text))
    best, name, text = max(scored)
    if best < 0.5:
        return data.decode("cp1252", "replace"), "windows-1252"
    return text, name


def _likeness(text: str) -> float:
    """Share of common Arabic letters in the non-ASCII part: Arabic news is near 0.72, a wrong page below 0.45."""
    counts = Counter(c for c in text[:20000] if c > "\x7f")
    letters = sum(counts.values())
    return sum(counts[c] for c in _COMMON) / letters if letters else 0.0


def _same_codec(one: str, other: str) -> bool:
    try:
        return codecs.lookup(one).name == codecs.lookup(other).name
    except LookupError:
        return False


def _repaired(text: str, encoding: str) -> Decoded:
    """Undo a misreading, where undoing it gives valid UTF-8 that holds Arabic letters: the proof is in the bytes."""
    for misread, alef, pattern in _MOJIBAKE:
        if alef in text and pattern.search(text):
            fixed = "\n".join(_repair_line(line, misread, pattern) for line in text.split("\n"))
            if fixed != text:
                return Decoded(fixed, f"{encoding} misread as {misread}")
    if encoding == "utf-8" and _latin_heavy(text):
        try:
            arabic = text.encode("cp1252").decode("cp1256")
        except UnicodeError:
            return Decoded(text, encoding)
        if _likeness(arabic) > 0.6:
            return Decoded(arabic, "windows-1256 misread as windows-1252")
    return Decoded(text, encoding)


def _repair_line(line: str, misread: str, pattern: re.Pattern[str]) -> str:
    """A line of a page that is proven misread: as a whole where its bytes are valid UTF-8, else run by run."""
    try:
        return b"".join(_byte(c, misread) for c in line).decode("utf-8")
    except UnicodeError:
        return pattern.sub(lambda m: _repair_run(m[0], misread), line)


def _repair_run(run: str, misread: str) -> str:
    """One run inside a line that also holds right characters; left as it stands where it proves nothing."""
    body = run.rstrip(" ")
    try:
        return b"".join(_byte(c, misread) for c in body).decode("utf-8") + run[len(body) :]
    except UnicodeError:
        return run


def _byte(char: str, misread: str) -> bytes:
    """The byte a character was misread from; cp1252 leaves five places empty that browsers read as C1 controls."""
    if 0x80 <= ord(char) < 0xA0:
        return bytes([ord(char)])
    return char.encode(_CODEC[misread])


def _latin_heavy(text: str) -> bool:
    """Windows-1256 read as windows-1252 («ÇáÚÑÈíÉ»): accented Latin letters outnumber the plain ones, and no Arabic."""
    head = re.sub(r"<[^>]*>", "", text[:20000])
    accented = len(_ACCENTED.findall(head))
    return accented > 20 and accented > 2 * len(_PLAIN.findall(head))
