"""What people decided about claims stands above what is computed, and survives new pages."""

from __future__ import annotations

import json

import pytest
from tests.link.made import told

from isnad.link.all import link
from isnad.link.decisions import decided
from isnad.model import Claim, Decision, IsnadError

DAM = "سد الوادي مهدد بالانهيار بعد السيول التي ضربت المنطقة"
A = told("a", [("وزارة الري", "قالت", DAM, "assert")], "2021-05-01")
B = told("b", [("نقابة المهندسين", "أكدت", f"{DAM} أمس", "assert")], "2021-05-02")
C = told("c", [("بلدية المدينة", "أعلنت", "افتتاح مكتبة عامة في الحي القديم", "assert")], "2021-05-03")


def decision(kind: str, target: str, id: str = "d1", **detail: str) -> Decision:
    return Decision(id, kind, target, json.dumps(detail), "مريم", "2024-01-01")  # type: ignore[arg-type]


def claims(*decisions: Decision) -> tuple[Claim, ...]:
    return link([A, B, C], decisions).claims


def test_split_takes_a_statement_out() -> None:
    assert [c.attributions for c in claims(decision("split", "x", statement="b-0"))] == [("a-0",), ("b-0",), ("c-0",)]


def test_merge_joins_two_claims_and_outlives_new_pages() -> None:
    first, second = claims()
    merge = decision("merge", first.id, **{"with": second.id})
    assert [c.attributions for c in claims(merge)] == [("a-0", "b-0", "c-0")]
    more = told("d", [("هيئة الأرصاد", "توقعت", "أمطارا غزيرة على الساحل", "doubt")], "2021-05-04")
    assert link([A, B, C, more], (merge,)).claims[0].attributions == ("a-0", "b-0", "c-0")


def test_reject_removes_a_statement_or_a_claim() -> None:
    assert [c.attributions for c in claims(decision("reject", "c-0"))] == [("a-0", "b-0")]
    assert [c.attributions for c in claims(decision("reject", claims()[0].id))] == [("c-0",)]


def test_rename_gives_a_claim_its_wording() -> None:
    assert claims(decision("rename", claims()[1].id, name="مكتبة جديدة"))[1].text == "مكتبة جديدة"


def test_undo_and_undo_of_undo() -> None:
    split = decision("split", "x", statement="b-0")
    undo = decision("undo", "d1", "d2")
    again = decision("undo", "d2", "d3")
    assert len(claims(split)) == 3
    assert len(claims(split, undo)) == 2
    assert len(claims(split, undo, again)) == 3


def test_a_detail_that_cannot_be_read_is_named() -> None:
    with pytest.raises(IsnadError, match="d1"):
        decided((Decision("d1", "rename", "x", "{", "مريم", "2024-01-01"),))
    with pytest.raises(IsnadError, match="with"):
        decided((Decision("d1", "merge", "x", "{}", "مريم", "2024-01-01"),))
