"""Numbers, days and counted nouns as one reader wants them: by language, and by the digits chosen."""

from __future__ import annotations

from dataclasses import dataclass
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


@lru_cache(16_384)  # a page of a list names few days, and names them often
def _day(arabic: bool, latin: bool, iso: str) -> str:
    text = wording.day_in_words(iso) if arabic else wording.english_day(iso)
    return text.translate(LATIN) if latin else text
