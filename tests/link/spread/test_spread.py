"""Linking spread over an engine gives exactly the links of `isnad.link.all`, on every engine and after every fault."""

from __future__ import annotations

import os
import random
import shutil
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.link.spread.pile import pile

from isnad.link.all import link
from isnad.link.spread import articles, stars
from isnad.link.spread.all import Spread, link_spread
from isnad.model import Claim, DuplicateGroup, EntityLink, Record
from isnad.plan import Engine, Map
from isnad.run.pool import Pool
from isnad.run.serial import Serial

pytest.importorskip("pyarrow", reason="pyarrow is not installed: pip install 'isnad[cluster]'")

from isnad.run.kept import Steps

Found = tuple[tuple[DuplicateGroup, ...], tuple[EntityLink, ...], tuple[Claim, ...]]
PILE = pile(1, 60)


def spread(engine: Engine, folder: Path, records: list[Record], version: str = "v1") -> Spread:
    """Over records some of which come twice."""
    return link_spread(Steps(engine, str(folder), version), [*records, *records[:3]])


def found(links: Spread) -> Found:
    groups = tuple(sorted(links.copies.of(DuplicateGroup), key=lambda g: g.id))
    return groups, tuple(links.entities.of(EntityLink)), tuple(links.claims.of(Claim))


def wanted(records: list[Record]) -> Found:
    """What one process finds with the whole pile in memory; claims about events are found there alone."""
    links = link(records)
    assert not links.datings
    return links.duplicates, links.entities, tuple(c for c in links.claims if not c.id.startswith("event-"))


@pytest.fixture(scope="module")
def expected() -> Found:
    return wanted(PILE)


def test_the_pile_holds_all_that_linking_finds(expected: Found) -> None:
    groups, entities, claims = expected
    assert len(groups) > 3
    assert any(len(g.articles) > 2 for g in groups)
    assert any(e.unified for e in entities)
    assert any(len(c.attributions) > 3 for c in claims)
    assert any(c.contested_by for c in claims)
    assert any(c.unverified for c in claims)
    assert any(c.drift for c in claims)
    assert any(c.at_most > c.at_least for c in claims)


def test_one_process_finds_the_same(tmp_path: Path, expected: Found) -> None:
    assert found(spread(Serial(), tmp_path, PILE)) == expected


def test_parts_found_by_stars_are_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, expected: Found) -> None:
    monkeypatch.setattr(stars, "AT_ONCE", -1)
    assert found(spread(Serial(), tmp_path, PILE)) == expected
    assert (tmp_path / "claims-parts-0-large").is_dir()


@pytest.mark.parametrize("seed", range(2, 6))
def test_any_pile_is_linked_alike(tmp_path: Path, seed: int) -> None:
    records = pile(seed, random.Random(seed).randint(1, 60))
    assert found(spread(Serial(), tmp_path, records)) == wanted(records)


def test_nothing_at_all(tmp_path: Path) -> None:
    assert found(spread(Serial(), tmp_path, [])) == ((), (), ())


def test_a_pool_finds_the_same(tmp_path: Path, expected: Found) -> None:
    assert found(spread(Pool(2), tmp_path, PILE)) == expected


def test_spark_finds_the_same(tmp_path: Path, expected: Found) -> None:
    pytest.importorskip("pyspark", reason="PySpark is not installed: pip install 'isnad[cluster]'")
    if shutil.which("java") is None:
        pytest.skip("Java is not installed")
    from isnad.run.cluster import Spark

    engine = Spark("local[2]")
    try:
        assert found(spread(engine, tmp_path, PILE)) == expected
    finally:
        engine.stop()


def test_another_engine_goes_on_where_one_was_stopped(tmp_path: Path, expected: Found) -> None:
    spread(Serial(), tmp_path, PILE)
    for late in ("sheets", "claims", "claims-several", "claims-alike", "entities"):
        shutil.rmtree(tmp_path / late)
    assert found(spread(Pool(2), tmp_path, PILE)) == expected


def test_an_article_that_breaks_a_step_fails_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened, (poison, *rest) = articles.READ[0].call, PILE

    def broken(record: Record) -> Iterator[Any]:
        if record.article.id == poison.article.id:
            raise ValueError("على غير المتوقع")
        yield from opened(record)

    monkeypatch.setattr("isnad.link.spread.all.READ", (Map("on reading", broken), *articles.READ[1:]))
    keep = Steps(Serial(), str(tmp_path), "v1")
    links = link_spread(keep, PILE)
    (failure,) = keep.failures()
    assert (failure.stage, failure.page) == ("on reading", poison.article.page)
    assert links.articles == len(rest)
    assert found(links) == wanted(rest)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_kills_in_the_middle_change_nothing(tmp_path: Path, expected: Found) -> None:
    began = time.monotonic()
    spread(Serial(), tmp_path / "calm", PILE)
    whole = time.monotonic() - began
    chance, kills = random.Random(5), 0
    for _ in range(8):
        sys.stdout.flush()
        child = os.fork()
        if child == 0:
            try:
                spread(Serial(), tmp_path / "hurt", PILE)
            finally:
                os._exit(0)
        time.sleep(chance.uniform(0, whole / 4))
        os.kill(child, signal.SIGKILL)
        kills += os.WIFSIGNALED(os.waitpid(child, 0)[1])
    assert kills > 2
    assert found(spread(Serial(), tmp_path / "hurt", PILE)) == expected
    assert not [f for f in (tmp_path / "hurt").rglob("*") if f.is_file() and not f.stat().st_size]
