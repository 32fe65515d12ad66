"""Examples and counter-examples of the rule files extraction reads, run through the functions that read them."""

from __future__ import annotations

import pytest

from isnad.extract.byline import credits_of, is_byline, sign_off_of
from isnad.extract.dates import written_dates
from isnad.extract.furniture import cuts_in, label_of, role_of
from isnad.extract.html import kind_of
from isnad.extract.language import language_of
from isnad.extract.lines import Line, line_of
from isnad.rules.load import Example, Row, Rule, load_rows, load_rules
from isnad.text.fold import fold


def a_line(text: str) -> Line:
    line = line_of(text, 0, len(text))
    assert line is not None
    return line


def cases(name: str, side: str) -> list[object]:
    return [
        pytest.param(rule, example, id=f"{rule.id}-{example.text[:30]}")
        for rule in load_rules(name)
        for example in getattr(rule, side)
    ]


def rules_on(line: Line) -> set[str]:
    label = label_of(line)
    return {cut.rule for cut in cuts_in(line)} | ({label.rule} if label else set())


@pytest.mark.parametrize(("rule", "example"), cases("furniture/lines", "yes"))
def test_furniture_is_told(rule: Rule, example: Example) -> None:
    line = a_line(example.text)
    assert rule.id in rules_on(line)
    if example.get("span"):
        assert [line.text[cut.start : cut.end].strip() for cut in cuts_in(line)] == [str(example.get("span")).strip()]


@pytest.mark.parametrize(("rule", "example"), cases("furniture/lines", "no"))
def test_a_sentence_is_no_furniture(rule: Rule, example: Example) -> None:
    assert rules_on(a_line(example.text)) == set()


@pytest.mark.parametrize(("rule", "example"), cases("furniture/markup", "yes"))
def test_markup_is_told(rule: Rule, example: Example) -> None:
    assert kind_of(str(example.get("markup"))) == (rule.get("kind"), rule.id)


@pytest.mark.parametrize(("rule", "example"), cases("furniture/markup", "no"))
def test_markup_of_text_is_none(rule: Rule, example: Example) -> None:
    assert kind_of(str(example.get("markup"))) == (None, "")


@pytest.mark.parametrize(("rule", "example"), cases("published/forms", "yes"))
def test_a_date_is_read(rule: Rule, example: Example) -> None:
    (found,) = written_dates(fold(example.text))
    assert (found.rule, found.value) == (rule.id, example.get("value"))


@pytest.mark.parametrize(("rule", "example"), cases("published/forms", "no"))
def test_what_is_no_date_is_not_read(rule: Rule, example: Example) -> None:
    assert written_dates(fold(example.text)) == ()


@pytest.mark.parametrize(("rule", "example"), cases("published/labels", "yes"))
def test_a_dates_label_is_told(rule: Rule, example: Example) -> None:
    if rule.get("role") != "filler":
        assert role_of(fold(example.text)) == (rule.get("role"), rule.id)
    else:
        assert label_of(a_line(f"5 مايو 2020 {example.text}")) is not None


@pytest.mark.parametrize(("rule", "example"), cases("published/labels", "no"))
def test_another_label_is_not(rule: Rule, example: Example) -> None:
    if rule.get("role") != "filler":
        found = role_of(fold(example.text))
        assert found is None or found[1] != rule.id
    else:
        assert label_of(a_line(f"{example.text} الوزير 5 مايو 2020")) is None


@pytest.mark.parametrize(("rule", "example"), cases("outlets/bylines", "yes"))
def test_a_writers_label_makes_a_byline(rule: Rule, example: Example) -> None:
    assert is_byline(a_line(example.text))


@pytest.mark.parametrize(("rule", "example"), cases("outlets/bylines", "no"))
def test_a_word_that_begins_alike_does_not(rule: Rule, example: Example) -> None:
    assert credits_of(example.text).single is None
    assert not is_byline(a_line(example.text + " في القرية القديمة."))


@pytest.mark.parametrize(("rule", "example"), cases("outlets/signoffs", "yes"))
def test_a_source_line_names_its_source(rule: Rule, example: Example) -> None:
    found = sign_off_of(a_line(example.text))
    assert found is not None
    assert found.credit == str(example.get("who")).strip("«»")


@pytest.mark.parametrize(("rule", "example"), cases("outlets/signoffs", "no"))
def test_a_sentence_is_no_source_line(rule: Rule, example: Example) -> None:
    assert sign_off_of(a_line(example.text)) is None


@pytest.mark.parametrize(("rule", "example"), cases("outlets/agency_forms", "yes"))
def test_an_agency_is_told_by_its_names_form(rule: Rule, example: Example) -> None:
    assert credits_of(example.text).single == example.get("who")


@pytest.mark.parametrize(("rule", "example"), cases("outlets/agency_forms", "no"))
def test_a_name_of_another_form_is_no_agency(rule: Rule, example: Example) -> None:
    assert credits_of(example.text).agencies == ()


@pytest.mark.parametrize("row", load_rows("outlets/agencies"), ids=lambda row: row.id)
def test_an_agency_is_told_in_its_byline(row: Row) -> None:
    found = credits_of(row.example)
    named = row.get("named")
    assert (len(found.agencies) == 1) == (named == "yes")
    assert found.unnamed == (named != "yes")


@pytest.mark.parametrize("row", load_rows("outlets/outlets"), ids=lambda row: row.id)
def test_an_outlet_is_told_in_its_byline(row: Row) -> None:
    found = credits_of(row.example)
    assert found.outlet in row.get("forms").split("|")
    assert found.agencies == ()


@pytest.mark.parametrize("row", load_rows("language/words"), ids=lambda row: row.id)
def test_a_language_is_told_by_its_words(row: Row) -> None:
    assert language_of(row.example.partition("(")[0]) == row.get("language")


@pytest.mark.parametrize("row", load_rows("furniture/words"), ids=lambda row: row.id)
def test_a_word_stands_in_its_example(row: Row) -> None:
    words = fold(row.example).split()
    word = fold(row.get("word"))
    assert word in words
    assert row.get("role") != "radical" or words[0] == word
