"""The match form and the way back: no offset of it leads outside the original text, or backwards."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from isnad.text.doc import Doc
from isnad.text.fold import Folded, fold
from isnad.text.tokens import tokenize

LETTERS = "ابتكلم أإآةىئؤ" + "ًٌَّْ" + "ـ" + "ﻻﻼﷲﷺﷻﺍﻋ" + "\u200c\u200f\ufeff" + "٣۴" + "،.«»()" + "ABz9" + "👩\n"
texts = st.text(st.sampled_from(LETTERS) | st.characters(), max_size=40)


@given(texts)
def test_the_two_forms_are_one_text(text: str) -> None:
    assert Folded.of(text).text == fold(text)


@given(texts)
def test_the_way_back_never_goes_backwards_or_outside(text: str) -> None:
    folded = Folded.of(text)
    places = [folded.at(n) for n in range(len(folded.text) + 1)]
    assert places == sorted(places)
    assert all(0 <= place <= len(text) for place in places)


@given(texts.filter(lambda text: not any("\ufb50" <= c <= "\ufeff" for c in text)), st.data())
def test_a_passage_in_match_form_lies_between_the_places_of_its_ends(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    folded = Folded.of(text)
    assert folded.text[folded.back(start) : folded.back(end)] == fold(text[start:end])


@given(texts)
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(texts)
def test_every_token_stands_on_characters_of_its_own(text: str) -> None:
    end = 0
    for token in tokenize(text):
        assert end <= token.start < token.end <= len(text)
        assert token.norm in fold(text[token.start : token.end])
        end = token.end


@given(texts)
def test_sentences_and_quotes_stand_in_the_text(text: str) -> None:
    doc = Doc.of(text)
    for span in (*doc.paragraphs, *doc.sentences, *(q.span for q in doc.quotes), *(q.inner for q in doc.quotes)):
        assert 0 <= span.start <= span.end <= len(text)


def test_a_ligature_is_one_character_on_the_way_back() -> None:
    text = "قال ﻻ نعلم"
    words = [(t.norm, text[t.start : t.end]) for t in tokenize(text)]
    assert words == [("قال", "قال"), ("لا", "ﻻ"), ("نعلم", "نعلم")]
    blessing = "النبي ﷺ قال"
    assert [blessing[t.start : t.end] for t in tokenize(blessing)] == ["النبي", "ﷺ", "قال"]


def test_every_digit_of_a_match_form_can_be_read() -> None:
    digits = [c for c in map(chr, range(0x110000)) if c.isdigit()]
    assert not [c for c in digits if not fold(c).isdecimal() or int(fold(c)) not in range(10)]
    assert [t.norm for t in tokenize("مساحتها 5 كم²")] == ["مساحتها", "5", "كم", "2"]
