"""Findings in, the same names told again by a part out: a family name, a given name, a body without class word."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeVar

from isnad.annotate.mentions_context import Scan
from isnad.annotate.mentions_found import Found
from isnad.annotate.mentions_letters import could_name, given_name, is_common, likeness

Told = TypeVar("Told")


def told_again(scan: Scan, found: list[Found]) -> list[Found]:
    """The findings, and after them the names that only the rest of the text tells to be names."""
    out = [*found, *_by_surname(scan, found)]
    out += _by_given(scan, out)
    return [*out, *_by_class_word(scan, out)]


def _by_surname(scan: Scan, found: list[Found]) -> Iterator[Found]:
    """Family names alone, of persons whose whole name stands anywhere in the text."""
    names: dict[str, str] = {}
    for f in found:
        if f.kind == "person" and f.name and f.name[1] - f.name[0] >= 2:
            last = scan.norm(f.name[1] - 1)
            if len(last) > 3 and could_name(last) and last not in ("الله", "الدين"):
                names[last] = f.rule
        elif f.kind == "person" and f.name and not f.known and likeness(scan.norm(f.name[0])) > 2:
            names[scan.norm(f.name[0])[len(f.prefix) :]] = f.rule
    for i, prefix, rule in _again(scan, found, names, ("ك", "وب", "ول", *_JOINED)):
        yield Found(i, i + 1, prefix, "person", rule, name=(i, i + 1))


def _by_given(scan: Scan, found: list[Found]) -> Iterator[Found]:
    """Given names alone, of persons whose whole name stands anywhere in the text: «ميساء» for «ميساء قدورة»."""
    whole = [f for f in found if f.kind == "person" and f.name and f.name[1] - f.name[0] >= 2]
    names = {scan.norm(f.name[0])[len(f.prefix if f.name[0] == f.first else "") :]: f.rule for f in whole if f.name}
    names = {n: rule for n, rule in names.items() if len(n) > 3 and not is_common(n) and given_name(n)}
    for i, prefix, rule in _again(scan, found, names, _JOINED):
        yield Found(i, i + 1, prefix, "person", rule, name=(i, i + 1), type="given")


def _by_class_word(scan: Scan, found: list[Found]) -> Iterator[Found]:
    """Bodies and places told without the class word that they had elsewhere in the text: «شركة سمارة … قالت سمارة»."""
    names: dict[str, tuple[tuple[str, ...], Found]] = {}
    for f in found:
        if f.rule.startswith("names/words") and not f.known and f.name and f.kind in ("org", "place"):
            words = scan.norms[f.name[0] : f.name[1]]
            if len(words[0]) > 3 and all(could_name(w) and likeness(w) > 0 for w in words):
                names[words[0]] = words, f
    taken = _covered(found)
    for i, prefix, (words, f) in _again(scan, found, names, _JOINED):
        end = i + len(words)
        if scan.norms[i + 1 : end] == words[1:] and taken.isdisjoint(range(i, end)):
            yield Found(i, end, prefix, f.kind, f.rule, name=(i, end), type=f.type, gender=f.gender)


_JOINED = ("ف", "ب", "ل", "و", "")
"""Proclitics a name may carry where it is told again."""


def _again(
    scan: Scan, found: list[Found], names: Mapping[str, Told], prefixes: tuple[str, ...]
) -> Iterator[tuple[int, str, Told]]:
    """(token, proclitics, what `names` says) wherever one of the names stands and no finding covers it."""
    if not names:
        return
    forms = {prefix + name: (prefix, of) for name, of in names.items() for prefix in prefixes}
    places = [i for i, norm in enumerate(scan.norms) if norm in forms]
    taken = _covered(found) if places else ()
    for i in places:
        if i not in taken:
            yield i, *forms[scan.norms[i]]


def _covered(found: list[Found]) -> set[int]:
    return {k for f in found for k in range(f.first, f.end)}
