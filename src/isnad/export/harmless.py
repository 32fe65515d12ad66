"""Text of pages in, the same text as other programs may show it out: one character for one, so that offsets hold.

Pages carry control characters that no XML allows, direction overrides that make a line read as another one, and cells
that a spreadsheet would run as a formula.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

_BIDI = "\\u202a-\\u202e\\u2066-\\u2069"
_HARMFUL = re.compile(
    f"[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x9f{_BIDI}\\ud800-\\udfff\\ufdd0-\\ufdef\\ufffe\\uffff]"
)
_ESCAPED = re.compile(f"[{_BIDI}\\u2028\\u2029\\x7f-\\x9f\\ud800-\\udfff]")
_FORMULA: tuple[str, ...] = (
    "=",
    "+",
    "-",
    "@",
    "\t",
    "\r",
    "\n",
    "\N{FULLWIDTH EQUALS SIGN}",
    "\N{FULLWIDTH PLUS SIGN}",
)
_FORMULA += ("\N{FULLWIDTH HYPHEN-MINUS}", "\N{FULLWIDTH COMMERCIAL AT}", "\N{MINUS SIGN}")

REPLACED = "\N{REPLACEMENT CHARACTER}"


def harmless(text: str) -> str:
    """The text with each control character, direction override and lone surrogate replaced by `REPLACED`.

    >>> harmless("قال" + chr(0x202E) + "أمس")
    'قال\N{REPLACEMENT CHARACTER}أمس'
    """
    return _HARMFUL.sub(REPLACED, text)


def one_line(text: str) -> str:
    """The same on one line, white space brought together.

    >>> one_line("قال  الوزير" + chr(10) + "أمس")
    'قال الوزير أمس'
    """
    return " ".join(harmless(text).split())


def cell(text: str) -> str:
    """The text as a cell that no spreadsheet runs: what would begin a formula gets an apostrophe before it.

    >>> cell('=HYPERLINK("http://example.org")')
    '\\'=HYPERLINK("http://example.org")'
    >>> cell("قال الوزير")
    'قال الوزير'
    """
    shown = harmless(text)
    return (
        f"'{shown}" if shown.startswith(_FORMULA) or shown.lstrip(" \N{NO-BREAK SPACE}").startswith(_FORMULA) else shown
    )


def to_json(value: Any, indent: int | None = None) -> str:
    """JSON that keeps Arabic readable and every character as it was; what misleads a reader's eye is escaped.

    >>> to_json({"قال": "أمس"})
    '{"قال": "أمس"}'
    """
    return _ESCAPED.sub(lambda m: f"\\u{ord(m[0]):04x}", json.dumps(value, ensure_ascii=False, indent=indent))


def json_items(values: Iterable[Any]) -> Iterator[str]:
    """The items of a JSON list as lines, a comma behind all but the last; one value is held at a time."""
    held: str | None = None
    for value in values:
        if held is not None:
            yield held + ","
        held = to_json(value)
    if held is not None:
        yield held
