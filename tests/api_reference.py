"""The Python API as a page of documentation, made from the names themselves: `python -m tests.api_reference`."""

from __future__ import annotations

import inspect
import re
from pathlib import Path
from typing import Any

import isnad
from isnad.export.whole import Day, Said

PAGE = Path(__file__).parents[1] / "docs" / "reference.md"

HEAD = """# Python reference

Made from the code by `python -m tests.api_reference`; a test holds it to that. [api.md](api.md) is the way in.

Every offset is half-open and counts Unicode code points of the article's text. Errors are `isnad.IsnadError`s whose
message names the file or record and the remedy.
"""
VERBS = ("read", "read_files", "build", "open")
TYPES: tuple[tuple[str, type], ...] = (
    *((f"isnad.{name}", getattr(isnad, name)) for name in ("Story", "RecordView", "ArticleView", "ClaimView")),
    ("Said", Said), ("Day", Day), ("isnad.Rejected", isnad.Rejected), ("isnad.Failure", isnad.Failure),
    ("isnad.IsnadError", isnad.IsnadError),
)  # fmt: skip


def render() -> str:
    """The whole page."""
    parts = [HEAD, "## Verbs\n"]
    parts += [
        f"### isnad.{name}\n\n{_code(f'isnad.{name}', getattr(isnad, name))}\n{_words(getattr(isnad, name))}"
        for name in VERBS
    ]
    parts.append("## Types\n")
    for name, kind in TYPES:
        parts.append(f"### {name}\n\n{_words(kind)}")
        parts += [_member(kind, member) for member in _members(kind)]
    return "\n".join(parts)


def _members(kind: type) -> list[str]:
    fields = list(getattr(kind, "__dataclass_fields__", ()))
    own = [
        n
        for n, m in vars(kind).items()
        if not n.startswith("_") and n not in fields and (callable(m) or isinstance(m, property))
    ]
    return [*fields, *own]


def _member(kind: type, name: str) -> str:
    field = getattr(kind, "__dataclass_fields__", {}).get(name)
    if field is not None:
        told = _field_words(kind, name)
        return f"- `{name}: {field.type}`" + (f": {told}" if told else "") + "\n"
    member = inspect.getattr_static(kind, name)
    if isinstance(member, property):
        told = " ".join((member.__doc__ or "").split())
        return f"- `{name}`" + (f": {told}" if told else "") + "\n"
    return f"#### {kind.__name__}.{name}\n\n{_code(name, member)}\n{_words(member)}"


def _field_words(kind: type, name: str) -> str:
    """The words that stand under a field in the source."""
    found = re.search(rf'^    {name}: [^\n]+\n    """(.*?)"""', inspect.getsource(kind), re.MULTILINE | re.DOTALL)
    return " ".join(found[1].split()) if found else ""


def _code(name: str, function: Any) -> str:
    return f"```text\n{name}{str(inspect.signature(function)).replace(chr(39), '')}\n```\n"


def _words(documented: Any) -> str:
    """The docstring, its example fenced."""
    words, mark, example = (inspect.getdoc(documented) or "").partition(">>> ")
    return words.rstrip() + (f"\n\n```pycon\n{mark}{example.rstrip()}\n```\n" if mark else "\n")


if __name__ == "__main__":
    PAGE.write_text(render(), "utf-8")
