"""The words a text opens with, or a line of a day above it, in; where it was written and whom it came from out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from isnad.extract.byline import Credits, credits_of
from isnad.extract.dates import written_dates
from isnad.extract.lines import Line
from isnad.rules.dates import weekday_names
from isnad.rules.load import load_rules
from isnad.text.fold import Folded

_BETWEEN = " -–—|:،,•\xa0"
_DATELINE = re.compile(
    r"^(?P<place>[^\W\d_][^.:()«»\"\n]{1,45}?)\s*(?:\((?P<who>[^()]{2,30})\))?\s*"
    r"(?P<mark>[-–—]{2,}|—|:|(?<=\))\s*[-–]|\s[-–—ـ]\s)\s*(?=\S)"
)


@dataclass(frozen=True, slots=True)
class Dateline:
    """The words before the first sentence: «موسكو:», «دبي، الإمارات (CNN)—», «أ ف ب- أبو ظبي:»."""

    end: int
    place: str | None
    credits: Credits


def dateline_of(line: Line) -> Dateline | None:
    """The dateline a first paragraph opens with; None where it opens with its sentence."""
    match = _DATELINE.match(line.text)
    if match is None:
        return None
    place, who = match["place"].strip(), match["who"]
    end = match.end()
    if who is None and match["mark"].strip() in "-–—ـ":
        named = credits_of(place)
        rest = re.match(r"([^.:()«»\n]{2,30})(?:\(([^()]{2,30})\))?\s*:\s*", line.text[end:])
        if rest is None or not (named.agencies or named.outlet or credits_of(rest[1]).agencies):
            return None
        end += rest.end()
        place, who = _place_and_agency(place, rest[1].strip())
    found = credits_of(f"{place} ({who})" if who else place)
    if who is None and len(" ".join(found.others).split()) > (4 if found.agencies else 3):
        return None
    name = found.others[0] if found.others else None
    return Dateline(end, name if name and len(name.split()) <= 4 else None, found)


def _place_and_agency(one: str, two: str) -> tuple[str, str]:
    return (two, one) if credits_of(one).agencies else (one, two)


def place_beside_day(line: Line) -> str | None:
    """The place of a dateline that is a line of its own: `place_beside_day(line) == "تونس"` for «تونس في 7-8-2019»."""
    folded = Folded.of(line.text)
    match = _place_and_day().match(folded.text)
    return line.text[folded.at(match.start("place")) : folded.at(match.end("place"))] if match else None


@cache
def _place_and_day() -> re.Pattern[str]:
    return re.compile(next(rule.pattern for rule in load_rules("published/forms") if rule.id.endswith("#dateline")))


def writer_beside_day(line: Line) -> str | None:
    """The agencies named before a day on its line, as printed: «رويترز | الإثنين 6 أكتوبر 2025»; None elsewhere."""
    folded = Folded.of(line.text)
    dates = written_dates(folded.text)
    before = folded.text[: dates[0].start].rstrip(_BETWEEN) if dates else ""
    word = before.rpartition(" ")[2]
    if word in weekday_names():
        before = before[: -len(word)].rstrip(_BETWEEN)
    words = line.text[: folded.at(len(before))].strip(_BETWEEN) if before else ""
    found = credits_of(words) if words else None
    return words if found and (found.agencies or found.unnamed) and len(found.others) <= 1 else None
