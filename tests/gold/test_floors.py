"""No score on the annotated pages falls below its floor, and floors only rise."""

from __future__ import annotations

import subprocess
import tomllib

import pytest
from tests.gold.rebuild_own import SHARED
from tests.gold.tables import (
    ABSENT,
    FLOORS,
    GATED,
    ROOT,
    GoldSet,
    gold_sets,
    measure,
    raised,
    read_floors,
    scores_of,
    written,
)

TABLE = """\
articles split               P 1.000  R 0.500  F1 0.667  (1 of 2 gold, 1 said)
title                        1.000  (of 5)
source chain (via)           0.250  (of 4)
"""


@pytest.fixture(scope="module")
def sets(tmp_path_factory: pytest.TempPathFactory) -> dict[str, GoldSet]:
    return gold_sets(tmp_path_factory.mktemp("own"))


@pytest.mark.skipif(not SHARED.is_dir(), reason=ABSENT)
@pytest.mark.xdist_group("gold")
@pytest.mark.parametrize("name", GATED)
def test_scores_reach_their_floors(name: str, sets: dict[str, GoldSet]) -> None:
    reached, floors = scores_of(measure(sets[name])), read_floors().get(name, {})
    assert floors
    assert not {m: (reached.get(m), floor) for m, floor in floors.items() if reached.get(m, 0.0) < floor}


def test_a_table_is_read_as_numbers() -> None:
    assert scores_of(TABLE) == {"articles split": 0.667, "title": 1.0, "source chain (via)": 0.25}


def test_floors_rise_and_never_fall() -> None:
    floors = {"seeds": {"title": 0.9, "timex values": 0.5}}
    reached = {"seeds": {"title": 0.8, "timex values": 0.6, "stance": 0.7}, "dev2": {"title": 1.0}}
    assert raised(floors, reached) == {
        "seeds": {"title": 0.9, "timex values": 0.6, "stance": 0.7},
        "dev2": {"title": 1.0},
    }


def test_floors_are_written_as_they_are_read() -> None:
    floors = {"seeds": {"content edges (token F1)": 0.912}}
    assert tomllib.loads(written(floors)) == floors


def test_no_floor_is_lower_than_the_committed_one() -> None:
    path = FLOORS.relative_to(ROOT).as_posix()
    committed = subprocess.run(["git", "show", f"HEAD:{path}"], cwd=ROOT, capture_output=True, check=False)
    if committed.returncode:
        pytest.skip("no committed floors to compare with")
    now = read_floors()
    before = tomllib.loads(committed.stdout.decode("utf-8"))
    assert not {(s, m): f for s, scores in before.items() for m, f in scores.items() if now.get(s, {}).get(m, 0) < f}
