"""Patterns in, matchers out: regular expressions over codes of time words, filed by the code they can begin with."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from itertools import count

from isnad.annotate.timex.lexicon import GAP, STOP, known_codes
from isnad.annotate.timex.patterns import all_rules, is_word, items
from isnad.model import IsnadError
from isnad.rules.load import Rule

_LOOK_BACK = re.compile(r"\(\?<=(?:\[[^]]*\]|\(\?:[^()]*\))\)")


@dataclass(frozen=True, slots=True)
class Matcher:
    """One rule, ready to run."""

    rule: Rule
    make: str
    gives: dict[str, str]
    regex: re.Pattern[str]
    groups: tuple[tuple[int, str], ...]
    """Groups of the expression and the names they stand for: a name may recur in the choices of one pattern."""
    marked: int
    """The group that marks the time expression itself, 0 where the whole match is it."""


@cache
def by_code() -> dict[str, tuple[Matcher, ...]]:
    """For each code, the rules whose pattern can begin with it: a page's words are tried against those alone."""
    out: dict[str, list[Matcher]] = {}
    for rule in all_rules():
        pattern = _number(_group(items(rule), 0, rule, whole=True)[0])
        regex = re.compile(pattern)
        groups = tuple((at, name.partition("_")[0]) for name, at in regex.groupindex.items())
        marked = next((at for at, name in groups if name == "t"), 0)
        matcher = Matcher(rule, rule.get("make") or "", dict(rule.gives), regex, groups, marked)
        for code in _first(pattern):
            out.setdefault(code, []).append(matcher)
    return {code: tuple(found) for code, found in out.items()}


def _number(pattern: str) -> str:
    """Give every group a name of its own, `w_1`, `w_2`: one name may stand in several choices."""
    seen = count(1)
    return re.sub(r"\(\?P<([a-z]+)>", lambda m: f"(?P<{m.group(1)}_{next(seen)}>", pattern)


def _group(found: tuple[str, ...], i: int, rule: Rule, *, whole: bool = False) -> tuple[str, int]:
    """One item, one bracketed choice or the whole pattern as a regular expression, and where it ends."""
    if not whole and found[i] != "(":
        return f"[{_charset(found[i], rule)}]", i + 1
    depth, out = 0, []
    while i < len(found):
        item = found[i]
        i += 1
        if item == "<-":
            inner, i = _group(found, i, rule)
            out.append(f"(?<={inner})")
        elif item.endswith(":"):
            inner, i = _group(found, i, rule)
            out.append(f"(?P<{item[:-1]}>{inner})")
        elif item in "()|?*+":
            depth += (item == "(") - (item == ")")
            out.append("(?:" if item == "(" else item)
            if depth == 0 and not whole:
                break
        else:
            out.append(f"[{_charset(item, rule)}]")
    return "".join(out), i


def _charset(item: str, rule: Rule) -> str:
    if item == "end":
        return STOP
    if item == "gap":
        return GAP
    wanted = "=" + item if is_word(item) else item
    if wanted not in _codes_by_class():
        raise IsnadError(f"rule {rule.id}: no word of the lexicons is of class {item!r}")
    return _codes_by_class()[wanted]


@cache
def _codes_by_class() -> dict[str, str]:
    out: defaultdict[str, str] = defaultdict(str)
    for classes, code in known_codes().items():
        for one in classes:
            out[one] += code
    return dict(out)


def _first(pattern: str) -> set[str]:
    """Every code a compiled pattern can begin with."""
    return _first_of(_LOOK_BACK.sub("", pattern), 0)[0]


def _first_of(pattern: str, i: int) -> tuple[set[str], bool, int]:
    """First codes of one choice list from `i`, whether it may be empty, and where it ends."""
    chars: set[str] = set()
    may_be_empty = False
    still_open = True  # nothing of this branch has been required yet
    while i < len(pattern) and pattern[i] != ")":
        if pattern[i] == "|":
            may_be_empty, still_open, i = may_be_empty or still_open, True, i + 1
            continue
        if pattern[i] == "[":
            end = pattern.index("]", i)
            found, empty, i = set(pattern[i + 1 : end]), False, end + 1
        else:
            start = pattern.index(">", i) + 1 if pattern.startswith("(?P<", i) else i + 3
            found, empty, i = _first_of(pattern, start)
            i += 1
        if i < len(pattern) and pattern[i] in "?*+":
            empty, i = empty or pattern[i] in "?*", i + 1
        if still_open:
            chars |= found
            still_open = empty
    return chars, may_be_empty or still_open, i
