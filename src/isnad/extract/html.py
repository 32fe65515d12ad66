"""Markup in, a page's visible lines out, each with the boxes it stands in and what their markup says of them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache

from selectolax.lexbor import LexborHTMLParser, LexborNode

from isnad.extract.lines import Line, line_of
from isnad.model import RuleId
from isnad.rules.load import load_rules

_SKIP = frozenset(
    {
        "script", "style", "noscript", "template", "head", "svg", "canvas", "iframe", "object", "embed", "select",
        "button", "textarea", "input", "audio", "video", "map", "math", "datalist", "noframes", "label",
        "dialog", "title",
    }
)  # fmt: skip
_INLINE = frozenset(
    {
        "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i",
        "img", "ins", "kbd", "mark", "nobr", "q", "rp", "rt", "ruby", "s", "samp", "small", "span", "strike", "strong",
        "sub",
        "sup", "time", "tt", "u", "var", "wbr", "picture", "source",
    }
)  # fmt: skip
_DEEPEST = 400
"""Nested boxes looked into: browsers stop at 512, pages measured stay below 60."""
_HOLDS = {"comment form": 0.9, "caption": 0.7}
"""Share of the page's paragraphs from which a box is no furniture: 0.4, more where readers may write most of it."""
_NAMES = frozenset({"class", "id", "itemprop"})
_ROLES = frozenset({"role", "rel", "aria-hidden"})
_HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden")


@dataclass(slots=True)
class Box:
    """A block element, while lines are collected."""

    parent: int
    tag: str
    name: str
    """Tag, class, id and roles in lower case: what markup rules look at, and what tells boxes of one kind."""
    kind: str | None = None
    """Furniture kind by its own names at first, then that of the box or of one around it."""
    rule: RuleId = ""
    mass: int = 0
    """Characters of paragraphs in it and below."""


@dataclass(slots=True)
class Tree:
    """A page laid out: its visible text, lines, and the box of each line."""

    visible: str
    lines: tuple[Line, ...]
    boxes: list[Box]
    box_of: tuple[int, ...]
    """For each line, its box."""
    ranges: list[tuple[int, int]]
    """For each box, the first line in it or below and the one behind the last: a box holds its lines in a row."""
    times: tuple[tuple[int, str, str], ...]
    """`<time datetime>`: offset into the visible text, the attribute, the words."""


@dataclass(slots=True)
class _Layout:
    """The state of one walk."""

    boxes: list[Box] = field(default_factory=lambda: [Box(-1, "html", "html")])
    parts: list[str] = field(default_factory=list)
    length: int = 0
    lines: list[Line] = field(default_factory=list)
    box_of: list[int] = field(default_factory=list)
    times: list[tuple[int, str, str]] = field(default_factory=list)
    buffer: list[str] = field(default_factory=list)
    linked: int = 0
    gap: bool = True

    def text(self, raw: str, in_link: bool) -> None:
        self.buffer.append(raw)
        if in_link:
            self.linked += len(raw.strip())

    def flush(self, box: int, tag: str, gap: bool) -> None:
        """End the line that was being collected in `box`."""
        if self.buffer:
            text = " ".join("".join(self.buffer).split())
            if text:
                outer = max(self.boxes[box].parent, 0)
                around = (outer, max(self.boxes[outer].parent, 0))
                share = min(1.0, round(self.linked / len(text), 2))
                line = line_of(text, 0, len(text), self.gap, tag, share, around, self.length)
                if line is not None:
                    self.lines.append(line)
                    self.box_of.append(box)
                    self.parts.append(text)
                    self.length += len(text) + 1
                    self.gap = False
            self.buffer.clear()
            self.linked = 0
        self.gap = self.gap or gap


def tree_of(parser: LexborHTMLParser) -> Tree:
    """Lay a parsed page out; hidden elements, scripts and form fields are left out."""
    layout = _Layout()
    root = parser.body or parser.root
    if root is not None:
        _walk(root, layout)
    _settle(layout)
    lines, boxes = tuple(layout.lines), layout.boxes
    times = tuple(layout.times)
    return Tree("\n".join(layout.parts), lines, boxes, tuple(layout.box_of), _ranges(layout), times)


