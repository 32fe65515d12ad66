"""Findings as Parquet come back as they were, whole or in part; half-made ones are made again, finished ones not."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from tests.store.made import STAND_IN, analyse, dump, page
from tests.store.values import analysed

from isnad.model import Failure, IsnadError, Page, Rejected
from isnad.pipeline import Analysed
from isnad.plan import Map
from isnad.run.serial import Serial
from isnad.run.shards import Finished, Shard, Work
from isnad.store.file import open_story
from isnad.store.load import Loadable, load
from isnad.store.rows import TO_ROWS, rows_of

pytest.importorskip("pyarrow", reason="pyarrow is not installed: pip install 'isnad[cluster]'")
pytest.importorskip("fsspec", reason="fsspec is not installed: pip install 'isnad[cluster]'")

from isnad.store.parquet import Parquet, Part, load_findings, shards_of

REFUSED = Rejected("مرفوض.txt", "empty", "leave it out")
CRASHED = Failure("معطوب.txt", "annotate", "ValueError: no", "f" * 12)


def pages_of(paths: list[str]) -> Iterator[Page | Rejected]:
    """A stand-in for the intake: a shard's name says how many pages lie in it, from which number on."""
    first, _, count = Path(paths[0]).name.partition("+")
    yield from (page(n) for n in range(int(first), int(first) + int(count)))
    yield REFUSED


WORK = Work(pages_of, (*STAND_IN, TO_ROWS), Parquet(), "v1")


def work(folder: Path, *shards: str, by: Work = WORK) -> list[Finished | Failure]:
    names = [Shard(name, str(folder / name)) for name in shards]
    return list(Serial(limit=float("inf")).run((Map("shard", by),), names))


def loadable(found: Iterable[Analysed]) -> list[Loadable]:
    return [row for one in found for row in rows_of(one)]


@settings(
    max_examples=5,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(st.lists(analysed(), max_size=2, unique_by=lambda f: f.page.id))
def test_any_findings_come_back_as_they_were(found: list[Analysed]) -> None:
    rows = [*loadable(found), REFUSED, CRASHED]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        Parquet().write(str(folder / "p"), iter(rows), "v1")
        with open_story(folder / "a.db", write=True) as straight, open_story(folder / "b.db", write=True) as through:
            list(load(straight, rows, "v1"))
            list(load_findings(through, shards_of(str(folder)), Part()))
            assert dump(through) == dump(straight)


def test_a_part_is_cut_by_day_outlet_and_words(tmp_path: Path) -> None:
    from isnad.model import DateCandidate

    found = []
    for n in range(6):
        (one,) = analyse(page(n))
        assert isinstance(one, Analysed)
        day = DateCandidate(f"2023-05-{n + 10}T08:00", "stated", "x", "r#x", "chosen") if n else None
        article = replace(one.extraction.articles[0], published=day, outlet="الأفق" if n % 2 else "مدار")
        found.append(replace(one, extraction=replace(one.extraction, articles=(article,))))
    Parquet().write(str(tmp_path / "p"), [*loadable(found), REFUSED], "v1")

    def numbers(part: Part) -> list[int]:
        with open_story(tmp_path / f"{abs(hash(part))}.db", write=True) as db:
            list(load_findings(db, shards_of(str(tmp_path)), part))
            assert db.execute("SELECT count(*) FROM rejected").fetchone()[0] == (part == Part())
            return [int(id, 16) for (id,) in db.execute("SELECT id FROM page ORDER BY id")]

    assert numbers(Part()) == [0, 1, 2, 3, 4, 5]
    assert numbers(Part(since="2023-05-13")) == [3, 4, 5]
    assert numbers(Part(until="2023-05-13")) == [1, 2, 3], "an undated article is in no range of days"
    assert numbers(Part(outlet="مدار")) == [0, 2, 4]
    assert numbers(Part(words="إجتماع فى بغداد")) == [0, 5]


def test_finished_shards_are_skipped_and_half_made_ones_made_again(tmp_path: Path) -> None:
    first = work(tmp_path, "0+5", "5+7")
    assert first == [
        Finished("0+5", 6, 5, 5, 1, 0, skipped=False),
        Finished("5+7", 8, 7, 7, 1, 0, skipped=False),
    ]
    (tmp_path / "5+7" / "done.json").unlink()  # as if it had been killed before its last act
    (tmp_path / "5+7" / "article.parquet").write_bytes(b"half")
    again = work(tmp_path, "0+5", "5+7")
    assert [f.skipped for f in again if isinstance(f, Finished)] == [True, False]
    assert [f.skipped for f in work(tmp_path, "0+5", by=replace(WORK, version="v2"))] == [False]  # type: ignore[union-attr]


def test_the_same_shard_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        work(tmp_path / name, "3+40")
    for file in (tmp_path / "one" / "3+40").iterdir():
        assert file.read_bytes() == (tmp_path / "two" / "3+40" / file.name).read_bytes(), file.name


def test_a_page_that_takes_its_process_down_twice_is_a_failure(tmp_path: Path) -> None:
    """The engine starts a lost task again; the log on disk says which page was under way."""
    import os

    for _ in range(2):
        child = os.fork()
        if child == 0:
            try:
                work(tmp_path, "0+9", by=replace(WORK, plan=(Map("deadly", deadly), TO_ROWS)))
            finally:
                os._exit(0)
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9
    (done,) = work(tmp_path, "0+9", by=replace(WORK, plan=(Map("deadly", deadly), TO_ROWS)))
    assert done == Finished("0+9", 10, 8, 8, 1, 1, skipped=False)


def deadly(arrived: Page) -> Iterator[Analysed | Rejected]:
    import os

    if arrived.id == page(4).id:
        os._exit(9)
    yield from analyse(arrived)


def test_a_folder_without_findings_is_said(tmp_path: Path) -> None:
    with pytest.raises(IsnadError, match="holds no findings"):
        shards_of(str(tmp_path))


def test_findings_on_object_storage(tmp_path: Path) -> None:
    """Any file system fsspec knows will do; its own in-memory one stands for a bucket."""
    rows = loadable(one for n in range(3) for one in analyse(page(n)) if isinstance(one, Analysed))
    Parquet().write("memory://bucket/findings/one", rows, "v1")
    (shard,) = shards_of("memory://bucket/findings")
    with open_story(tmp_path / "a.db", write=True) as db:
        assert len(list(load_findings(db, [shard], Part()))) == 3
