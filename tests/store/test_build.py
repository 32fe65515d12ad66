"""Building: what is done is not done again, every page is counted once, and new rules lose nothing a person decided."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.store.made import analyse, dump, page, sound, standing_in

from isnad.model import Decision, Failure, Page, Rejected
from isnad.pipeline import Analysed
from isnad.run.serial import Serial
from isnad.store import query
from isnad.store.build import Summary, build
from isnad.store.decisions import add_decision, decisions, standing
from isnad.store.file import open_story

MISSING = Rejected("لا يوجد.txt", "missing", "check the path")
BROKEN = page(900, "صفحة معطوبة لا تقرأ")
REFUSED = page(901, "صفحة مرفوضة لسبب ما")


def run(path: Path, arrivals: list[Page | Rejected], version: str = "v1") -> Summary:
    with standing_in(version):
        return build(path, arrivals, Serial())


def test_every_page_is_counted_once(tmp_path: Path) -> None:
    pile = [page(1), MISSING, page(2), REFUSED, page(1), BROKEN]
    told: list[Rejected | Failure] = []
    with standing_in():
        first = build(tmp_path / "s.db", pile, Serial(), told=told.append)
    assert (first.seen, first.read, first.known, first.rejected, first.failed) == (6, 2, 1, 2, 1)
    assert first.adds_up
    assert [type(t).__name__ for t in told] == ["Rejected", "Rejected", "Failure"]
    again = run(tmp_path / "s.db", pile)
    assert (again.seen, again.read, again.known, again.rejected, again.failed) == (6, 0, 3, 2, 1)
    assert again.adds_up
    assert not again.linked, "nothing has changed, so nothing is linked anew"


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(st.sampled_from([*map(page, range(6)), MISSING, BROKEN, REFUSED]), max_size=8), max_size=4))
def test_any_number_of_runs_gives_what_one_run_gives(tmp_path: Path, runs: list[list[Page | Rejected]]) -> None:
    for name in ("several.db", "one.db"):
        for leftover in tmp_path.glob(f"{name}*"):
            leftover.unlink()
    for pile in runs:
        assert run(tmp_path / "several.db", pile).adds_up
    assert run(tmp_path / "one.db", [p for pile in runs for p in pile]).adds_up
    run(tmp_path / "several.db", [])
    with open_story(tmp_path / "several.db") as several, open_story(tmp_path / "one.db") as one:
        assert dump(several) == dump(one)


def test_new_rules_read_stored_pages_again_without_the_files(tmp_path: Path) -> None:
    run(tmp_path / "s.db", [page(1), page(2), BROKEN])
    again = run(tmp_path / "s.db", [], version="v2")
    assert (again.seen, again.again, again.linked) == (0, 2, True)
    run(tmp_path / "fresh.db", [page(1), page(2)], version="v2")
    with open_story(tmp_path / "s.db") as db, open_story(tmp_path / "fresh.db") as fresh:
        assert {**dump(db), "failure": []} == dump(fresh)


def test_pages_that_new_rules_cannot_read_keep_what_the_old_ones_found(tmp_path: Path) -> None:
    def worse(arrived: Page) -> Iterator[Analysed]:
        if arrived.id == page(1).id:
            raise RuntimeError("a mistake of the new rules")
        yield from analyse(arrived)  # type: ignore[misc]

    run(tmp_path / "s.db", [page(1), page(2)])
    with standing_in("v2", worse):
        build(tmp_path / "s.db", [], Serial())
        assert build(tmp_path / "s.db", [], Serial()).again == 0, "it is not tried again by the same rules"
    with open_story(tmp_path / "s.db") as db:
        assert [f.error for f in query.failures(db)] == ["RuntimeError: a mistake of the new rules"]
        assert query.counts(db).articles == 2
        assert query.page(db, page(1).id) == page(1)
    assert run(tmp_path / "s.db", [], version="v3").again == 2
    with open_story(tmp_path / "s.db") as db:
        assert query.failures(db) == ()


def test_pages_that_new_rules_reject_keep_what_arrived(tmp_path: Path) -> None:
    def stricter(arrived: Page) -> Iterator[Rejected]:
        yield Rejected(arrived.source, "not-arabic", "leave it out", arrived.id)

    run(tmp_path / "s.db", [page(1)])
    with standing_in("v2", stricter):  # type: ignore[arg-type]
        build(tmp_path / "s.db", [], Serial())
    with open_story(tmp_path / "s.db", write=True) as db:
        assert query.page(db, page(1).id) == page(1)
        assert (query.counts(db).pages, query.counts(db).articles) == (0, 0)
        assert [r.source for r in query.rejected(db)] == [page(1).source]
        sound(db)


def test_decisions_outlive_new_rules_and_links(tmp_path: Path) -> None:
    run(tmp_path / "s.db", [page(1)])
    made = [Decision(f"d{n}", "rename", "entity-1", '{"name": "سالم"}', "ندى", f"2024-01-0{n + 1}") for n in range(2)]
    with open_story(tmp_path / "s.db", write=True) as db:
        for decision in (*made, made[0]):
            add_decision(db, decision)
    assert run(tmp_path / "s.db", []).linked, "a decision may change the links"
    run(tmp_path / "s.db", [page(2)], version="v2")
    with open_story(tmp_path / "s.db") as db:
        assert decisions(db) == tuple(made)


def test_an_undo_takes_back_and_can_be_taken_back() -> None:
    def decide(id: str, kind: str, target: str) -> Decision:
        return Decision(id, kind, target, "{}", "ندى", "2024-01-01")  # type: ignore[arg-type]

    one, two = decide("a", "merge", "claim-1"), decide("b", "reject", "claim-2")
    undo, redo = decide("c", "undo", "a"), decide("d", "undo", "c")
    assert standing((one, two)) == (one, two)
    assert standing((one, two, undo)) == (two,)
    assert standing((one, two, undo, redo)) == (one, two)


def test_two_findings_with_one_id_fail_their_page_and_not_the_run(tmp_path: Path) -> None:
    from dataclasses import replace

    def twins(arrived: Page) -> Iterator[Analysed]:
        for found in analyse(arrived):
            assert isinstance(found, Analysed)
            notes = found.annotations[0]
            yield replace(found, annotations=(replace(notes, attributions=notes.attributions * 2),))

    with standing_in("v1", twins):
        summary = build(tmp_path / "s.db", [page(1)], Serial())
    assert (summary.read, summary.failed) == (0, 1)
