"""Every example of the name lexicons and of the reading rules, run."""

from __future__ import annotations

import pytest

from isnad.annotate.entities import entities_of, resolve
from isnad.annotate.mentions import find_mentions
from isnad.annotate.mentions_letters import is_common
from isnad.model import Span
from isnad.rules.load import Row, Rule, load_rows, load_rules
from isnad.text.doc import Doc
from isnad.text.fold import fold

KNOWN = ("states", "outlets", "bodies", "places", "people")


@pytest.mark.parametrize("name", KNOWN)
def test_the_example_of_a_known_name_finds_it(name: str) -> None:
    missed = [row.id for row in load_rows(f"names/{name}") if row.get("id") not in ids_in(row.example)]
    assert not missed


def ids_in(text: str) -> set[str]:
    return {m.entity for m in find_mentions(Doc.of(text), ())}


@pytest.mark.parametrize("name", KNOWN)
def test_every_spelling_of_a_known_name_finds_it(name: str) -> None:
    """Forms that need a class word are tried after it; short forms of persons stand alone."""
    rows = load_rows(f"names/{name}")
    missed = [
        (row.id, form) for row in rows for form in spellings(row) if row.get("id") not in ids_in(framed(row, form))
    ]
    assert len(missed) <= len(rows) // 100, missed


def spellings(row: Row) -> list[str]:
    cells = (row.get("name"), *row.get("names").split("|"), *row.get("short").split("|"))
    return [form for form in cells if form]


def framed(row: Row, form: str) -> str:
    if row.get("sex"):
        return f"وقال {form} إن الأمر انتهى"
    return f"ووصل إلى مدينة {form} أمس" if row.get("cued") == "yes" else f"وبحسب {form} فإن الأمر انتهى"


def test_capital_adjective_and_people_lead_to_the_state() -> None:
    assert {"state-fr", "army-fr"} <= ids_in("ودعت باريس الجيش الفرنسي إلى المغادرة")
    assert "people-ru" in ids_in("واحتفل الروس بالعيد")


@pytest.mark.parametrize("name", ["given", "surnames"])
def test_the_example_of_a_name_part_finds_a_person(name: str) -> None:
    missed = [row.id for row in load_rows(f"names/{name}") if not names_person(row)]
    assert not missed


def names_person(row: Row) -> bool:
    form = fold(row.get("forms").split("|")[0])
    return any(m.kind == "person" and form in fold(m.text) for m in find_mentions(Doc.of(row.example), ()))


def test_an_everyday_word_ends_a_name() -> None:
    swallowed = [row.id for row in load_rows("names/common") if "person:سامر قدوره" not in ids_in(row.example)]
    assert not swallowed


def test_everyday_words_are_known_with_their_clitics() -> None:
    assert is_common(fold("وبالمدرسة"))
    assert not is_common(fold("بورغستراند"))


@pytest.mark.parametrize("row", load_rows("names/titles"), ids=lambda row: row.id)
def test_the_example_of_a_title_is_read_as_one(row: Row) -> None:
    assert (
        any(m.kind in ("person", "group") for m in find_mentions(Doc.of(row.example), ())) or row.get("class") == "role"
    )


@pytest.mark.parametrize("name", ["institutions", "ministries"])
def test_the_example_of_a_body_is_read_with_its_state(name: str) -> None:
    missed = [row.id for row in load_rows(f"names/{name}") if not composed(row)]
    assert not missed


def composed(row: Row) -> bool:
    found = entities_of(find_mentions(Doc.of(row.example), ()))
    return any(row.get("id") in e.id or (e.known and e.kind in ("org", "group")) for e in found)


@pytest.mark.parametrize("rule", load_rules("names/reading"), ids=lambda rule: rule.id)
def test_a_reading_rule_does_what_its_examples_say(rule: Rule) -> None:
    read = [reading(e.text, e.get("span") or "", int(e.get("nth") or 1)) for e in rule.yes]
    assert [entity for entity, _ in read] == [e.get("entity") for e in rule.yes]
    assert rule.id in {by for _, by in read} or rule.id.endswith("#named-later"), "no example needs the rule"
    for example in rule.no:
        assert rule.id not in {m.rule for m in find_mentions(Doc.of(example.text), ())}, example.text


@pytest.mark.parametrize("rule", load_rules("names/texts"), ids=lambda rule: rule.id)
def test_a_text_is_not_theirs_who_were_given_it(rule: Rule) -> None:
    for example in rule.yes:
        assert reading(example.text, example.get("span") or "", 1)[0] == example.get("entity")
        words = set(rule.pattern.split("|"))
        without = " ".join("قرأت" if word.removeprefix("و") in words else word for word in example.text.split())
        assert reading(without, example.get("span") or "", 1)[0] != example.get("entity"), "no example needs the rule"


def reading(text: str, words: str, nth: int) -> tuple[str, str]:
    """Entity and rule of the words: as a mention, else as a source."""
    start = -1
    for _ in range(nth):
        start = text.index(words, start + 1)
    span = Span(start, start + len(words))
    doc = Doc.of(text)
    mentions = find_mentions(doc, ())
    mention = next((m for m in mentions if m.span == span and m.rule.startswith("names/reading#")), None)
    mention = mention or resolve(doc, span, mentions)
    assert mention
    return mention.entity, mention.rule


def test_the_lexicons_reach_their_size() -> None:
    assert len(load_rows("names/states")) >= 195
    assert sum(row.get("type") in ("agency", "newspaper", "tv", "radio") for row in load_rows("names/outlets")) >= 250
    assert sum(row.get("type") in ("international", "armed") for row in load_rows("names/bodies")) >= 150
    assert len(load_rows("names/people")) >= 500
    assert len(load_rows("names/given")) >= 1500


def test_codes_of_states_are_alpha_2_and_stand_once() -> None:
    codes = [row.get("iso") for row in load_rows("names/states")]
    assert len(codes) == len(set(codes))
    assert all(len(c) == 2 and c.isascii() and c.isupper() for c in codes)


def test_ids_are_slugs_and_mean_one_thing() -> None:
    ids = [row.get("id") for name in KNOWN for row in load_rows(f"names/{name}")]
    assert len(ids) == len(set(ids))
    assert all(id.isascii() and " " not in id for id in ids)


def test_states_named_in_other_lexicons_exist() -> None:
    codes = {row.get("iso") for row in load_rows("names/states")} | {""}
    assert not [
        row.id
        for name in ("outlets", "bodies", "places")
        for row in load_rows(f"names/{name}")
        if row.get("state") not in codes
    ]


def test_offices_name_listed_titles_and_things() -> None:
    titles = {row.get("id") for row in load_rows("names/titles")}
    ids = {row.get("id") for name in KNOWN for row in load_rows(f"names/{name}")}
    ids |= {row.get("id") for name in ("institutions", "ministries", "titles") for row in load_rows(f"names/{name}")}
    offices = [(row.id, o) for row in load_rows("names/people") for o in row.get("offices").split("|") if o]
    wrong = [
        (id, o)
        for id, o in offices
        if o.partition(":")[0] not in titles or (o.partition(":")[2].isascii() and o.partition(":")[2] not in ids)
    ]
    assert not wrong
