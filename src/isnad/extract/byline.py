"""A byline or sign-off in, who is named in it out: agencies, the outlet itself, a place."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from isnad.extract.lines import Line, words_of
from isnad.rules.load import load_rows, load_rules
from isnad.text.fold import Folded, fold

# Hyphens count as separators even without blanks («سبق- جدة», «اليمن-سالم»), a lone tatweel is a dash in disguise.
_SEPARATOR = re.compile(r"\s+ـ+\s+|\s*[-–—:/،,؛|()\[\]\u2022+*؍]+\s*|\s+و\s+|\s+من\s+(?=\S+\s*$)|\s{3,}|\t")
_QUOTES = re.compile("[«»“”\"'‹›]")
_SINGLE_LETTERS = re.compile(r"(?<!\w)(\w)[\s.]+(?=\w(?!\w))")
_TYPED_ON = re.compile(r"(?<=\w)\s+(?:[^\W\d_][. ]\s?){2}[^\W\d_]$|(?<=\w)\s+رويترز$")
_TAKEN = re.compile(r"^(?:نقلا )?عن\s+")
_TAKEN_PRINTED = re.compile(r"^(?:نقلا\u064b? )?عن\s+")
_FORM_WORDS = re.compile(r"(?<!\w)(?:وكاله|(?:ال)?انباء|للانباء|الاخباريه|الرسميه)(?!\w) ?")
_KIND = re.compile(r"^(?:وكاله|صحيفه|موقع|جريده) ")


@dataclass(frozen=True, slots=True)
class Credits:
    """Who a line names as having written the text."""

    agencies: tuple[str, ...]
    """Named news agencies as printed, each agency once."""
    unnamed: bool
    """Whether «وكالات» stands beside them: agencies without a name."""
    outlet: str | None
    """The outlet's own name as printed."""
    others: tuple[str, ...]
    """Places, persons: parts that are no known agency or outlet."""

    @property
    def single(self) -> str | None:
        """The one agency that wrote the text; None where two are named, or others stand behind «وكالات»."""
        return self.agencies[0] if len(self.agencies) == 1 and not self.unnamed else None


@cache
def _agencies() -> dict[str, str]:
    """Names of agencies in the match form: the id of a named one, `no` or `place` for words that name none."""
    return {
        _key(form): row.id if row.get("named") == "yes" else row.get("named")
        for row in load_rows("outlets/agencies")
        for form in row.get("forms").split("|")
    }


def agency_of(printed: str) -> str | None:
    """The agency a credit names, in any spelling: `agency_of("أ. ف. ب") == "afp"`; None where it is no known agency."""
    found = _agencies().get(_key(printed))
    return found.rpartition("#")[2] if found and "#" in found else None


@cache
def _outlets() -> dict[str, bool]:
    """Names of outlets in the match form, and whether the bare name tells (otherwise it must stand in quote marks)."""
    return {
        _key(form): row.get("told") == "plain"
        for row in load_rows("outlets/outlets")
        for form in row.get("forms").split("|")
    }


def _key(name: str) -> str:
    """Match form without quote marks, single letters joined by dots: «أ. ف. ب» is «أ ف ب», «آب» is not «أ ب»."""
    norm = _QUOTES.sub("", fold(html.unescape(name))).strip(" .")
    return " ".join(_SINGLE_LETTERS.sub(r"\1.", norm).split())


@lru_cache(maxsize=4096)  # split, head and credit ask of the same lines
def credits_of(text: str) -> Credits:
    """Take a byline apart: `credits_of("أبها، لندن: الوطن، رويترز").single == "رويترز"`.

    Two agencies, or an agency beside «وكالات», are no single credit.
    """
    agencies: dict[str, str] = {}
    outlet: str | None = None
    unnamed = False
    others: list[str] = []
    for part in _parts(text):
        whole = _TAKEN.sub("", _key(part))
        taken = whole != _key(part)
        key = _KIND.sub("", whole) if taken else whole
        quoted = bool(_QUOTES.search(part))
        if not key:
            continue
        agency = _agencies().get(key)
        if agency == "no":
            unnamed = True
        elif agency and agency != "place":
            agencies.setdefault(agency, _printed(part))
        elif key in _outlets() and (quoted or _outlets()[key]):
            outlet = outlet or _printed(part)
        elif _is_agency_by_form(whole, taken or f"({part})" in text or f"[{part}]" in text):
            agencies.setdefault(_bare(whole), _printed(part))
        else:
            others.append(part)
    return Credits(tuple(agencies.values()), unnamed, outlet, tuple(others))


def _is_agency_by_form(key: str, bracketed: bool) -> bool:
    """Whether a name is an agency's by its form alone: «وكالة أنباء الضفاف», and in brackets «وكالة الضفاف»."""
    return any(pattern.fullmatch(key) and (bracketed or slot == "any") for slot, pattern in _agency_forms())


def _bare(key: str) -> str:
    """A name by form without the words that make it one: «وكالة الضفاف» and «وكالة أنباء الضفاف» are one agency."""
    return _FORM_WORDS.sub("", key).strip() or key


@cache
def _agency_forms() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((str(rule.get("slot")), re.compile(rule.pattern)) for rule in load_rules("outlets/agency_forms"))


