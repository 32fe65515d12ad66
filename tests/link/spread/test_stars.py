"""Components found by groups alone are those of union-find, whatever the graph; long chains end in few rounds."""

from __future__ import annotations

import tempfile
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from isnad.link.components import components
from isnad.link.spread import stars
from isnad.link.spread.stars import Bond, Label, joined
from isnad.plan import Map, itself
from isnad.run.serial import Serial

pytest.importorskip("pyarrow", reason="pyarrow is not installed: pip install 'isnad[cluster]'")

from isnad.run.kept import Steps

NAMES = st.text("ابجدهوز", min_size=1, max_size=2)


def one(bond: Bond) -> tuple[Bond]:
    return (itself(bond),)


def labels(bonds: list[Bond], at_once: int) -> list[Label]:
    """Found at one place, or by stars where there are more bonds than may lie there."""
    with tempfile.TemporaryDirectory() as folder, patch.object(stars, "AT_ONCE", at_once):
        keep = Steps(Serial(), folder, "v1")
        halves = [keep(f"bonds-{n}", (Map("bonds", one),), part) for n, part in enumerate((bonds[::2], bonds[1::2]))]
        found = joined(keep, "parts", *halves)
        assert len(list(Path(folder).glob("parts-*"))) <= 2 * 8
        return sorted(found.of(Label), key=lambda label: label.name)


def wanted(bonds: list[Bond]) -> list[Label]:
    found = components((b.a, b.b) for b in bonds)
    return sorted((Label(name, part[0]) for part in found for name in part), key=lambda label: label.name)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.builds(Bond, NAMES, NAMES).filter(lambda b: b.a != b.b), max_size=40))
def test_stars_find_what_union_find_finds(bonds: list[Bond]) -> None:
    assert labels(bonds, -1) == wanted(bonds)
    assert labels(bonds, 1000) == wanted(bonds)


def test_a_long_chain_a_ring_and_a_hub() -> None:
    chain = [Bond(f"c{n:03}", f"c{(n * 7 + 1) % 200:03}") for n in range(200) if n != (n * 7 + 1) % 200]
    ring = [Bond(f"r{n:03}", f"r{(n + 1) % 100:03}") for n in range(100)]
    hub = [Bond("h150", f"h{n:03}") for n in range(300) if n != 150]
    assert labels([*chain, *ring, *hub], -1) == wanted([*chain, *ring, *hub])
