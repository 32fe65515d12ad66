"""How number words join."""

from __future__ import annotations

import pytest

from isnad.rules.dates import month_of, numerals, weekday_of
from isnad.text.fold import fold
from isnad.text.numbers import read_number


def read(text: str) -> tuple[int, int] | None:
    """Words split at spaces; «و» before a word joins it."""
    known = numerals()
    words, joined = [], []
    for word in fold(text).split():
        with_and = word not in known
        words.append(known[word.removeprefix("و") if with_and else word][0])
        joined.append(with_and)
    return read_number(words, joined)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("ستة وعشرين", 26),
        ("خمسة عشر", 15),
        ("اثنتي عشرة", 12),
        ("السادس والعشرين", 26),
        ("الحادي والعشرين", 21),
        ("الرابعة عشرة", 14),
        ("ألف وتسعمئة وثمانية وسبعين", 1978),
        ("ألفين وثمانية عشر", 2018),
        ("خمسة آلاف", 5000),
        ("مئة وعشرين", 120),
    ],
)
def test_words_that_make_one_number(text: str, value: int) -> None:
    assert read(text) == (value, len(text.split()))


@pytest.mark.parametrize(
    ("text", "value", "used"), [("ثلاثة وأربعة", 3, 1), ("الثامنة وعشرين", 8, 1), ("عشرين وخمسة", 20, 1)]
)
def test_words_that_stay_two_numbers(text: str, value: int, used: int) -> None:
    assert read(text) == (value, used)


@pytest.mark.parametrize("text", ["آلاف", "الحادي"])
def test_words_that_are_no_number_alone(text: str) -> None:
    assert read(text) is None


def test_month_and_weekday_names() -> None:
    august = month_of("آب")
    assert august is not None
    assert (august.month, august.bare) == (8, False)
    hijri = month_of("ذي الحجة")
    assert hijri is not None
    assert (hijri.month, hijri.calendar) == (12, "hijri")
    assert month_of("بكرة") is None
    thursday = weekday_of("الخميس")
    assert thursday is not None
    assert thursday.day == 4
    assert weekday_of("يوم") is None
