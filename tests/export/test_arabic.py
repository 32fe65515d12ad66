"""Agreement of Arabic numbers with what they count."""

from __future__ import annotations

import pytest

from isnad.export.arabic import Noun, counted, counted_range, long_date

ORIGIN = Noun("أصول", "أصل واحد", "أصلان", "أصول", "أصلاً", "أصل", "أصل واحد")
PAGE = Noun("صفحات", "صفحة واحدة", "صفحتان", "صفحات", "صفحة", "صفحة", "صفحة واحدة")


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "لا أصول"),
        (1, "أصل واحد"),
        (2, "أصلان"),
        (3, "٣ أصول"),
        (10, "١٠ أصول"),
        (11, "١١ أصلاً"),
        (99, "٩٩ أصلاً"),
        (100, "١٠٠ أصل"),
        (102, "١٠٢ أصل"),
        (103, "١٠٣ أصول"),
        (111, "١١١ أصلاً"),
        (200, "٢٠٠ أصل"),
    ],
)
def test_the_noun_agrees_with_its_number(number: int, words: str) -> None:
    assert counted(number, ORIGIN) == words


def test_a_feminine_noun() -> None:
    assert [counted(n, PAGE) for n in (1, 2, 12)] == ["صفحة واحدة", "صفحتان", "١٢ صفحة"]


@pytest.mark.parametrize(
    ("least", "most", "words"),
    [
        (2, 4, "بين ٢ و٤ أصول"),
        (1, 4, "بين أصل واحد و٤ أصول"),
        (1, 2, "أصل واحد أو أصلان"),
        (2, 11, "بين ٢ و١١ أصلاً"),
        (3, 3, "٣ أصول"),
        (0, 2, "أصلان على الأكثر"),
    ],
)
def test_a_range(least: int, most: int, words: str) -> None:
    assert counted_range(least, most, ORIGIN) == words


def test_a_date_in_words() -> None:
    weekdays = ["الإثنين", "الثلاثاء"]
    assert long_date("2025-10-06T14:20:00+03:00", weekdays, ["", "", "", "", "", "", "", "", "", "أكتوبر"]) == (
        "الإثنين ٦ أكتوبر ٢٠٢٥"
    )
    assert long_date("2025-10", weekdays, []) == "٢٠٢٥-١٠"
