"""The screen lets through every pair that a comparison would hold to tell, or to contest, one thing."""

from __future__ import annotations

import gc
from itertools import combinations

import pytest
from tests.link.gold_records import gold_records

from isnad.link.all import link
from isnad.link.claims import Pile
from isnad.link.entities import ids_of, link_entities
from isnad.link.reading import Reading, names_of
from isnad.link.screen import FEW, NOTHING_ELSE
from isnad.link.statements import statements_of
from isnad.model import Decision, IsnadError
from isnad.text.unswept import unswept


def test_no_pair_is_lost() -> None:
    records = gold_records()
    entities = link_entities(records)
    names = names_of(entities, ids_of(entities))
    pile = Pile.of([s for r in records for s in statements_of(Reading.of(r, names), names)], names)
    screened = 0
    for a, b in combinations(pile.by_id, 2):
        like = pile.compare(a, b)
        enough = len(like.shared) >= FEW or like.same_speaker or like.jaccard >= NOTHING_ELSE or like.answers
        if not pile.hopeful(a, b):
            screened += 1
            assert like.score < 0 or not enough
    assert screened


def test_cycles_are_swept_again_after_linking() -> None:
    assert gc.isenabled()
    link([])
    assert gc.isenabled()
    with unswept():
        assert not gc.isenabled()
    assert gc.isenabled()


def test_they_are_swept_again_after_a_fault() -> None:
    with pytest.raises(IsnadError):
        link([], (Decision("d1", "rename", "x", "{", "مريم", "2024-01-01"),))
    assert gc.isenabled()
