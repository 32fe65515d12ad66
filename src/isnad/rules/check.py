"""A rule file that somebody wrote in, everything that keeps it from loading out: file, entry and remedy of a fault."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from isnad.model import IsnadError, RuleId
from isnad.rules.catalogue import rule_files
from isnad.rules.load import Example, Row, Rule, load_rows, load_rules, row_of, rule_of, rule_text
from isnad.text.fold import fold

_HIDDEN = re.compile("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]")
_PLAIN_PATTERNS = ("furniture/", "outlets/", "published/")
"""Folders whose patterns are regular expressions; the others' are lists of words or have a language of their own."""
FEW = 23
"""Values of a column up to which it is a closed list: the longest of ours has 23, columns of names have hundreds."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with one entry, or with the file where `entry` is empty."""

    file: str
    line: int
    """Counted from 1; 0 where it concerns the whole file."""
    entry: str
    says: str
    remedy: str

    def __str__(self) -> str:
        place = f"{self.file}, line {self.line}" if self.line else self.file
        return f"{place}{f' ({self.entry})' if self.entry else ''}: {self.says}; {self.remedy}"


@dataclass(frozen=True, slots=True)
class Checked:
    """A file as far as it could be read: what it adds to, its faults, and the entries that have none."""

    name: str | None
    """Our file of the same kind, `attribution/verbs`; None where no file of ours has its name or its columns."""
    entries: tuple[Rule | Row, ...] = ()
    faults: tuple[Fault, ...] = ()
    never: tuple[Example, ...] = ()


def check_file(path: Path) -> Checked:
    """Hold a `.toml` or `.tsv` file of rules to the law of rule files; it need not lie among ours.

    What it adds to is told by its name (`attribution/verbs.tsv`, or `verbs.tsv` anywhere), else by its columns.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        return _broken(path, f"it cannot be read ({error.strerror})", "check the path")
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        return _broken(path, "it is not UTF-8", "save it as UTF-8", line)
    hidden = [
        Fault(str(path), n, "", f"hidden character U+{ord(found[0]):04X}", "delete it: rules are compared by letters")
        for n, line in enumerate(text.splitlines(), 1)
        if (found := _HIDDEN.search(line))
    ]
    if path.suffix == ".toml":
        checked = _toml(path, text)
    elif path.suffix == ".tsv":
        checked = _tsv(path, text)
    else:
        return _broken(path, "its name ends in neither .toml nor .tsv", "docs/rules.md shows both formats")
    faults = sorted((*hidden, *checked.faults), key=lambda fault: fault.line)
    return Checked(checked.name, checked.entries, tuple(faults), checked.never)


def _broken(path: Path, says: str, remedy: str, line: int = 0) -> Checked:
    return Checked(None, (), (Fault(str(path), line, "", says, remedy),))


def _ours(path: Path, columns: frozenset[str] | None = None) -> str | None:
    """Our file that this one adds to."""
    ending = path.suffix[1:]
    names = [name for name, kind in rule_files() if kind == ending]
    whole = f"{path.parent.name}/{path.stem}"
    same = [whole] if whole in names else [name for name in names if name.endswith(f"/{path.stem}")]
    if len(same) != 1 and columns:
        same = [name for name in same or names if columns == {"example", *(c for c, _ in load_rows(name)[0].cells)}]
    return same[0] if len(same) == 1 else None


# --- lexicons ---------------------------------------------------------------------------------------------------------


def _tsv(path: Path, text: str) -> Checked:
    lines = [(n, line) for n, line in enumerate(text.splitlines(), 1) if line.strip() and not line.startswith("# ")]
    if not lines:
        return _broken(path, "it is empty", "begin with a line of column names, one of them `example`")
    columns = lines[0][1].split("\t")
    if "example" not in columns:
        return _broken(path, "no column `example`", "add one: a row without a sentence does not load", lines[0][0])
    name = _ours(path, frozenset(columns))
    faults = list(_wrong_columns(path, lines[0][0], columns, name))
    if faults:
        return Checked(name, (), tuple(faults))
    rows: list[Row] = []
    allowed = _allowed(name) if name else {}
    seen: Counter[tuple[str, ...]] = Counter()
    for number, line in lines[1:]:
        cells = line.split("\t")
        seen[tuple(cells)] += 1
        wrong = list(_wrong_row(columns, cells, allowed))
        if seen[tuple(cells)] == 2:
            wrong.append(("the row stands twice", "delete one"))
        faults += [Fault(str(path), number, cells[0], *told) for told in wrong]
        if not wrong:
            rows.append(row_of(name or path.stem, columns, cells, number))
    return Checked(name, tuple(rows), tuple(faults))


def _wrong_columns(path: Path, line: int, columns: list[str], name: str | None) -> Iterator[Fault]:
    if name is None:
        return
    wanted = [*(c for c, _ in load_rows(name)[0].cells), "example"]
    missing, strange = [c for c in wanted if c not in columns], [c for c in columns if c not in wanted]
    if missing or strange:
        says = [f"no column {c}" for c in missing] + [f"unknown column {c}" for c in strange]
        yield Fault(str(path), line, "", ", ".join(says), f"{name}.tsv has {', '.join(wanted)}, separated by tabs")


def _wrong_row(columns: list[str], cells: list[str], allowed: dict[str, frozenset[str]]) -> Iterator[tuple[str, str]]:
    if len(cells) != len(columns):
        yield f"{len(cells)} cells for {len(columns)} columns", "separate cells by one tab each, empty ones too"
        return
    found = dict(zip(columns, cells, strict=True))
    example = found["example"].strip()
    if not cells[0].strip():
        yield f"the cell `{columns[0]}` is empty", "a row's first cell is its id"
    if not any("ء" <= c <= "ي" for c in fold(example)):
        yield "no Arabic example", "write a sentence of your own that holds the word"
    elif not holds_its_form(tuple((c, v) for c, v in found.items() if c != "example"), example):
        yield f"its example «{example}» does not hold the word", "write a sentence that does"
    for column, values in allowed.items():
        strange = [value for value in found[column].split() if value not in values]
        if strange:
            yield f"`{column}` cannot be {', '.join(strange)}", f"it is one of {', '.join(sorted(values))}"


def holds_its_form(cells: tuple[tuple[str, str], ...], example: str) -> bool:
    """Whether one of a row's forms stands in its example, as folded; its first or last letter may have changed."""
    text = fold(example)
    forms = [fold(form) for _, cell in cells for form in re.split(r"[| ]", cell)]
    return any(form in text or (len(form) > 2 and (form[:-1] in text or form[1:] in text)) for form in forms if form)


