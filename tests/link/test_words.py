"""Content keys: spelling, affixes and synonyms taken off; and the examples of the word lists, which all run."""

from __future__ import annotations

import re

import pytest

from isnad.link.numbers import counts, quantities
from isnad.link.words import consonants, content_words, event_keys, keys_of, regex_of
from isnad.model import Span, Timex
from isnad.rules.load import Row, Rule, load_rows, load_rules
from isnad.text.fold import fold

CONCEPTS = load_rows("link/concepts")
WORDS = load_rules("link/words")


@pytest.mark.parametrize("row", CONCEPTS, ids=lambda r: r.get("concept"))
def test_every_concept_stands_in_its_example(row: Row) -> None:
    found = {k for w in content_words(fold(row.example)) for k in w.keys}
    assert f"~{row.get('concept')}" in found
    assert row.get("event") in ("yes", "no")


@pytest.mark.parametrize("rule", WORDS, ids=lambda r: r.id)
def test_every_word_list_runs_on_its_examples(rule: Rule) -> None:
    found = re.compile(rf"(?<!\w)[وفبل]?(?:{rule.pattern})")
    assert all(found.search(fold(e.text)) for e in rule.yes)
    assert not any(regex_of(rule.id.split("#")[1]).search(fold(e.text)) for e in rule.no)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("قذيفة", "القذائف"),
        ("سلاح", "بأسلحة"),
        ("لبنان", "اللبنانيين"),
        ("أوكرانيا", "الأوكرانية"),
        ("إيران", "إيرانيين"),
        ("مساعدة", "مساعدات"),
        ("وأرسلت", "أرسل"),
    ],
)
def test_forms_of_one_word_share_a_key(a: str, b: str) -> None:
    assert set(keys_of(fold(a))) & set(keys_of(fold(b)))


@pytest.mark.parametrize(("a", "b"), [("روسيا", "رئيس"), ("وزير", "زيارة"), ("بوتين", "بيت"), ("حرب", "بحر")])
def test_other_words_share_none(a: str, b: str) -> None:
    assert not set(keys_of(fold(a))) & set(keys_of(fold(b)))


def test_function_words_numbers_and_negations_are_no_content() -> None:
    assert content_words(fold("لم يكن في هذا إلا 40 أو خمسون")) == []
    assert consonants("في") == "في"
    assert "~meeting" in event_keys()


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("100 ألف متطوع", {100_000.0}),
        ("مئة ألف متطوع", {100_000.0}),
        ("100,000 متطوع", {100_000.0}),
        ("ثلاثة ملايين ونصف", {3_000_000.0}),
        ("آلاف الحاويات", set()),
        ("الدور الثالث", set()),
        ("1.2.3", set()),
    ],
)
def test_quantities(text: str, numbers: set[float]) -> None:
    assert quantities(fold(text)) == numbers


def test_dates_are_no_quantities() -> None:
    text = fold("40 طنا في 14 أغسطس")
    date = Timex(Span(10, 18), "14 أغسطس", "DATE", "2022-08-14", "made#date")
    assert quantities(text, 0, (date,)) == {40.0}


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("بيعت 363.378 تذكرة", {363378.0}),
        ("بيعت 363378 تذكرة", {363378.0}),
        ("زرع 1.250.000 شجرة", {1250000.0}),
        ("حمل الجسر 2.5 طن", {2.5}),
        ("تبدأ المباراة الساعة 20 في الملعب", set()),
        ("تبدأ المباراة 9 مساء في الملعب", set()),
        ("تأسس النادي عام 1998", set()),
        ("اتصل على هاتف 0555123456", set()),
        ("رمز البناية 123456789012", set()),
        ("وصل 20 عاملا", {20.0}),
    ],
)
def test_a_number_that_names_something_counts_nothing(text: str, numbers: set[float]) -> None:
    assert quantities(fold(text)) == numbers
    assert set(counts(fold(text)).values()) <= numbers