def _ranges(layout: _Layout) -> list[tuple[int, int]]:
    none = len(layout.lines)
    ranges = [(none, 0)] * len(layout.boxes)
    for n, box in enumerate(layout.box_of):
        first, last = ranges[box]
        ranges[box] = min(first, n), max(last, n + 1)
    for number in range(len(ranges) - 1, 0, -1):  # boxes are numbered from the outside in
        (first, last), outer = ranges[number], layout.boxes[number].parent
        ranges[outer] = min(ranges[outer][0], first), max(ranges[outer][1], last)
    return ranges


def _walk(root: LexborNode, layout: _Layout) -> None:
    """Visit nodes in order without recursion: pages nest boxes thousands deep, by mistake or by malice."""
    stack: list[tuple[LexborNode | None, int, bool]] = [(root.child, 0, False)]
    while stack:
        node, box, in_link = stack.pop()
        if node is None:  # the box ends
            if not in_link:
                layout.flush(box, layout.boxes[box].tag, gap=True)
            continue
        following = node.next
        tag = node.tag or ""
        if tag == "-text":
            layout.text(node.text_content or "", in_link)
        elif tag == "br":
            layout.flush(box, layout.boxes[box].tag, gap=False)
        elif tag not in _SKIP and tag[:1] not in ("-", "!", "_"):
            _enter(node, tag, following, box, in_link, layout, stack)
            continue
        if following is not None:
            stack.append((following, box, in_link))


def _enter(
    node: LexborNode,
    tag: str,
    following: LexborNode | None,
    box: int,
    in_link: bool,
    layout: _Layout,
    stack: list[tuple[LexborNode | None, int, bool]],
) -> None:
    """Queue what follows an element and what is in it; a block opens a box of its own."""
    if following is not None:
        stack.append((following, box, in_link))
    if tag == "time":
        stamp = node.attributes.get("datetime")
        if stamp:
            layout.times.append((layout.length, stamp, node.text(deep=True).strip()))
    if tag in _INLINE:
        found = node.attributes
        if found and kind_of(_name(found, tag))[0] == "hidden":
            return
        if node.child is not None:
            stack.append((node.child, box, in_link or tag == "a"))
        return
    if len(stack) > 4 * _DEEPEST:
        return
    layout.flush(box, layout.boxes[box].tag, gap=True)
    name = _name(node.attributes, tag)
    kind, rule = kind_of(name)
    if kind == "hidden":
        return
    layout.boxes.append(Box(box, tag, name, kind, rule))
    inner = len(layout.boxes) - 1
    stack.append((None, inner, False))
    if node.child is not None:
        stack.append((node.child, inner, in_link))


def _settle(layout: _Layout) -> None:
    """Weigh the boxes, and let furniture kinds reach down; a box that holds the page's text is no furniture.

    Themes put words like `sidebar` and `share` into the class of the box around everything.
    """
    boxes = layout.boxes
    for line, box in zip(layout.lines, layout.box_of, strict=True):
        if line.is_paragraph and line.links < 0.5:
            boxes[box].mass += len(line.text)
    for number in range(len(boxes) - 1, 0, -1):
        boxes[boxes[number].parent].mass += boxes[number].mass
    total = boxes[0].mass
    for inner in boxes[1:]:
        around = boxes[inner.parent]
        if around.kind:
            inner.kind, inner.rule = around.kind, around.rule
        elif inner.kind and inner.mass > total * _HOLDS.get(inner.kind, 0.4) > 0:
            inner.kind, inner.rule = None, ""


def _name(found: Mapping[str, str | None], tag: str) -> str:
    """Tag, class, id and roles of an element in lower case; most elements have one or two attributes."""
    parts = [tag]
    for key, value in found.items():
        if key in _NAMES:
            if value:
                parts.append(value)
        elif key in _ROLES:
            parts.append(f"{key}={value}")
        elif key == "hidden" or (key == "style" and value and _HIDING.search(value)):
            parts.append("style=hidden")
    return " ".join(parts).lower()


@lru_cache(maxsize=8192)
def kind_of(name: str) -> tuple[str | None, RuleId]:
    """What the markup rules make of an element's names: `kind_of("div related-posts") == ("other stories", …)`."""
    if name.partition(" ")[0] in ("html", "body", "main", "article", "h1"):
        return None, ""
    for kind, rule, pattern in _markup():
        if pattern.search(name):
            return kind, rule
    return None, ""


@cache
def _markup() -> tuple[tuple[str, RuleId, re.Pattern[str]], ...]:
    return tuple((str(r.get("kind")), r.id, re.compile(r.pattern)) for r in load_rules("furniture/markup"))
