"""Saved documents: web archives of a browser, PDF, Word; whole, empty and broken."""

from __future__ import annotations

from email.message import EmailMessage
from pathlib import Path

import docx
import pypdf
import pytest

from isnad.intake import read_paths
from isnad.model import Page, Rejected

TEXT = "عاد الهدوء إلى القرية بعد السيل"


def only(path: Path) -> Page | Rejected:
    (found,) = read_paths([path])
    return found


def test_a_page_saved_by_a_browser(tmp_path: Path) -> None:
    message = EmailMessage()
    message["Snapshot-Content-Location"] = "https://example.org/a"
    message["Date"] = "Tue, 04 May 2021 10:00:00 -0000"
    message.set_content(f"<html><body><p>{TEXT}</p></body></html>", subtype="html")
    message.make_related()
    message.add_related(b"\x89PNG", "image", "png")
    (tmp_path / "a.mhtml").write_bytes(message.as_bytes())
    page = only(tmp_path / "a.mhtml")
    assert isinstance(page, Page)
    assert (page.kind, page.hints.url, page.hints.published) == ("html", "https://example.org/a", None)
    assert TEXT in page.text
    assert page.hints.crawled is not None


def test_an_mhtml_file_without_a_page(tmp_path: Path) -> None:
    (tmp_path / "a.mhtml").write_bytes(b"Content-Type: image/png\r\n\r\nx")
    found = only(tmp_path / "a.mhtml")
    assert isinstance(found, Rejected)
    assert found.reason == "empty"


class TestWord:
    def test_paragraphs_and_tables(self, tmp_path: Path) -> None:
        document = docx.Document()
        document.add_paragraph(TEXT)
        document.add_table(1, 2).rows[0].cells[0].text = "السوق"
        document.save(str(tmp_path / "a.docx"))
        page = only(tmp_path / "a.docx")
        assert isinstance(page, Page)
        assert page.text.split("\n\n") == [TEXT, "السوق "]

    def test_a_broken_one(self, tmp_path: Path) -> None:
        (tmp_path / "a.docx").write_bytes(b"PK\x03\x04 nothing")
        found = only(tmp_path / "a.docx")
        assert isinstance(found, Rejected)
        assert found.reason == "broken-docx"


class TestPdf:
    @pytest.mark.parametrize("stored", [TEXT, TEXT[::-1]], ids=["as read", "as seen from left to right"])
    def test_its_text_layer(self, tmp_path: Path, stored: str) -> None:
        (tmp_path / "a.pdf").write_bytes(pdf_of(stored))
        page = only(tmp_path / "a.pdf")
        assert isinstance(page, Page)
        assert page.text.strip() == TEXT

    def test_a_scan_without_one(self, tmp_path: Path) -> None:
        writer = pypdf.PdfWriter()
        writer.add_blank_page(100, 100)
        writer.write(str(tmp_path / "a.pdf"))
        found = only(tmp_path / "a.pdf")
        assert isinstance(found, Rejected)
        assert (found.reason, "text recognition" in found.remedy) == ("empty", True)

    @pytest.mark.parametrize("data", [b"%PDF-1.7\nnothing", b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer<</Root 1 0 R>>"])
    def test_a_broken_one(self, tmp_path: Path, data: bytes) -> None:
        (tmp_path / "a.pdf").write_bytes(data)
        assert isinstance(only(tmp_path / "a.pdf"), Rejected)

    def test_one_behind_a_password(self, tmp_path: Path) -> None:
        writer = pypdf.PdfWriter()
        writer.add_blank_page(100, 100)
        writer.encrypt("sesame", algorithm="RC4-128")
        writer.write(str(tmp_path / "a.pdf"))
        found = only(tmp_path / "a.pdf")
        assert isinstance(found, Rejected)
        assert found.reason == "locked"


def pdf_of(text: str) -> bytes:
    """A PDF of one line whose font maps its codes to the text's letters, as printing programs write them."""
    letters = sorted(set(text))
    codes = {letter: f"{number:04X}" for number, letter in enumerate(letters, 1)}
    chars = "\n".join(f"<{codes[c]}> <{ord(c):04X}>" for c in letters)
    cmap = "begincmap\n1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n"
    cmap += f"{len(letters)} beginbfchar\n{chars}\nendbfchar\nendcmap"
    content = f"BT /F1 12 Tf 10 10 Td <{''.join(codes[c] for c in text)}> Tj ET"
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 500 100]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        f"<</Length {len(content)}>>\nstream\n{content}\nendstream",
        "<</Type/Font/Subtype/Type0/BaseFont/A/Encoding/Identity-H/ToUnicode 6 0 R/DescendantFonts[7 0 R]>>",
        f"<</Length {len(cmap)}>>\nstream\n{cmap}\nendstream",
        "<</Type/Font/Subtype/CIDFontType2/BaseFont/A/DW 500/CIDSystemInfo<</Registry(A)/Ordering(I)/Supplement 0>>>>",
    ]
    out, places = "%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    size = len(objects) + 1
    trailer = f"trailer\n<</Size {size}/Root 1 0 R>>\nstartxref\n{len(out)}\n%%EOF"
    out += f"xref\n0 {size}\n0000000000 65535 f \n{table}{trailer}"
    return out.encode("ascii")
