"""The law of rules: every file loads, every entry has a running Arabic example, every example is run by some test."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from isnad.model import IsnadError
from isnad.rules import load
from isnad.rules.check import holds_its_form
from isnad.rules.load import load_never, load_rows, load_rules

TESTS = Path(__file__).parents[1]
RULES = Path(load.__file__).parent
TOML = sorted(p.relative_to(RULES).with_suffix("").as_posix() for p in RULES.rglob("*.toml"))
TSV = sorted(p.relative_to(RULES).with_suffix("").as_posix() for p in RULES.rglob("*.tsv"))

RUN_BY = {
    "attribution/": "annotate/test_attribution.py",
    "dates/": "rules/test_running.py",
    "events/": "annotate/test_events.py",
    "furniture/": "extract/test_rules.py",
    "language/": "extract/test_rules.py",
    "link/": "rules/test_running.py",
    "names/": "annotate/test_mentions_rules.py",
    "outlets/": "extract/test_rules.py",
    "published/": "extract/test_rules.py",
    "timex/": "annotate/test_timex.py",
}
"""Folder of rule files, and the test module that runs their examples through the finder that reads them."""


@pytest.mark.parametrize("folder", sorted({name.partition("/")[0] + "/" for name in (*TOML, *TSV)}))
def test_the_examples_of_a_folder_are_run(folder: str) -> None:
    running = (TESTS / RUN_BY[folder]).read_text("utf-8")
    assert f'"{folder}' in running or "for name in FILES" in running


@pytest.mark.parametrize("name", TOML)
def test_a_rule_file_loads(name: str) -> None:
    assert load_rules(name) or load_never(name)


@pytest.mark.parametrize("name", TSV)
def test_a_lexicon_loads(name: str) -> None:
    assert load_rows(name)


def test_no_knowledge_in_other_formats() -> None:
    known = {".toml", ".tsv", ".py", ".pyc"}
    assert not [p.name for p in RULES.rglob("*") if p.is_file() and p.suffix not in known]


@pytest.mark.parametrize("name", TSV)
def test_no_row_stands_twice(name: str) -> None:
    assert not [cells for cells, n in Counter(row.cells for row in load_rows(name)).items() if n > 1]


@pytest.mark.parametrize("name", TSV)
def test_an_example_holds_its_own_form(name: str) -> None:
    assert not [row.id for row in load_rows(name) if not holds_its_form(row.cells, row.example)]


def test_a_row_whose_example_speaks_of_something_else_is_seen() -> None:
    assert not holds_its_form((("form", "سبتمبر"),), "وصل الوفد في نيسان")


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        ('[a]\nwhy = "x"\npattern = "y"\nyes = []', "no running Arabic example"),
        ('[a]\nwhy = "x"\npattern = "y"\nyes = ["only Latin"]', "no running Arabic example"),
        ('[a]\npattern = "y"\nyes = ["قال أمس"]', "does not say why"),
        ('[a]\nwhy = "x"\npattern = "y"\nyes = ["قال أمس"]\nspan = "أمس"', "unknown keys"),
        ('[a]\nwhy = "x"\npattern = "y"\nyes = [3]', "an example is a string or a table"),
    ],
)
def test_an_entry_that_breaks_the_law_does_not_load(entry: str, message: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(load, "rule_text", lambda path: entry)
    with pytest.raises(IsnadError, match=message):
        load_rules.__wrapped__("planted/file")


@pytest.mark.parametrize(
    ("lexicon", "message"),
    [
        ("form\tvalue\nأمس\t-1", "no column `example`"),
        ("form\tvalue\texample\nأمس\t-1\t", "no Arabic example"),
        ("form\tvalue\texample\nأمس\tوصل أمس", "2 cells for 3 columns"),
    ],
)
def test_a_row_that_breaks_the_law_does_not_load(lexicon: str, message: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(load, "rule_text", lambda path: lexicon)
    with pytest.raises(IsnadError, match=message):
        load_rows.__wrapped__("planted/file")


def test_a_missing_file_is_named() -> None:
    with pytest.raises(IsnadError, match=r"no rule file isnad/rules/absent/file\.toml"):
        load_rules("absent/file")
