"""Statements in, pairs worth comparing out: those that meet by two of their words, and are screened as they meet.

What `BY_WORDS` is to a cluster, in one process and on numbers: a pile has millions of pairs of words.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, pairwise

from isnad.link.screen import partners
from isnad.link.similar import Terms
from isnad.link.statements import Statement

_SLOTS = 16_777_213
"""A prime, so that keys fall on all slots."""


def meeting(
    rows: Sequence[Statement], terms: Mapping[str, Terms], words: Sequence[tuple[tuple[str, ...], ...]], block: int
) -> Iterator[tuple[Statement, Statement]]:
    """Each two of the rows, the earliest first, that share two words of one tuple of theirs and could tell one thing.

    Of more than `block` that share two words, each is compared with the first and the next only.
    """
    held = [(s, terms[s.id]) for s in rows]
    for at, others in enumerate(_met(_numbered(words), block)):
        if others:
            a, x = held[at]
            for b in partners(a, x, map(held.__getitem__, sorted(set(others)))):
                yield a, b


def _numbered(words: Sequence[tuple[tuple[str, ...], ...]]) -> list[array[int]]:
    """A number for each two words of one tuple, row by row."""
    known: dict[str, int] = {}
    for word in (word for row in words for part in row for word in part):
        known.setdefault(word, len(known))
    width = len(known)
    return [
        array("Q", {a * width + b for part in row for a, b in combinations(sorted(map(known.__getitem__, part)), 2)})
        for row in words
    ]


def _met(keys: Sequence[array[int]], block: int) -> list[array[int]]:
    """For each row, the later ones that share a key with it, some of them twice.

    Most keys are those of one row: a table of bytes counts them first, so that memory follows the others.
    """
    seen = bytearray(_SLOTS)
    for row in keys:
        for key in row:
            if seen[key % _SLOTS] < 2:
                seen[key % _SLOTS] += 1
    groups: dict[int, array[int]] = {}
    for at, row in enumerate(keys):
        for key in row:
            if seen[key % _SLOTS] == 2:
                groups.setdefault(key, array("I")).append(at)
    later = [array("I") for _ in keys]
    for members in groups.values():
        if len(members) <= block:
            for n, at in enumerate(members):
                later[at] += members[n + 1 :]
        else:
            later[members[0]] += members[1:]
            for at, following in pairwise(members[1:]):
                later[at].append(following)
    return later
