"""The spaCy component on a blank Arabic pipeline: spans, dates for each text, several texts, a saved pipeline."""

from __future__ import annotations

import doctest
from importlib.metadata import entry_points
from pathlib import Path

import pytest

spacy = pytest.importorskip("spacy", reason="spaCy is not installed: pip install 'isnad[spacy]'")

from isnad import spacy_component  # noqa: E402

TEXT = "ونفت وزارة التخطيط أمس وجود أي تأجيل، وأكد المتحدث باسمها هادي العمري أن العمل مستمر."


def pipeline(**config: str) -> spacy.Language:
    nlp = spacy.blank("ar")
    nlp.add_pipe("isnad", config=config)
    return nlp


def test_the_factory_is_known_without_an_import() -> None:
    (found,) = entry_points(group="spacy_factories", name="isnad")
    assert found.load() is spacy_component.make_isnad


def test_statements_and_times_are_spans_of_the_doc() -> None:
    doc = pipeline(published="2024-06-17")(TEXT)
    first = doc._.attributions[0]
    assert (first.stance, first.source.text) == ("deny", "وزارة التخطيط")
    assert first.speaker == "وزارة التخطيط"
    for a in doc._.attributions:
        for span, place in ((a.cue, a.found.cue), *zip(a.content, a.found.content, strict=True)):
            assert span.doc is doc
            assert span.start_char <= place.start < place.end <= span.end_char
            assert place.of(doc.text) in span.text
    assert [(t.span.text, t.value) for t in doc._.timexes] == [("أمس", "2024-06-16")]


def test_each_text_may_bring_its_own_day() -> None:
    nlp = pipeline(published="2024-06-17")
    doc = nlp.make_doc(TEXT)
    doc.user_data["published"] = "2020-01-02"
    assert [t.value for t in nlp(doc)._.timexes] == ["2020-01-01"]
    assert [t.value for t in pipeline()(TEXT)._.timexes] != ["2024-06-16"], "no day, no date"


def test_many_texts_and_empty_ones() -> None:
    docs = list(pipeline().pipe(["", TEXT, "  ", "نص بلا قول"]))
    assert [bool(d._.attributions) for d in docs] == [False, True, False, False]


def test_a_saved_pipeline_finds_the_same(tmp_path: Path) -> None:
    nlp = pipeline(published="2024-06-17")
    nlp.to_disk(tmp_path)
    one, other = (n(TEXT)._.attributions for n in (nlp, spacy.load(tmp_path)))
    assert [a.found for a in one] == [a.found for a in other]


def test_its_example_runs() -> None:
    (found,) = doctest.DocTestFinder(recurse=False).find(spacy_component.make_isnad, "make_isnad", globs={})
    assert found.examples
    assert not doctest.DocTestRunner().run(found).failed
