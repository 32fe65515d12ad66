"""A mixed pile falls into its stories, in order of time, titled in a page's own words."""

from __future__ import annotations

from dataclasses import replace

from tests.link.made import plain

from isnad.link.all import link
from isnad.model import Record

FLOOD = (
    "فاض نهر الوادي وغمرت المياه بيوت القرية السفلى وأجلى الجيش سكانها",
    "مياه نهر الوادي تنحسر عن القرية السفلى والسكان يعودون إلى بيوتهم",
    "تعويضات لسكان القرية السفلى عن فيضان نهر الوادي",
)
CUP = (
    "فاز فريق البحارة بكأس الدوري بعد ركلات الترجيح أمام فريق النجوم",
    "مدرب فريق البحارة يهدي كأس الدوري إلى جمهور الميناء بعد ركلات الترجيح",
    "جمهور فريق البحارة يحتفل بكأس الدوري أمام فريق النجوم",
)


def page(id: str, text: str, day: str | None) -> Record:
    made = plain(id, f"{text}. {text} من جديد.", day)
    return replace(made, article=replace(made.article, title=text))


def pile() -> list[Record]:
    floods = [page(f"f{n}", text, f"2021-03-{n + 1:02}") for n, text in enumerate(FLOOD)]
    cups = [page(f"c{n}", text, f"2021-03-{n + 1:02}") for n, text in enumerate(CUP)]
    return [*cups, *floods]


def test_two_stories_in_order_of_time_with_a_page_s_title() -> None:
    found = link(pile()).storylines
    assert sorted(s.articles for s in found) == [("c0", "c1", "c2"), ("f0", "f1", "f2")]
    assert {s.title for s in found} <= set(FLOOD + CUP)
    assert {(s.begin, s.end) for s in found} == {("2021-03-01", "2021-03-03")}


def test_ids_stay_when_another_story_comes_in() -> None:
    before = {s.id: s.articles for s in link(pile()[:3]).storylines}
    after = {s.id: s.articles for s in link(pile()).storylines}
    assert before.items() <= after.items()


def test_a_page_of_its_own_is_no_story() -> None:
    assert link([page("x", "افتتاح معرض الطوابع النادرة في المتحف", "2021-03-01")]).storylines == ()
    assert link([]).storylines == ()
