"""A story in, its network of sources out as GEXF 1.2, which Gephi opens."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from xml.sax.saxutils import quoteattr

from isnad.export.files import write_lines
from isnad.export.network import network
from isnad.export.whole import Whole

_ATTRIBUTES = (
    ("kind", "string"),
    ("label_en", "string"),
    ("at_least", "integer"),
    ("at_most", "integer"),
    ("decided", "string"),
)


def write(whole: Whole, path: Path) -> None:
    """Write the network. Raises `IsnadError` where the file cannot be written."""
    write_lines(path, _lines(whole))


def _lines(whole: Whole) -> Iterator[str]:
    drawn = network(whole)
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield '<gexf xmlns="http://www.gexf.net/1.2draft" version="1.2">'
    yield '<graph mode="static" defaultedgetype="directed">'
    yield '<attributes class="node">'
    for name, type in _ATTRIBUTES:
        yield f'<attribute id="{name}" title="{name}" type="{type}"/>'
    yield '</attributes><attributes class="edge"><attribute id="kind" title="kind" type="string"/></attributes><nodes>'
    for node in drawn.nodes:
        values = ((name, getattr(node, name)) for name, _ in _ATTRIBUTES)
        filled = "".join(f'<attvalue for="{name}" value={quoteattr(str(value))}/>' for name, value in values)
        yield f"<node id={quoteattr(node.id)} label={quoteattr(node.label)}><attvalues>{filled}</attvalues></node>"
    yield "</nodes><edges>"
    for n, edge in enumerate(drawn.edges):
        ends = f"source={quoteattr(edge.source)} target={quoteattr(edge.target)}"
        kind = f'<attvalues><attvalue for="kind" value="{edge.kind}"/></attvalues>'
        yield f'<edge id="{n}" {ends} label="{edge.kind}" weight="{edge.weight}">{kind}</edge>'
    yield "</edges></graph></gexf>"
