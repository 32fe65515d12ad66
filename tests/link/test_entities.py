"""One entity across articles, two people of one name, spellings learned from the pile, and what people decided."""

from __future__ import annotations

import json

from tests.link.made import article

from isnad.link.all import link
from isnad.link.entities import link_entities
from isnad.model import Annotations, Decision, Entity, EntityKind, Record

Names = list[tuple[str, str, EntityKind]]


def with_names(id: str, names: Names, known: tuple[str, ...] = (), day: str = "2020-01-01") -> Record:
    """A record with these entities (local id, name, kind) and the known bodies around them."""
    found = tuple(Entity(local, name, kind, None, (name,)) for local, name, kind in names)
    bodies = tuple(Entity(k, k, "org", None, (k,), known=True) for k in known)
    return Record(article(id, "نص", day), Annotations(id, entities=found + bodies))


PLAYER: Names = [("person:سامر الحداد", "سامر الحداد", "person")]


def ids(records: list[Record], name: str) -> list[str]:
    return [e.entity.id for e in link_entities(records) if e.entity.name == name]


def test_the_lexicon_and_the_states_are_one_by_their_ids() -> None:
    state = Entity("state-tn", "تونس", "place", None, ("تونس",), "TN", known=True)
    other = Entity("x", "الجمهورية التونسية", "place", None, ("الجمهورية التونسية",), "TN", known=True)
    a = Record(article("a", "نص"), Annotations("a", entities=(state,)))
    b = Record(article("b", "نص"), Annotations("b", entities=(state,)))
    assert link_entities([a, b])[0].members == (("a", "state-tn"), ("b", "state-tn"))
    c = Record(article("c", "نص"), Annotations("c", entities=(other,)))
    assert len(link_entities([c])) == 1


def test_one_person_in_like_company_is_one() -> None:
    a = with_names("a", PLAYER, ("النادي الساحلي",))
    b = with_names("b", PLAYER, ("النادي الساحلي", "الاتحاد"))
    assert len(ids([a, b], "سامر الحداد")) == 1


def test_two_people_who_share_a_name_stay_two() -> None:
    crowd = [with_names(f"x{n}", [], ("الاتحاد",)) for n in range(9)]
    a = with_names("a", PLAYER, ("النادي الساحلي",))
    b = with_names("b", PLAYER, ("محكمة الجنايات",))
    assert len(ids([a, b, *crowd], "سامر الحداد")) == 2


def test_a_first_name_alone_is_its_own_article_s() -> None:
    alone: Names = [("person:سامر", "سامر", "person")]
    assert len(ids([with_names("a", alone, ("النادي",)), with_names("b", alone, ("النادي",))], "سامر")) == 2


def test_spellings_in_like_company_are_unified_with_their_evidence() -> None:
    a = with_names("a", [("p", "بارك غيون هاي", "person")], ("البرلمان الكوري",))
    b = with_names("b", [("p", "بارك جيون هاي", "person")], ("البرلمان الكوري",))
    (person,) = [e for e in link_entities([a, b]) if e.entity.kind == "person"]
    assert set(person.entity.mentions) == {"بارك غيون هاي", "بارك جيون هاي"}
    assert "البرلمان الكوري" in person.unified[0].why


def test_like_names_in_other_company_stay_two() -> None:
    a = with_names("a", [("p", "بارك غيون هاي", "person")], ("البرلمان الكوري",))
    b = with_names("b", [("p", "بارك جيون هاي", "person")], ("جائزة الأدب",))
    assert len([e for e in link_entities([a, b]) if e.entity.kind == "person"]) == 2


def decision(kind: str, target: str, **detail: str) -> Decision:
    return Decision(f"d-{kind}-{target}", kind, target, json.dumps(detail), "مريم", "2024-01-01")  # type: ignore[arg-type]


def test_people_merge_split_and_rename() -> None:
    a = with_names("a", [("p", "سعاد منصور", "person")], ("الجامعة",))
    b = with_names("b", [("p", "سعاد منصور العلي", "person")], ("المشفى",))
    first, second = (e.entity.id for e in link([a, b]).entities if e.entity.kind == "person")
    merged = link([a, b], (decision("merge", first, **{"with": second}), decision("rename", first, name="سعاد العلي")))
    (one,) = [e for e in merged.entities if e.entity.kind == "person"]
    assert (one.entity.name, len(one.members)) == ("سعاد العلي", 2)
    same = with_names("c", [("p", "سعاد منصور", "person")], ("الجامعة",))
    assert len(ids([a, same], "سعاد منصور")) == 1
    split = link([a, same], (decision("split", "x", article="c", name="p"),))
    assert len([e for e in split.entities if e.entity.kind == "person"]) == 2
