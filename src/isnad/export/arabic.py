"""Numbers and dates in, Arabic words that agree with them out: «صفحة واحدة، صفحتان، ٣ صفحات، ١١ صفحة»."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

_DIGITS = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")


@dataclass(frozen=True, slots=True)
class Noun:
    """A counted noun with its adjective, if it has one, in the five shapes a number asks for."""

    none: str
    """After «لا»: «أصول مستقلة»."""
    one: str
    """With the number one inside: «أصل واحد مستقل»."""
    two: str
    """The dual, its number inside: «أصلان مستقلان»."""
    few: str
    """After 3 to 10: «أصول مستقلة»."""
    many: str
    """After 11 to 99: «أصلاً مستقلاً»."""
    hundred: str
    """After a whole hundred: «أصل مستقل»."""
    one_after: str
    """After «بين»: «أصل واحد»."""


def digits(number: int | str) -> str:
    """Arabic-Indic digits.

    >>> digits(2023)
    '٢٠٢٣'
    """
    return str(number).translate(_DIGITS)


def counted(number: int, noun: Noun) -> str:
    """The number with its noun, as Arabic grammar has it: 1 and 2 need no digit, 3 to 10 take the plural, 11 to 99 the
    singular accusative, whole hundreds the singular genitive; above a hundred the last two digits decide."""
    if number in (0, 1, 2):
        return (f"لا {noun.none}", noun.one, noun.two)[number]
    return f"{digits(f'{number:,}'.replace(',', '٬'))} {_after(number, noun)}"


def counted_range(least: int, most: int, noun: Noun) -> str:
    """At least and at most: «بين ٢ و٤ أصول مستقلة»; where both are one number, that number."""
    if least == most:
        return counted(most, noun)
    if least == 0:
        return f"{counted(most, noun)} على الأكثر"
    if (least, most) == (1, 2):
        return f"{noun.one_after} أو {noun.two}"
    lower = noun.one_after if least == 1 else digits(least)
    return f"بين {lower} و{digits(most)} {_after(most, noun)}"


def _after(number: int, noun: Noun) -> str:
    last = number % 100
    if 3 <= last <= 10:
        return noun.few
    return noun.many if last >= 11 else noun.hundred


def long_date(iso: str, weekdays: list[str], months: list[str]) -> str:
    """`2025-10-06` as «الإثنين ٦ أكتوبر ٢٠٢٥»; what is no full date is given back as it came, in Arabic digits."""
    try:
        day = date.fromisoformat(iso[:10])
    except ValueError:
        return digits(iso)
    return f"{weekdays[day.weekday()]} {digits(day.day)} {months[day.month - 1]} {digits(day.year)}"
