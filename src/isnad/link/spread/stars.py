"""Bonds in, the part each name hangs in out: connected components by groups alone, in a few rounds over all bonds.

A round turns every name and its neighbours into a star around the least of them, first the larger neighbours, then the
smaller ones (Kiveris et al., «Connected Components in MapReduce and Beyond», 2014). When no star moves, each name
stands beside the least of its part. A graph that one worker can hold is joined there at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from isnad.link.components import components
from isnad.plan import Group, Keep, Kept, swift

AT_ONCE = 300_000
"""Bonds that one worker joins by itself."""


@dataclass(frozen=True, slots=True)
class Bond:
    """Two names that hang together."""

    a: str
    b: str


@dataclass(frozen=True, slots=True)
class Label:
    """A name, and the least name of its part. Names that hang on nothing have none."""

    name: str
    part: str


@dataclass(frozen=True, slots=True)
class Moved:
    """A star was not at rest: another round is needed."""

    name: str


def joined(keep: Keep, name: str, *bonds: Kept) -> Kept:
    """Labels of all names that bonds hold together, kept under `name`."""
    sources = [k.of(Bond) for k in bonds]
    if sum(k.count(Bond) for k in bonds) <= AT_ONCE:
        return keep(name, (AT_ONE_PLACE,), *sources)
    turn = 0
    while True:
        large = keep(f"{name}-{turn}-large", (LARGE,), *sources)
        small = keep(f"{name}-{turn}-small", (SMALL,), large.of(Bond))
        if not large.count(Moved) and not small.count(Moved):
            return keep(name, (STARS,), small.of(Bond))
        sources = [small.of(Bond)]
        turn += 1


def _nowhere(_: Bond) -> Iterable[str]:
    return ("",)


def _both(bond: Bond) -> Iterable[str]:
    return {bond.a, bond.b}


def _larger(bond: Bond) -> Iterable[str]:
    return (max(bond.a, bond.b),)


def _smaller(bond: Bond) -> Iterable[str]:
    return (min(bond.a, bond.b),)


def _at_one_place(_: str, bonds: tuple[Bond, ...]) -> Iterator[Label]:
    for part in components((b.a, b.b) for b in bonds):
        for name in part:
            yield Label(name, part[0])


def _to_the_large(name: str, bonds: tuple[Bond, ...]) -> Iterator[Bond | Moved]:
    """Every larger neighbour is bound to the least one."""
    near = {b.b if b.a == name else b.a for b in bonds}
    least = min(near | {name})
    far = sorted(n for n in near if n > name)
    for other in far:
        yield Bond(least, other)
    if far and least != name:
        yield Moved(name)


def _to_the_small(name: str, bonds: tuple[Bond, ...]) -> Iterator[Bond | Moved]:
    """The name and its smaller neighbours are bound to the least of them."""
    near = sorted({min(b.a, b.b) for b in bonds} - {name})
    for other in near[1:]:
        yield Bond(near[0], other)
    if near:
        yield Bond(near[0], name)
    if len(near) > 1:
        yield Moved(name)


def _labels(part: str, bonds: tuple[Bond, ...]) -> Iterator[Label]:
    for name in sorted({part, *(max(b.a, b.b) for b in bonds)}):
        yield Label(name, part)


AT_ONE_PLACE = Group("components, at one place", _nowhere, _at_one_place)
LARGE = Group("stars of larger neighbours", _both, _to_the_large)
SMALL = Group("stars of smaller neighbours", _larger, _to_the_small)
STARS = Group("stars at rest", _smaller, _labels)

swift(Bond, Label, Moved)
