"""The report: everything of the record on one page, nothing of a page's own markup alive in it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.export.story import HOSTILE, links, records
from tests.markup import Tree

from isnad.export.report import render_report, write_report
from isnad.export.report_text import marked_paragraphs
from isnad.model import Annotations, Article, Attribution, IsnadError, Links, Record, Span


@pytest.fixture(scope="module")
def page() -> str:
    return render_report(records(), links())


@pytest.fixture(scope="module")
def tree(page: str) -> Tree:
    return Tree(page)


def words_of(page: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<style>.*?</style>|<[^>]+>", "", page, flags=re.DOTALL))


def test_every_link_leads_somewhere_on_the_page(tree: Tree) -> None:
    ids = [attrs["id"] for _, attrs in tree.tags if "id" in attrs]
    assert len(ids) == len(set(ids))
    inner = {attrs["href"] for tag, attrs in tree.tags if tag == "a" and (attrs["href"] or "").startswith("#")}
    assert {f"#s-s{n}" for n in range(1, 8) if n != 1} <= inner
    assert {link[1:] for link in inner if link} <= set(ids)


def test_nothing_is_loaded_and_nothing_runs(page: str, tree: Tree) -> None:
    assert "script" not in {tag for tag, _ in tree.tags}
    names = {name for _, attrs in tree.tags for name in attrs}
    assert not {name for name in names if name.startswith("on") or name == "src"}
    assert "url(" not in page
    assert "@import" not in page


def test_hostile_words_stay_words(page: str, tree: Tree) -> None:
    assert "&lt;script&gt;" in page
    assert HOSTILE not in page
    assert not [attrs for tag, attrs in tree.tags if tag == "a" and (attrs["href"] or "").startswith("javascript:")]
    assert [attrs for tag, attrs in tree.tags if attrs.get("href") == "https://dafatir.example/week"]


def test_a_card_counts_pages_and_origins_as_a_range(page: str) -> None:
    words = words_of(page)
    assert "٣ صفحات" in words
    assert "أصل واحد أو أصلان" in words
    assert "1 to 2 independent origins" in words
    assert "متنازع عليه" in words
    assert "لم يتسنّ التحقق" in words


def test_the_chain_runs_from_origin_through_relays_to_pages(page: str) -> None:
    forest = page[page.index('class="forest"') : page.index('class="drift"')]
    assert 'class="proof"' in forest
    forest = re.sub(r'<ul class="proof">.*?</ul>', "", forest, flags=re.DOTALL)
    order = ["مسؤولين", "صحيفة ميتروبوليتان كورير", "وكالة أنباء الأطلس", "صباح المدينة"]
    places = [forest.index(name) for name in order]
    assert places == sorted(places)


def test_dates_are_shown_with_how_they_are_known(page: str) -> None:
    words = words_of(page)
    assert "الثلاثاء ٧ أكتوبر ٢٠٢٥" in words
    assert "تاريخ مستنتج" in words
    assert "crawl banner" in words


def test_drift_and_shared_text_are_told(page: str) -> None:
    words = words_of(page)
    assert "سقطت عبارة" in words
    assert "٦٢٪" in words


def test_same_record_same_characters(page: str) -> None:
    assert render_report(reversed(records()), links()) == page


def test_an_empty_store_gives_a_page(tmp_path: Path) -> None:
    write_report((), Links(), tmp_path / "r.html")
    assert "لا صفحات" in (tmp_path / "r.html").read_text("utf-8")


def test_a_path_that_cannot_be_written_is_one_clear_line(tmp_path: Path) -> None:
    with pytest.raises(IsnadError, match="cannot be written"):
        write_report((), Links(), tmp_path / "absent" / "r.html")


def test_marks_that_cross_are_cut_and_stay_nested() -> None:
    text = "قال الأول إن الثاني أعلن أن الأمر انتهى"
    crossing = (
        Attribution("x", Span(0, 3), None, (Span(4, 20),), "indirect", "assert", None, (), ()),
        Attribution("y", Span(20, 24), None, (Span(13, 39),), "direct", "deny", None, (), ()),
    )
    article = Article("a", "p", "s", 0, None, text, (Span(0, len(text)),))
    (paragraph,) = marked_paragraphs(Record(article, Annotations("a", attributions=crossing)), {})
    tree = Tree(str(paragraph))
    assert [attrs.get("id") for tag, attrs in tree.tags if tag == "mark"] == ["s-x", "s-y", None]
    assert re.sub(r"<[^>]+>", "", str(paragraph)) == text


def test_a_number_stands_before_the_word_and_not_in_it() -> None:
    text = "قالت الوزارة إنّها تدرس الطلب."
    start = text.index("ها تدرس")
    said = Attribution("x", Span(0, 4), Span(5, 12), (Span(start, 29),), "indirect", "assert", None, (), ("x#y",))
    article = Article("a", "p", "s", 0, None, text, (Span(0, len(text)),))
    (paragraph,) = marked_paragraphs(Record(article, Annotations("a", attributions=(said,))), {"x": (7, "c-1")})
    assert re.sub(r"<[^>]+>", "", str(paragraph)) == "قالت الوزارة 7إنّها تدرس الطلب."
