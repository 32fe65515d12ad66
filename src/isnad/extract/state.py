"""A parsed page in, the article that only its scripts hold out: JSON-LD bodies, the state of frameworks."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from typing import Any

from selectolax.lexbor import LexborHTMLParser

_STATE = 'script[type="application/json"], script#__NEXT_DATA__, script#__NUXT_DATA__'
_ASSIGNED = re.compile(r"(?:window\.)?__(?:NUXT|INITIAL_STATE|PRELOADED_STATE|APOLLO_STATE|DATA)__\s*=\s*(?=[{\[])")
_BODY_KEYS = re.compile(
    r"^(?:article_?body|body(?:html|_html|text)?|content(?:html|_html)?|html|text|story|full_?text|paragraphs?)$", re.I
)
_ARABIC = re.compile(r"[\u0621-\u064a]")
_BLOCK = re.compile(r"<(?:br|/p|/h\d|/li|/div|/blockquote)\b[^>]*>", re.I)
_TAG = re.compile(r"<[^<>]{1,400}>")
LEAST = 150
"""Arabic letters from which a string in a script is an article and no label."""


def text_in_scripts(parser: LexborHTMLParser, bodies: Sequence[str]) -> str | None:
    """The longest Arabic body that JSON-LD or a framework's state holds, one paragraph a line; None where none does."""
    found = [*bodies, *(text for state in _states(parser) for text in _bodies(state))]
    texts = [_plain(text) for text in found]
    best = max(texts, key=_letters, default="")
    return best if _letters(best) >= LEAST else None


def _states(parser: LexborHTMLParser) -> Iterator[Any]:
    for node in parser.css(_STATE):
        try:
            yield json.loads(node.text(deep=True), strict=False)
        except (ValueError, RecursionError):
            continue
    for node in parser.css("script:not([src]):not([type])"):
        raw = node.text(deep=True)
        match = _ASSIGNED.search(raw)
        if match:
            try:
                yield json.JSONDecoder(strict=False).raw_decode(raw, match.end())[0]
            except (ValueError, RecursionError):
                continue


def _bodies(state: Any) -> Iterator[str]:
    """Strings under keys that name a body, and lists of paragraphs under such keys, anywhere in the state."""
    stack = [state]
    while stack:
        value = stack.pop()
        if isinstance(value, list):
            stack.extend(value)
        elif isinstance(value, dict):
            for key, inner in value.items():
                if isinstance(inner, str) and _BODY_KEYS.match(key):
                    yield inner
                elif isinstance(inner, list) and _BODY_KEYS.match(key):
                    yield "\n".join(_strings(inner))
                    stack.append(inner)
                else:
                    stack.append(inner)


def _strings(blocks: list[Any]) -> Iterator[str]:
    """Text of a list of content blocks: strings, or objects with a text of their own."""
    for block in blocks:
        if isinstance(block, str):
            yield block
        elif isinstance(block, dict):
            yield from (v for k, v in block.items() if isinstance(v, str) and _BODY_KEYS.match(k))


def _plain(markup: str) -> str:
    """A body's markup as lines."""
    if "<" not in markup:
        return markup
    if "&lt;" in markup and "<p" not in markup:
        markup = LexborHTMLParser(markup).text()
    text = LexborHTMLParser(_TAG.sub("", _BLOCK.sub("\n", markup))).text()
    return "\n".join(line.strip() for line in text.split("\n") if line.strip())


def _letters(text: str) -> int:
    return len(_ARABIC.findall(text))
