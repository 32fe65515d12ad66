"""Values of the model in, the words they are shown with out: what the report, the desk and the dossier share."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from jinja2 import BaseLoader, Environment, StrictUndefined
from markupsafe import Markup

from isnad.export.arabic import Noun, counted, counted_range, digits, long_date

ASSIST = "assist/"
"""How the id of a rule begins that stands for a language model's reading."""
LATIN = str.maketrans("٠١٢٣٤٥٦٧٨٩", "0123456789")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


class Counting:
    """A counted noun of `labels.toml`, in both languages."""

    def __init__(self, entry: dict[str, Any], latin: bool = False) -> None:
        self.table = LATIN if latin else {}
        self.singular, self.plural = entry["en"]
        self.noun = Noun(**{name: value for name, value in entry.items() if name != "en"})

    def ar(self, number: int) -> str:
        """«صفحة واحدة، صفحتان، ٣ صفحات»."""
        return counted(number, self.noun).translate(self.table)

    def ar_range(self, least: int, most: int) -> str:
        """«بين ٢ و٤ أصول مستقلة»."""
        return counted_range(least, most, self.noun).translate(self.table)

    def en(self, number: int) -> str:
        """`1 page`, `3 pages`."""
        return f"{number:,} {self.singular if number == 1 else self.plural}"

    def en_range(self, least: int, most: int) -> str:
        """`2 to 4 independent origins`."""
        return self.en(most) if least == most else f"{least} to {self.en(most)}"


@cache
def labels() -> dict[str, Any]:
    """The words of `labels.toml`; each entry is a pair, Arabic and English, unless it is a counted noun."""
    return tomllib.loads(files("isnad.export").joinpath("templates/labels.toml").read_text("utf-8"))


@cache
def nouns(latin: bool = False) -> dict[str, Counting]:
    """Counted nouns by name: `nouns()["page"].ar(3)` is «٣ صفحات», or «3 صفحات» in `latin` digits."""
    return {name: Counting(entry, latin) for name, entry in labels()["nouns"].items()}


def assistance(rules: Iterable[str]) -> Literal["answer", "confirmed"] | None:
    """What a language model had to do with a statement: it read it anew, read it as the rules did, or nothing.

    `assistance(("attribution/verbs#قال", "assist/small#confirmed")) == "confirmed"`.
    """
    said = {rule.rpartition("#")[2] for rule in rules if rule.startswith(ASSIST)}
    if not said:
        return None
    return "confirmed" if said == {"confirmed"} else "answer"


def day_in_words(iso: str) -> str:
    """A day as an Arabic newspaper prints it: «الإثنين ٦ أكتوبر ٢٠٢٥»."""
    return long_date(iso, labels()["weekdays_ar"], labels()["months_ar"])


def english_day(iso: str) -> str:
    """The same in English; a month or a year alone stays one.

    >>> english_day("2025-10-06"), english_day("2025-10"), english_day("2025")
    ('6 Oct 2025', 'Oct 2025', '2025')
    """
    year, _, rest = iso[:10].partition("-")
    month, _, day = rest.partition("-")
    if not (month.isdigit() and 1 <= int(month) <= 12):
        return iso
    return f"{int(day)} {MONTHS[int(month) - 1]} {year}" if day.isdigit() else f"{MONTHS[int(month) - 1]} {year}"


def both(arabic: object, english: object) -> Markup:
    """The two languages beside each other; the style sheet shows the one that is read."""
    return Markup('<span class="ar">{}</span><span class="en" lang="en" dir="ltr">{}</span>').format(arabic, english)


def web_address(url: str | None) -> str | None:
    """The address where a click may lead: pages also carry `javascript:` and other schemes."""
    return url if url and url.lower().startswith(("https://", "http://")) else None


def environment(loader: BaseLoader) -> Environment:
    """Templates that know these words; everything they print is escaped, and what is missing is an error."""
    out = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    out.globals.update(labels=labels(), nouns=nouns(), both=both)
    out.filters.update(digits=digits, long_date=day_in_words, english_day=english_day, web_address=web_address)
    return out
