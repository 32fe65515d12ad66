"""Lines in, what each one is besides body text out: the rules of `rules/furniture`, and lines that are only a date."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from isnad.extract.dates import WrittenDate, written_dates
from isnad.extract.lines import Line
from isnad.model import RuleId
from isnad.rules.dates import month_names, weekday_names
from isnad.rules.load import Rule, load_rules
from isnad.text.fold import Folded

DATE_LINE = "published/labels#filler"
"""Rule of a line in which nothing is left when dates, times and their labels are taken away."""


@dataclass(frozen=True, slots=True)
class Label:
    """What a line is, and how far that reaches."""

    kind: str
    reach: str
    """`line`, `after`, `related` or `teaser`, as `rules/furniture/lines.toml` explains; `date` for a line of dates."""
    rule: RuleId


@dataclass(frozen=True, slots=True)
class Cut:
    """A part of a line that is furniture: offsets into the line's own text."""

    start: int
    end: int
    kind: str
    rule: RuleId


@cache
def _rules(*reaches: str) -> tuple[Rule, ...]:
    return tuple(rule for rule in load_rules("furniture/lines") if rule.get("reach") in reaches)


@cache
def _whole_line() -> re.Pattern[str]:
    """All whole-line rules in one pattern, a named group each: a page has hundreds of lines and is matched once."""
    rules = _rules("line", "after", "related", "teaser")
    return re.compile("|".join(f"(?P<r{n}>{rule.pattern})" for n, rule in enumerate(rules)))


def label_of(line: Line) -> Label | None:
    """The rule a whole line falls under, if any: `label_of(line).kind == "comment form"` for «اترك تعليقاً»."""
    if len(line.norm) > 400:
        return None
    match = _whole_line().fullmatch(line.norm)
    if match:
        rule = _rules("line", "after", "related", "teaser")[int(str(match.lastgroup)[1:])]
        return Label(str(rule.get("kind")), str(rule.get("reach")), rule.id)
    if is_date_line(line):
        return Label("date line", "date", DATE_LINE)
    return None


def labels_of(lines: Sequence[Line]) -> list[Label | None]:
    """Labels line by line. The first line of words is a page's title even where it opens like a teaser («شاهد.. …»)."""
    labels = [label_of(line) for line in lines]
    first = next(
        (n for n, line in enumerate(lines) if line.words and (labels[n] is None or _is_title(labels[n]))), None
    )
    if first is not None and _is_title(labels[first]):
        labels[first] = None
    return labels


def _is_title(label: Label | None) -> bool:
    return label is not None and label.reach == "teaser"


def cuts_in(line: Line) -> tuple[Cut, ...]:
    """Furniture glued to a line's first or last words: gallery buttons, tags, a link back to the reprint."""
    rules = [(rule, _compiled(rule.pattern)) for rule in _rules("tail", "head")]
    if not any(pattern.search(line.norm) for _, pattern in rules):
        return ()
    folded = Folded.of(line.text)
    out: list[Cut] = []
    for rule, pattern in rules:
        match = pattern.search(folded.text) if rule.get("reach") == "tail" else pattern.match(folded.text)
        if match:
            out.append(Cut(folded.at(match.start()), folded.at(match.end()), str(rule.get("kind")), rule.id))
    return tuple(out)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


@cache
def _labels() -> tuple[tuple[str, RuleId, re.Pattern[str]], ...]:
    return tuple(
        (str(r.get("role")), r.id, re.compile(rf"(?<![^\W\d_])(?:{r.pattern})")) for r in load_rules("published/labels")
    )


def role_of(norm: str) -> tuple[str, RuleId] | None:
    """What a line says its date is: `published`, `updated`, `crawled`, `event`, or None where it does not say."""
    for role, rule, pattern in _labels():
        if role != "filler" and pattern.search(norm):
            return role, rule
    return None


def roles_in(norm: str) -> list[str | None]:
    """What a line says each of its dates is, by the words before it: «آخر تحديث: … نُشر: …» holds two.

    A date without words of its own goes with the one before it; a lone date may have its label behind it.
    """
    dates = written_dates(norm)
    if len(dates) == 1:
        role = role_of(norm)
        return [role[0] if role else None]
    roles: list[str | None] = []
    at = 0
    for written in dates:
        role = role_of(norm[at : written.end])
        roles.append(role[0] if role else roles[-1] if roles else None)
        at = written.end
    return roles


@cache
def _names() -> re.Pattern[str]:
    words = sorted({*weekday_names(), *month_names()}, key=len, reverse=True)
    english = r"mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun"
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, words))}|(?:{english})(?:day)?)(?!\w)")


def is_date_line(line: Line) -> bool:
    """Whether nothing is left when dates, clock times, weekdays and labels are taken away."""
    if len(line.norm) > 120:
        return False
    dates = written_dates(line.norm)
    return bool(dates) and not re.search(r"\w", rest_of_dates(line.norm, dates))


def rest_of_dates(norm: str, dates: Sequence[WrittenDate]) -> str:
    """What else a line says beside its dates."""
    rest = norm
    for written in reversed(dates):
        rest = rest[: written.start] + " | " + rest[written.end :]
    for _, _, pattern in _labels():
        rest = pattern.sub(" ", rest)
    return _names().sub(" ", rest)
