"""A story in, a dossier in DOCX out, right to left: claims, who vouches and who denies with their words, decisions."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from isnad.export.dossier import Block, blocks
from isnad.export.files import replacing
from isnad.export.needs import needed
from isnad.export.whole import Whole

_STYLES = {
    "title": "Title", "part": "Heading 1", "claim": "Heading 2", "line": "Normal", "item": "List Bullet",
    "quote": "Quote",
}  # fmt: skip
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"


def write(whole: Whole, path: Path) -> None:
    """Write the dossier. Raises `IsnadError` where python-docx is missing or the file cannot be written."""
    docx = needed("docx", "DOCX")
    document = docx.Document()
    document.core_properties.language = "ar"
    document.core_properties.author = "isnad"
    for block in blocks(whole):
        _add(docx, document, block)
    with replacing(path) as part:
        document.save(str(part))


def _add(docx: Any, document: Any, block: Block) -> None:
    paragraph = document.add_paragraph(style=_STYLES[block.kind])
    properties = paragraph._p.get_or_add_pPr()
    properties.append(docx.oxml.OxmlElement("w:bidi"))
    run = paragraph.add_run(block.text)
    run._r.get_or_add_rPr().append(docx.oxml.OxmlElement("w:rtl"))
    if block.address:
        _link(docx, document, paragraph, run, block.address)


def _link(docx: Any, document: Any, paragraph: Any, run: Any, address: str) -> None:
    """Put the run inside a hyperlink: python-docx itself has no call for one."""
    link = docx.oxml.OxmlElement("w:hyperlink")
    link.set(docx.oxml.ns.qn("r:id"), document.part.relate_to(address, _RELATION, is_external=True))
    paragraph._p.replace(run._r, link)
    link.append(run._r)
