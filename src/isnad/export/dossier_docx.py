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
    styles = {kind: document.styles[name].style_id for kind, name in _STYLES.items()}
    end = document.element.body.sectPr
    links: dict[str, str] = {}
    for block in blocks(whole):
        if block.address and block.address not in links:
            links[block.address] = f"rIdPage{len(links)}"
            document.part.load_rel(_RELATION, block.address, links[block.address], is_external=True)
        end.addprevious(_paragraph(docx, block, styles[block.kind], links.get(block.address or "")))
    with replacing(path) as part:
        document.save(str(part))


def _paragraph(docx: Any, block: Block, style: str, link: str | None) -> Any:
    """The paragraph's own elements: python-docx's calls look through the whole document for each (4,000 articles took
    265 s)."""
    made, name = docx.oxml.OxmlElement, docx.oxml.ns.qn
    paragraph, properties, run, rtl, text = (made(f"w:{tag}") for tag in ("p", "pPr", "r", "rPr", "t"))
    kind = made("w:pStyle")
    kind.set(name("w:val"), style)
    properties.extend([kind, made("w:bidi")])
    rtl.append(made("w:rtl"))
    text.text = block.text
    text.set(name("xml:space"), "preserve")
    run.extend([rtl, text])
    paragraph.append(properties)
    if link:
        around = made("w:hyperlink")
        around.set(name("r:id"), link)
        around.append(run)
        run = around
    paragraph.append(run)
    return paragraph
