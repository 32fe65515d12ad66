"""Findings in, the same names told again by a part out: a family name, a given name, a body without class word."""

from __future__ import annotations

from collections.abc import Iterator

from isnad.annotate.mentions_context import Scan
from isnad.annotate.mentions_found import Found
from isnad.annotate.mentions_letters import could_name, given_name, is_common, likeness


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
    if not names:
        return
    forms = {
        prefix + name: (prefix, rule)
        for name, rule in names.items()
        for prefix in ("ك", "وب", "ول", "ف", "ب", "ل", "و", "")
    }
    taken = {k for f in found for k in range(f.first, f.end)}
    for i, norm in enumerate(scan.norms):
        form = forms.get(norm)
        if form and i not in taken:
            yield Found(i, i + 1, form[0], "person", form[1], name=(i, i + 1))


def _by_given(scan: Scan, found: list[Found]) -> Iterator[Found]:
    """Given names alone, of persons whose whole name stands anywhere in the text: «ميساء» for «ميساء قدورة»."""
    whole = [f for f in found if f.kind == "person" and f.name and f.name[1] - f.name[0] >= 2]
    names = {scan.norm(f.name[0])[len(f.prefix if f.name[0] == f.first else "") :]: f.rule for f in whole if f.name}
    names = {n: rule for n, rule in names.items() if len(n) > 3 and not is_common(n) and given_name(n)}
    if not names:
        return
    forms = {prefix + name: (prefix, rule) for name, rule in names.items() for prefix in ("ف", "ب", "ل", "و", "")}
    taken = {k for f in found for k in range(f.first, f.end)}
    for i, norm in enumerate(scan.norms):
        form = forms.get(norm)
        if form and i not in taken:
            yield Found(i, i + 1, form[0], "person", form[1], name=(i, i + 1), type="given")


def _by_class_word(scan: Scan, found: list[Found]) -> Iterator[Found]:
    """Bodies and places told without the class word that they had elsewhere in the text: «شركة سمارة … قالت سمارة»."""
    names: dict[str, tuple[tuple[str, ...], Found]] = {}
    for f in found:
        if f.rule.startswith("names/words") and not f.known and f.name and f.kind in ("org", "place"):
            words = scan.norms[f.name[0] : f.name[1]]
            if len(words[0]) > 3 and all(could_name(w) and likeness(w) > 0 for w in words):
                names[words[0]] = words, f
    if not names:
        return
    forms = {prefix + name: (prefix, *of) for prefix in ("ف", "ب", "ل", "و", "") for name, of in names.items()}
    taken = {k for f in found for k in range(f.first, f.end)}
    for i, norm in enumerate(scan.norms):
        form = forms.get(norm)
        if form and i not in taken:
            prefix, words, f = form
            end = i + len(words)
            if scan.norms[i + 1 : end] == words[1:] and taken.isdisjoint(range(i, end)):
                yield Found(i, end, prefix, f.kind, f.rule, name=(i, end), type=f.type, gender=f.gender)
