"""Whom a name may be is found by what the two names share: nobody it could be is left out."""

from __future__ import annotations

from itertools import product

from isnad.annotate.mentions_people import People, Person
from isnad.annotate.mentions_unify import same_name
from isnad.text.fold import fold

NAMES = (
    "سامر قدورة",
    "قدورة",
    "أحمد سالم قدورة",
    "لودوفيك جيولي",
    "لودفيك جولي",
    "جيولي",
    "لو دريان",
    "لودريان",
    "جان لو دريان",
    "كيم جونغ أون",
    "كيم جونج اون",
    "جونغ-أون",
    "مايك بنس",
    "مايك بينس",
    "بينس",
    "فوستوشني",
    "فوستوتشني",
    "عبد الكريم الطرزي",
    "عبدالكريم الطرزي",
    "الطرزي",
    "تشانغ هو جين",
    "تشانغ",
    "غاد سالم",
    "جاد سالم",
)


def test_everybody_a_name_can_be_is_found() -> None:
    names = [tuple(fold(name).split()) for name in NAMES]
    pairs = [(a, b) for a, b in product(names, names) if same_name(a, b)]
    assert len(pairs) > len(names)
    for a, b in pairs:
        people = People()
        people.add(Person("x", [a]))
        assert people.like(b), (a, b)


def test_a_name_learnt_later_is_found_too() -> None:
    people = People()
    person = Person("x", [("سامر", "قدوره")])
    people.add(person)
    assert not people.like(("طرزي",))
    people.learn_name(person, ("الطرزي",))
    assert people.like(("الطرزي",)) == [person]


def test_people_are_found_in_the_order_they_were_met_and_by_title() -> None:
    people = People()
    met = [Person(str(n), [("سامر", family)], titles={"minister"}) for n, family in enumerate(("قدوره", "طرزي"))]
    for person in met:
        people.add(person)
    assert people.titled("minister") == met
    assert people.titled("mayor") == []
    met[1].titles.add("mayor")
    people.learn_titles(met[1])
    assert people.titled("mayor") == [met[1]]


def test_those_met_long_ago_are_not_sought() -> None:
    people = People()
    first = Person("first", [("سامر", "قدوره")])
    people.add(first)
    for n in range(300):
        people.add(Person(str(n), [("نبيل", f"طرزي{n}")]))
    assert first not in people.like(("قدوره",))
