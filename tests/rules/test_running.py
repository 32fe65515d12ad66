"""Examples of dates and the words of linking, run through what reads them.

Names, attributions, time expressions and furniture have tests of their own that run theirs; a folder whose examples no
test runs fails `test_law.py`.
"""

from __future__ import annotations

import re

import pytest

from isnad.model import Annotations
from isnad.pipeline import annotate_text
from isnad.rules.dates import month_of, numerals, weekday_of
from isnad.rules.load import Row, Rule, load_rows, load_rules
from isnad.text.fold import fold
from isnad.text.tokens import tokenize

NO_CUES = "attribution/plain_verbs"


def found(row: Row) -> Annotations:
    return annotate_text(row.example, "2024-06-17").annotations


def forms_of(row: Row) -> list[str]:
    return [fold(form) for _, cell in row.cells for form in cell.split("|") if form]


def test_a_concept_stands_in_its_example() -> None:
    for row in (*load_rows("link/concepts"), *load_rows("link/opposites")):
        text = " ".join(token.norm for token in tokenize(row.example))
        assert any(form in text for form in forms_of(row)), row.id


def test_what_does_not_report_is_no_cue() -> None:
    assert not [row.id for row in load_rows(NO_CUES) if found(row).attributions]


def test_months_weekdays_and_numerals_are_read() -> None:
    for row in load_rows("dates/months"):
        month = month_of(row.get("form"))
        assert month
        assert (month.month, month.calendar) == (int(row.get("month")), row.get("calendar"))
        assert fold(row.get("form")) in fold(row.example)
    for row in load_rows("dates/weekdays"):
        weekday = weekday_of(row.get("form"))
        assert weekday
        assert weekday.day == int(row.get("day"))
    for row in load_rows("dates/numerals"):
        assert numerals()[fold(row.get("form"))][0].value == int(row.get("value"))


@pytest.mark.parametrize("rule", load_rules("link/words"), ids=lambda rule: rule.id)
def test_words_of_linking_stand_in_their_examples(rule: Rule) -> None:
    assert all(re.search(rf"(?<!\w)(?:{rule.pattern})", fold(example.text)) for example in rule.yes)