def _allowed(name: str) -> dict[str, frozenset[str]]:
    """Columns of our lexicon that hold values of a closed list, and the list."""
    rows = load_rows(name)
    out: dict[str, frozenset[str]] = {}
    for column, _ in rows[0].cells[1:]:
        filled = [row.get(column) for row in rows if row.get(column)]
        values = frozenset(value for cell in filled for value in cell.split())
        if len(filled) >= 5 and len(values) <= min(FEW, len(filled) // 2):
            out[column] = values
    return out


# --- rules ------------------------------------------------------------------------------------------------------------


def _toml(path: Path, text: str) -> Checked:
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"line (\d+)", str(error))
        says = re.sub(r" \(at .*", "", str(error))
        return _broken(path, f"it is no TOML: {says}", "docs/rules.md shows the format", int(line[1]) if line else 0)
    name = _ours(path)
    given = {key for rule in load_rules(name) for key, _ in rule.gives} if name else set()
    rules: list[Rule] = []
    faults: list[Fault] = []
    never: tuple[Example, ...] = ()
    for entry, body in table.items():
        id = f"{name or path.stem}#{entry}"
        if entry == "never":
            texts = body.get("texts", ()) if isinstance(body, dict) else ()
            never = tuple(Example(text) for text in texts if isinstance(text, str))
            continue
        try:
            rule = rule_of(id, body)
        except IsnadError as error:
            says, _, remedy = str(error).removeprefix(f"rule {id}").strip(" :").partition("; ")
            remedy = remedy or "docs/rules.md shows an entry"
            faults.append(Fault(str(path), _line_of(text, entry), entry, says, remedy))
            continue
        wrong = list(_wrong_rule(rule, name, given))
        faults += [Fault(str(path), _line_of(text, entry), entry, *told) for told in wrong]
        if not wrong:
            rules.append(rule)
    return Checked(name, tuple(rules), tuple(faults), never)


def _wrong_rule(rule: Rule, name: str | None, given: set[str]) -> Iterator[tuple[str, str]]:
    if name and name.startswith(_PLAIN_PATTERNS):
        folded = "".join(fold(c) if "\u0600" <= c <= "\u06ff" else c for c in rule.pattern)
        if folded != rule.pattern:
            yield "its pattern is not in match form", f"write it {folded}"
        try:
            re.compile(re.sub(r"\{[a-z_]+\}", "x", rule.pattern))
        except re.error as error:
            yield f"its pattern is no regular expression: {error}", "mend it at that place"
    strange = [key for key, _ in rule.gives if given and key not in given]
    if strange:
        yield f"`gives` cannot hold {', '.join(strange)}", f"rules of {name}.toml give {', '.join(sorted(given))}"


def _line_of(text: str, entry: str) -> int:
    return next((n for n, line in enumerate(text.splitlines(), 1) if line.startswith("[") and _head(line) == entry), 0)


def line_of_entry(path: Path, entry: str) -> int:
    """The line of a file, counted from 1, on which an entry begins; 0 where it has none."""
    text = path.read_text("utf-8-sig")
    if path.suffix == ".toml":
        return _line_of(text, entry)
    return next((n for n, line in enumerate(text.splitlines(), 1) if line.partition("\t")[0] == entry), 0)


# --- ours and theirs --------------------------------------------------------------------------------------------------


def with_ours(checked: Checked, text: str) -> str:
    """Our file with the entries of the other one: those of the same id take the place of ours."""
    assert checked.name
    ids: set[RuleId] = {entry.id for entry in checked.entries}
    if checked.entries and isinstance(checked.entries[0], Row):
        ours = rule_text(f"{checked.name}.tsv").splitlines()
        head = next(n for n, line in enumerate(ours) if line.strip() and not line.startswith("# "))
        columns = ours[head].split("\t")
        kept = [line for line in ours[head + 1 :] if f"{checked.name}#{line.partition(chr(9))[0]}" not in ids]
        rows = [entry for entry in checked.entries if isinstance(entry, Row)]
        added = ["\t".join(row.example if c == "example" else row.get(c) for c in columns) for row in rows]
        return "\n".join([*ours[: head + 1], *kept, *added]) + "\n"
    sections = re.split(r"(?m)^(?=\[)", rule_text(f"{checked.name}.toml"))
    theirs = [s for s in re.split(r"(?m)^(?=\[)", text)[1:] if f"{checked.name}#{_head(s)}" in ids]
    kept = [s for s in sections if f"{checked.name}#{_head(s)}" not in ids]
    return "".join([*(s if s.endswith("\n") else s + "\n" for s in kept), *theirs])


def _head(section: str) -> str:
    match = re.match(r'\[\s*"?([^\]"]+?)"?\s*\]', section)
    return match[1] if match else ""
