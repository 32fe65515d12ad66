"""Search: a word is found in any spelling and behind any clitic, the best article first, shown as it is written."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.cli.command import isnad

from isnad.store import query
from isnad.store.file import Story, open_story
from isnad.text.fold import fold
from isnad.text.searched import WORD, besides, form

BRIDGE = ("الجسر", "والجسر", "بالجسر", "للجسر", "وللجسر", "فبالجسر", "كالجسر", "جسر", "الجِسر")
PAGES = {
    "افتتاح": "وزير النقل يفتتح الجسر\n\nافتتح الوزير {0} صباحاً. وحضر الافتتاح سكان المدينة وأعيانها.\n",
    "كلفة": "كلفة مشروع النهر\n\nبلغت الكلفة مليوناً. وعبر السكان الجسر، ثم عادوا إلى الجسر، ورأوا الجسر من بعيد.\n",
    "طريق": "إغلاق طريق الساحل\n\nأغلقت البلدية الطريق المؤدي للجسر أسبوعاً، وقال المدير إن اللجنة تعمل ليلاً.\n",
    "لجنة": "اجتماع في البلدية\n\nقدّمت الوزارة للجنة تقريرها، ولم تقل شيئاً في اللغة التي كُتب بها.\n",
    "ماء": "انقطاع الماء عن الأحياء\n\nانقطع الماء عن أحياء المدينة يوماً كاملاً، ولم تعلن الشركة سبباً.\n",
}


def story_of(folder: Path, form: str) -> Path:
    """The pages, the first of which writes the bridge in one form."""
    pages = folder / "pages"
    pages.mkdir()
    for name, text in PAGES.items():
        (pages / f"{name}.txt").write_text(text.format(form), "utf-8")
    assert isnad("build", pages, "-o", folder / "story.db", "-j", "1").code == 0
    return folder / "story.db"


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Story]:
    with open_story(story_of(tmp_path_factory.mktemp("search"), "الجسر")) as db:
        yield db


def titles(db: Story, words: str) -> list[str | None]:
    return [hit.title for hit in query.search(db, words)]


@pytest.mark.parametrize("asked", BRIDGE)
def test_every_form_asked_for_finds_the_same_in_the_same_order(story: Story, asked: str) -> None:
    assert titles(story, asked) == titles(story, "الجسر")
    assert len(titles(story, asked)) == 3


@pytest.mark.parametrize("written", BRIDGE)
def test_every_form_written_is_found(tmp_path: Path, written: str) -> None:
    with open_story(story_of(tmp_path, written)) as db:
        assert "وزير النقل يفتتح الجسر" in titles(db, "والجسر")


def test_the_title_counts_most_then_how_often_it_is_told(story: Story) -> None:
    """A form that is rare in the pile («للجسر») lifts no article above those that speak of the thing most."""
    assert titles(story, "للجسر") == ["وزير النقل يفتتح الجسر", "كلفة مشروع النهر", "إغلاق طريق الساحل"]


def test_a_letter_that_may_belong_to_the_word_is_allowed_for(story: Story) -> None:
    assert titles(story, "قال") == ["إغلاق طريق الساحل"], "«وقال»"
    assert titles(story, "وعبر") == titles(story, "عبر") == ["كلفة مشروع النهر"]
    assert titles(story, "بمليونا") == ["كلفة مشروع النهر"], "where nothing holds the word with it"


def test_an_article_may_hide_the_first_letter(story: Story) -> None:
    assert set(titles(story, "اللجنة")) == {"إغلاق طريق الساحل", "اجتماع في البلدية"}
    assert set(titles(story, "للجنة")) == set(titles(story, "لجنة")) == set(titles(story, "اللجنة"))
    assert titles(story, "للغة") == titles(story, "لغة") == ["اجتماع في البلدية"]


def test_a_short_word_keeps_what_looks_like_an_article(story: Story) -> None:
    assert titles(story, "الماء") == titles(story, "ماء") == ["انقطاع الماء عن الأحياء"]
    assert titles(story, "ام") == []


def test_phrases_stand_together(story: Story) -> None:
    assert titles(story, '"سكان المدينة"') == ["وزير النقل يفتتح الجسر"]
    assert titles(story, '"والسكان الجسر"') == ["كلفة مشروع النهر"]
    assert titles(story, '"المدينة سكان"') == []


def test_the_snippet_is_cut_from_the_original_and_marks_the_words(story: Story) -> None:
    for hit in query.search(story, "بالجسر"):
        record = query.record(story, hit.article)
        assert record
        text = record.article.text
        assert text[hit.start : hit.start + len(hit.snippet)] == hit.snippet
        assert {span.of(hit.snippet) for span in hit.found} <= {"الجسر", "للجسر"}
    assert any(span.of(hit.snippet) == "للجسر" for hit in query.search(story, "جسر") for span in hit.found)


def test_leaves_do_not_begin_anew_with_looser_words(story: Story) -> None:
    assert query.search(story, "بمليونا", offset=1) == ()
    assert query.search(story, "الجسر", offset=3) == ()


def test_every_form_of_a_word_is_what_it_ends_with() -> None:
    """So that only words that end as the one asked for need be looked at."""
    folded = fold(
        " ".join(text for page in PAGES.values() for text in (page, " ".join(BRIDGE))) + " للغة وبالوالد فللجنة"
    )
    for word in WORD.findall(folded):
        assert all(word.endswith(each) for each in (form(word), *besides(word))), word