def _parts(text: str) -> list[str]:
    """Names between a line's separators; an agency typed after a place without any («القاهرة د ب أ») is a part too."""
    text = html.unescape(text)
    if text.count('"') % 2:
        text = text.replace('"', " - ")
    out: list[str] = []
    for part in (p.strip(" .\xa0") for p in _SEPARATOR.split(text) if p):
        initials = _TYPED_ON.search(part)
        if initials and _key(initials[0]) in _agencies():
            out.append(part[: initials.start()].strip())
            part = initials[0].strip()
        out.append(part)
    return out


def _printed(part: str) -> str:
    return _QUOTES.sub("", _TAKEN_PRINTED.sub("", part)).strip(" .:\xa0")


@cache
def _byline_labels() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(rule.pattern) for rule in load_rules("outlets/bylines"))


def is_byline(line: Line) -> bool:
    """Whether a short line between title and text says who wrote it: names, places and dashes, no sentence.

    True of «عبدالكريم الحمد - الرياض», «رويترز», «كتب: سالم أحمد»; of a second headline it is not.
    """
    words = line.words
    if not words or len(words) > 14 or line.text.endswith((".", "؟", "?", "!", "…")) or len(line.text) > 110:
        return False
    found = credits_of(line.text)
    if found.agencies or found.unnamed or found.outlet:
        return all(len(part.split()) <= 5 for part in found.others)
    if any(pattern.match(line.norm) for pattern in _byline_labels()):
        return 2 <= len(words) <= 10
    if any(char.isdigit() for char in line.norm):
        return False
    parts = [p for p in _SEPARATOR.split(line.text) if p.strip()]
    if len(parts) >= 2:
        return len(words) <= 9 and all(len(p.split()) <= 4 for p in parts)
    return 1 <= len(words) <= 4 and not words[0].startswith("ال") and words_of("function").isdisjoint(words)


# --- the end of the text ----------------------------------------------------------------------------------------------

_TRAILING = re.compile(r"\s*[(\[](?P<who>[^()\[\]]{2,40})[)\]]\s*[.]?\s*$")


@dataclass(frozen=True, slots=True)
class SignOff:
    """The end of a text that names its writer: where it starts in the line, and whom it names."""

    start: int
    credits: Credits
    source: str | None = None
    """Set where the line says «المصدر: …» of one that is no known agency."""

    @property
    def credit(self) -> str | None:
        """The one agency, or the source that is none; None where agencies are hidden or two."""
        return self.credits.single or self.source


def sign_off_of(line: Line) -> SignOff | None:
    """«(أ ف ب)», «فرانس24/ رويترز», «المصدر: الوطن» on a line of its own; None for anything else."""
    if len(line.words) > 12:
        return None
    stated = _stated_source(line.text)
    if stated:
        who = credits_of(stated)
        names = (*((who.outlet,) if who.outlet else ()), *who.others)
        lone = len(names) == 1 and not who.agencies and not who.unnamed
        return SignOff(0, replace(who, outlet=None), _printed(names[0]) if lone else None)
    found = credits_of(line.text.replace("نقلاً عن", "").replace("نقلا عن", ""))
    named = found.agencies or found.unnamed or found.outlet
    return SignOff(0, found) if named and not found.others else None


def _stated_source(text: str) -> str | None:
    """The name after «المصدر:» or «نقلا عن», as printed."""
    folded = Folded.of(text)
    for pattern in _source_lines():
        match = pattern.fullmatch(folded.text)
        if match:
            return text[folded.at(match.start("who")) : folded.at(match.end("who"))]
    return None


@cache
def _source_lines() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(rule.pattern) for rule in load_rules("outlets/signoffs"))


def trailing_sign_off(line: Line) -> SignOff | None:
    """An agency in brackets after a paragraph's last word: «… إلى جانب الرئيس. (رويترز)»."""
    match = _TRAILING.search(line.text)
    if match is None:
        return None
    found = credits_of(match["who"])
    return SignOff(match.start(), found) if found.agencies and not found.others else None


def repeated_opening(line: Line, byline: str) -> int:
    """Where a first paragraph goes on after repeating its byline («سبق- جدة: حذر …»), 0 where it does not."""
    letters = _letters(byline)
    if len(letters) < 4:
        return 0
    seen = 0
    for at, char in enumerate(line.text[: len(byline) + 30]):
        if not char.isalnum():
            continue
        if fold(char) != letters[seen : seen + 1]:
            return 0
        seen += 1
        if seen == len(letters):
            rest = re.match(r"[\s:،\-–—.)»]*", line.text[at + 1 :])
            return at + 1 + (rest.end() if rest else 0)
    return 0


def _letters(text: str) -> str:
    return "".join(c for c in fold(html.unescape(text)) if c.isalnum())


def single_credit(found: Sequence[Credits]) -> str | None:
    """The one agency that all of a page's bylines, datelines and sign-offs name between them."""
    agencies: dict[str, str] = {}
    for credits in found:
        if credits.unnamed:
            return None
        for printed in credits.agencies:
            key = _key(printed)
            agencies.setdefault(_agencies().get(key, _bare(key)), printed)
    return next(iter(agencies.values())) if len(agencies) == 1 else None
