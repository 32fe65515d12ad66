"""Rule files in, every entry out as a person reads it: its id, why it is there, the sentences that prove it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from isnad.model import RuleId
from isnad.rules.load import Example, Row, Rule, load_rows, load_rules


@dataclass(frozen=True, slots=True)
class Entry:
    """One rule of a TOML file or one row of a TSV lexicon."""

    id: RuleId
    why: str
    """For a row, what its file says of all its rows."""
    pattern: str
    """In match form; for a row, its first cell."""
    gives: tuple[tuple[str, str], ...]
    """What the finding is given; for a row, its other cells."""
    yes: tuple[Example, ...]
    no: tuple[Example, ...] = ()
    known_failure: tuple[Example, ...] = ()

    @property
    def file(self) -> str:
        """The file below `isnad/rules/`, without its ending."""
        return self.id.partition("#")[0]


@cache
def entries() -> tuple[Entry, ...]:
    """Every entry of every file below `isnad/rules/`, in the order of files and rows."""
    return tuple(entry for name, ending in rule_files() for entry in _entries(name, ending))


def entry(id: RuleId) -> Entry | None:
    """One entry by the id a finding carries: `entry("dates/months#08")`.

    A third part (`file#entry#form`) is a detail of the entry.
    """
    file, _, rest = id.partition("#")
    wanted = f"{file}#{rest.partition('#')[0]}"
    for name, ending in rule_files():
        if name == file:
            return next((e for e in _entries(name, ending) if e.id in (id, wanted)), None)
    return None


@cache
def rule_files() -> tuple[tuple[str, str], ...]:
    """Rule files without their ending, and the ending: `("timex/relative", "toml")`."""
    return tuple(sorted(_walk(files("isnad.rules"), "")))


@cache
def _entries(name: str, ending: str) -> tuple[Entry, ...]:
    if ending == "toml":
        return tuple(_of_rule(rule) for rule in load_rules(name))
    why = _head(name)
    return tuple(_of_row(row, why) for row in load_rows(name))


def _of_rule(rule: Rule) -> Entry:
    return Entry(rule.id, rule.why, rule.pattern, rule.gives, rule.yes, rule.no, rule.known_failure)


def _of_row(row: Row, why: str) -> Entry:
    first, *others = row.cells
    return Entry(row.id, why, first[1], tuple((k, v) for k, v in others if v), (Example(row.example),))


def _head(name: str) -> str:
    """The comment a lexicon opens with, as one line."""
    lines = files("isnad.rules").joinpath(f"{name}.tsv").read_text("utf-8").splitlines()
    head = []
    for line in lines:
        if not line.startswith("# "):
            break
        head.append(line[2:].strip())
    return " ".join(head)


def _walk(folder: Traversable, prefix: str) -> Iterator[tuple[str, str]]:
    for child in folder.iterdir():
        stem, _, ending = child.name.rpartition(".")
        if child.is_dir():
            yield from _walk(child, f"{prefix}{child.name}/")
        elif ending in ("toml", "tsv"):
            yield prefix + stem, ending
