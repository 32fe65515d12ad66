"""Rule files in, rules and lexicon rows out; an entry without an Arabic example does not load.

Two formats. TOML for rules, one table an entry:

    [yesterday]
    why = "the day before the reference day"
    pattern = 'امس'
    gives = {type = "DATE", value = "day-1"}
    yes = [{text = "قال أمس إن", span = "أمس", value = "2024-06-16"}]
    no = ["أمس الأول"]
    known_failure = []

Patterns are written in the match form of `text.fold`. TSV for lexicons of more than thirty like rows: the first line
names the columns, one of which is `example`, and every row's example holds the row's own form.
"""

from __future__ import annotations

import csv
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from isnad.model import IsnadError, RuleId
from isnad.text.fold import fold


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence and what the rule must make of it: `expect` names fields of the finding (`span`, `value` …)."""

    text: str
    expect: tuple[tuple[str, str], ...] = ()

    def get(self, key: str) -> str | None:
        return dict(self.expect).get(key)


@dataclass(frozen=True, slots=True)
class Rule:
    """One entry of a TOML file."""

    id: RuleId
    why: str
    pattern: str
    gives: tuple[tuple[str, str], ...]
    yes: tuple[Example, ...]
    no: tuple[Example, ...]
    known_failure: tuple[Example, ...]

    def get(self, key: str) -> str | None:
        return dict(self.gives).get(key)


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a TSV lexicon."""

    id: RuleId
    cells: tuple[tuple[str, str], ...]
    example: str

    def get(self, column: str) -> str:
        """The cell, or an empty string."""
        return dict(self.cells).get(column, "")


@cache
def load_rules(name: str) -> tuple[Rule, ...]:
    """Rules of `rules/<name>.toml`, in the file's order: `load_rules("timex/relative")`."""
    table = tomllib.loads(rule_text(f"{name}.toml"))
    return tuple(rule_of(f"{name}#{entry}", body) for entry, body in table.items() if entry != "never")


@cache
def load_never(name: str) -> tuple[Example, ...]:
    """Texts in which no rule of the file may find anything: the `never` list of `rules/<name>.toml`."""
    table = tomllib.loads(rule_text(f"{name}.toml"))
    never = table.get("never", {})
    return tuple(_example(f"{name}#never", e) for e in never.get("texts", ()))


@cache
def load_rows(name: str) -> tuple[Row, ...]:
    """Rows of `rules/<name>.tsv`; a row's id is its first cell: `load_rows("places/states")`."""
    lines = [line for line in rule_text(f"{name}.tsv").splitlines() if line.strip() and not line.startswith("# ")]
    reader = csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
    columns = next(reader)
    if "example" not in columns:
        raise IsnadError(f"rules/{name}.tsv has no column `example`: a lexicon without examples does not load")
    return tuple(row_of(name, columns, cells, number) for number, cells in enumerate(reader, 2))


def row_of(name: str, columns: list[str], cells: list[str], number: int) -> Row:
    """One row of a lexicon; `IsnadError` where it breaks the law."""
    if len(cells) != len(columns):
        raise IsnadError(f"rules/{name}.tsv, row {number} ({cells[0]}): {len(cells)} cells for {len(columns)} columns")
    pairs = tuple((c, v.strip()) for c, v in zip(columns, cells, strict=True) if c != "example")
    row = Row(f"{name}#{cells[0]}", pairs, cells[columns.index("example")].strip())
    if not _is_arabic(row.example):
        raise IsnadError(
            f"rules/{name}.tsv, row {number} ({cells[0]}): no Arabic example, so it does not load; add one"
        )
    return row


def rule_of(id: RuleId, body: object) -> Rule:
    """One table of a rule file; `IsnadError` where it breaks the law."""
    if not isinstance(body, dict) or not isinstance(body.get("pattern", ""), str):
        raise IsnadError(f"rule {id} is not a table with a `pattern`")
    unknown = set(body) - {"why", "pattern", "gives", "yes", "no", "known_failure"}
    if unknown:
        raise IsnadError(f"rule {id}: unknown keys {sorted(unknown)}; values of the finding go under `gives`")
    yes, no, failing = (tuple(_example(id, e) for e in body.get(k, ())) for k in ("yes", "no", "known_failure"))
    if not yes or not all(_is_arabic(e.text) for e in yes):
        raise IsnadError(f"rule {id} has no running Arabic example under `yes`, so it does not load; add one")
    if not body.get("why"):
        raise IsnadError(f"rule {id} does not say why; add one line")
    gives = tuple((k, str(v)) for k, v in body.get("gives", {}).items())
    return Rule(id, body["why"], body.get("pattern", ""), gives, yes, no, failing)


def _example(id: RuleId, entry: object) -> Example:
    if isinstance(entry, str):
        return Example(entry)
    if isinstance(entry, dict) and isinstance(entry.get("text"), str):
        return Example(entry["text"], tuple((k, str(v)) for k, v in entry.items() if k != "text"))
    raise IsnadError(f"rule {id}: an example is a string or a table with `text`, not {entry!r}")


def _is_arabic(text: str) -> bool:
    return any("ء" <= c <= "ي" for c in fold(text))


_tried: dict[str, str] = {}
"""Files on trial, by their path: read in the place of ours."""


def try_text(path: str, text: str) -> None:
    """Have a file read as this text from now on: for a process of its own, before any rule is loaded in it."""
    _tried[path] = text


def rule_text(path: str) -> str:
    """A rule file's text: `rule_text("dates/months.tsv")`."""
    if path in _tried:
        return _tried[path]
    file = files("isnad.rules").joinpath(path)
    try:
        return file.read_text("utf-8")
    except FileNotFoundError:
        raise IsnadError(f"no rule file isnad/rules/{path}") from None
