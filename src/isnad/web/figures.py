"""Numbers, days and counted nouns as one reader wants them: by language, and by the digits chosen."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache

from isnad.export import wording
from isnad.export.arabic import digits as arabic_digits
from isnad.export.wording import LATIN, Counting


@dataclass(frozen=True)
class Figures:
    """`Figures("ar", "arab").number(1200)` is «١٬٢٠٠», with `"latn"` or in English it is "1,200"."""

    lang: str
    digits: str

    def number(self, value: object) -> str:
        text = f"{value:,}" if isinstance(value, int) else str(value)
        return arabic_digits(text.replace(",", "٬")) if self._arabic and self.digits == "arab" else text

    def day(self, iso: str | None) -> str:
        return _day(self.lang == "ar", self.digits == "latn", iso) if iso else ""

    def stretch(self, iso: str) -> str:
        """A year, a month or a day in words."""
        if len(iso) == 10:
            return self.day(iso)
        if not self._arabic:
            return wording.english_day(iso)
        if len(iso) != 7:
            return self.number(iso)
        months = wording.labels()["months_ar"]
        return f"{months[int(iso[5:]) - 1]} {self.number(iso[:4])}" if "01" <= iso[5:] <= "12" else iso

    def between(self, first: str, last: str | None) -> str:
        """Days in words, as short as they can be said: «سبتمبر ٢٠٢٣», «من ١٠ إلى ١٦ يونيو ٢٠٢٤»."""
        if not last or last[:10] == first[:10]:
            return self.day(first)
        try:
            begin, end = date.fromisoformat(first[:10]), date.fromisoformat(last[:10])
        except ValueError:
            return f"{self.day(first)} – {self.day(last)}"
        length = _least(begin, end)
        said, ends = self._parts(first[:length]), self._parts(last[:length])
        if said == ends:
            return " ".join(ends)
        # What both share is said once, at the end.
        while len(said) > 1 and said[-1] == ends[len(said) - 1]:
            said.pop()
        return f"من {' '.join(said)} إلى {' '.join(ends)}" if self._arabic else f"{' '.join(said)} – {' '.join(ends)}"

    def _parts(self, iso: str) -> list[str]:
        """`2025-10-06` as day, month and year, without the weekday."""
        year, *rest = iso.split("-")
        names = wording.labels()["months_ar"] if self._arabic else wording.MONTHS
        out = [names[int(rest[0]) - 1]] if rest else []
        day = [self.number(str(int(rest[1])))] if len(rest) > 1 else []
        return [*day, *out, self.number(year)]

    def clock(self, iso: str | None) -> str:
        """`2025-11-02T10:04:05+00:00` as its day and minute."""
        return self.number(iso[:16].replace("T", " ")) if iso else ""

    def count(self, noun: str, n: int, most: int | None = None) -> str:
        form = self.nouns[noun]
        if most is None:
            return form.ar(n) if self._arabic else form.en(n)
        return form.ar_range(n, most) if self._arabic else form.en_range(n, most)

    @cached_property
    def nouns(self) -> dict[str, Counting]:
        return wording.nouns(latin=self.digits == "latn")

    @property
    def _arabic(self) -> bool:
        return self.lang == "ar"


def _least(begin: date, end: date) -> int:
    """Characters of an ISO date that tell a stretch: of whole years the year, of whole months the month."""
    if begin.day != 1 or end.day != monthrange(end.year, end.month)[1]:
        return 10
    return 4 if (begin.month, end.month) == (1, 12) else 7


@lru_cache(16_384)  # a page of a list names few days, and names them often
def _day(arabic: bool, latin: bool, iso: str) -> str:
    text = wording.day_in_words(iso) if arabic else wording.english_day(iso)
    return text.translate(LATIN) if latin else text
