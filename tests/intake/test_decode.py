"""Bytes of every encoding Arabic pages came in, and misreadings undone."""

from __future__ import annotations

import pytest

from isnad.intake.decode import decode, is_binary

TEXT = (
    "أعلنت البلدية أن الجسر القديم سيغلق أمام السيارات ابتداء من يوم الأحد، وقال مديرها إن الأعمال ستستمر أشهرا.\n"
    "وأضاف أن سكان القرية على الضفة الأخرى يستطيعون العبور بالقوارب التي وفرتها الإدارة حتى انتهاء الأشغال.\n"
)
PUNCTUATED = TEXT + "وقال: «نعم» – “أنا هنا” … • 50%\n"


@pytest.mark.parametrize(
    ("codec", "name"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8"),
        ("utf-16", "utf-16-le"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("cp1256", "windows-1256"),
        ("iso8859_6", "iso-8859-6"),
    ],
)
def test_every_encoding_reads_back(codec: str, name: str) -> None:
    found = decode(TEXT.encode(codec))
    assert found is not None
    assert (found.text, found.encoding) == (TEXT, name)


@pytest.mark.parametrize("wrong", ["utf-8", "iso-8859-1", "iso-8859-6", "no-such-charset"])
def test_a_wrong_declaration_does_not_mislead(wrong: str) -> None:
    html = f'<meta charset="{wrong}"><p>{TEXT}</p>'
    found = decode(html.encode("cp1256"), declared=wrong)
    assert found is not None
    assert found.encoding == "windows-1256"
    assert TEXT in found.text


@pytest.mark.parametrize(("misread", "name"), [("cp1252", "windows-1252"), ("cp1256", "windows-1256")])
def test_utf8_read_as_a_code_page_is_undone(misread: str, name: str) -> None:
    damaged = "".join(_as_browser(byte, misread) for byte in PUNCTUATED.encode())
    found = decode(damaged.encode())
    assert found is not None
    assert (found.text, found.encoding) == (PUNCTUATED, f"utf-8 misread as {name}")


def test_utf8_read_as_latin1_is_undone() -> None:
    found = decode(PUNCTUATED.encode().decode("latin-1").encode())
    assert found is not None
    assert found.text == PUNCTUATED


def test_windows_1256_read_as_windows_1252_is_undone() -> None:
    found = decode(TEXT.encode("cp1256").decode("cp1252").encode())
    assert found is not None
    assert (found.text, found.encoding) == (TEXT, "windows-1256 misread as windows-1252")


def test_a_page_that_speaks_of_mojibake_stays_as_it_is() -> None:
    text = TEXT + "كتب القارئ الحروف Ø و Ù في رسالته.\n"
    found = decode(text.encode())
    assert found is not None
    assert (found.text, found.encoding) == (text, "utf-8")


def test_french_and_german_stay_latin() -> None:
    text = "Le président a déclaré à Genève que l'été sera chaud; größere Übungen folgen später."
    found = decode(text.encode("cp1252"))
    assert found is not None
    assert (found.text, found.encoding) == (text, "windows-1252")


def test_broken_utf8_keeps_all_but_the_broken_letters() -> None:
    data = TEXT.encode()
    found = decode(data[:41] + data[42:])  # cuts a letter in two
    assert found is not None
    assert found.encoding == "utf-8"
    assert found.text.count("\ufffd") <= 2
    assert found.text[-80:] == TEXT[-80:]


@pytest.mark.parametrize(
    "data", [b"\x89PNG\r\n\x1a\n" + bytes(64), b"%PDF-1.7 ...", b"PK\x03\x04rest", bytes(range(256)) * 8]
)
def test_what_is_no_text_is_told(data: bytes) -> None:
    assert is_binary(data)
    assert decode(data) is None


def _as_browser(byte: int, codec: str) -> str:
    """windows-1252 leaves five bytes empty; browsers show the control character of that number."""
    try:
        return bytes([byte]).decode(codec)
    except UnicodeDecodeError:
        return chr(byte)
