"""Lines of visible text: trimmed, folded, and compared as a lead is with its headline."""

from __future__ import annotations

from isnad.extract.lines import content_words, line_of, lines_of, shared, words_in


def test_lines_keep_their_place_in_the_page() -> None:
    visible = "عنوان الخبر\n\n \u200f قال الوزير نعم. \n"
    lines = lines_of(visible)
    assert [line.text for line in lines] == ["عنوان الخبر", "قال الوزير نعم."]
    assert all(visible[line.start : line.end] == line.text for line in lines)
    assert [line.gap for line in lines] == [False, True]


def test_a_paragraph_is_told_from_a_heading() -> None:
    paragraph, heading, byline = lines_of(
        "أغلقت البلدية الجسر القديم أمام السيارات بعد السيل.\nالجسر القديم\nسالم أحمد - الساحل"
    )
    assert paragraph.is_paragraph
    assert not heading.is_paragraph
    assert not byline.is_paragraph
    assert not paragraph.is_headline


def test_a_lead_shares_its_headlines_words() -> None:
    headline, lead, other = lines_of(
        "إغلاق الجسر القديم في البلدة\nأغلقت البلدية الجسر القديم بعد السيل.\nفاز الفريق الأخضر بالكأس."
    )
    assert shared(headline, lead) >= 0.5
    assert shared(headline, other) == 0


def test_clitics_and_endings_do_not_hide_a_word() -> None:
    assert (
        content_words(words_in("والمدرسة")) == content_words(words_in("مدرسه")) == content_words(words_in("بالمدرسات"))
    )


def test_a_line_of_invisible_marks_is_none() -> None:
    assert line_of("\u200f\u200b \xa0", 0, 4) is None
