"""A story in, its network of sources out as GraphML, which Gephi, yEd, Cytoscape and networkx open."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from isnad.export.files import write_lines
from isnad.export.network import network
from isnad.export.whole import Whole

_NODE = (
    ("label", "string"), ("kind", "string"), ("label_en", "string"), ("at_least", "int"), ("at_most", "int"),
    ("decided", "string"),
)  # fmt: skip
_EDGE = (("kind", "string"), ("weight", "int"))


def write(whole: Whole, path: Path) -> None:
    """Write the network. Raises `IsnadError` where the file cannot be written."""
    write_lines(path, _lines(whole))


def _lines(whole: Whole) -> Iterator[str]:
    drawn = network(whole)
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">'
    for owner, keys in (("node", _NODE), ("edge", _EDGE)):
        for name, type in keys:
            yield f'<key id="{owner}_{name}" for="{owner}" attr.name="{name}" attr.type="{type}"/>'
    yield '<graph edgedefault="directed">'
    for node in drawn.nodes:
        yield f"<node id={quoteattr(node.id)}>{_data('node', _NODE, node)}</node>"
    for n, edge in enumerate(drawn.edges):
        ends = f"source={quoteattr(edge.source)} target={quoteattr(edge.target)}"
        yield f'<edge id="e{n}" {ends}>{_data("edge", _EDGE, edge)}</edge>'
    yield "</graph></graphml>"


def _data(owner: str, keys: tuple[tuple[str, str], ...], value: object) -> str:
    return "".join(f'<data key="{owner}_{name}">{escape(str(getattr(value, name)))}</data>' for name, _ in keys)
