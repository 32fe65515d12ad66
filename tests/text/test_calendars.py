"""Calendar arithmetic."""

from __future__ import annotations

from datetime import date

import pytest

from isnad.text.calendars import (
    add_months,
    hijri_day,
    hijri_month,
    hijri_year,
    month_range,
    real_date,
    week_start,
    week_value,
)


@pytest.mark.parametrize(
    ("year", "month", "day"), [(2023, 2, 31), (2023, 13, 1), (20018, 1, 1), (2023, 2, 29), (0, 1, 1)]
)
def test_days_that_no_calendar_has(year: int, month: int, day: int) -> None:
    assert real_date(year, month, day) is None


def test_days_that_it_has() -> None:
    assert real_date(2024, 2, 29) == date(2024, 2, 29)
    assert month_range(2023, 2) == (date(2023, 2, 1), date(2023, 2, 28))


def test_months_are_cut_to_their_last_day() -> None:
    assert add_months(date(2024, 1, 31), 1) == date(2024, 2, 29)
    assert add_months(date(2024, 1, 31), -2) == date(2023, 11, 30)


def test_iso_weeks() -> None:
    assert week_value(date(2024, 6, 12)) == "2024-W24"
    assert week_value(date(2021, 1, 3)) == "2020-W53"
    assert week_start(date(2024, 6, 16)) == date(2024, 6, 10)


def test_hijri_days_by_umm_al_qura() -> None:
    assert hijri_day(1439, 10, 1) == date(2018, 6, 15)
    assert type(hijri_day(1439, 10, 1)) is date
    assert hijri_month(1439, 10) == (date(2018, 6, 15), date(2018, 7, 13))
    assert hijri_year(1440) == (date(2018, 9, 11), date(2019, 8, 30))


@pytest.mark.parametrize(
    ("year", "month", "day"), [(1342, 1, 1), (1501, 1, 1), (1439, 13, 1), (1439, 10, 30), (1439, 1, 0)]
)
def test_hijri_days_outside_the_tables(year: int, month: int, day: int) -> None:
    assert hijri_day(year, month, day) is None
