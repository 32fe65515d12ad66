"""The day of publication: chosen from evidence, refused without, and every candidate kept with its verdict."""

from __future__ import annotations

import pytest

from isnad.extract.published import Clue, choose_published, clue_of_url, clue_of_value, clues_in
from isnad.text.fold import fold


def stated(line: str, kind: str = "head") -> list[Clue]:
    return clues_in(fold(line), line, kind)


def verdicts(clues: list[Clue], **more: str) -> list[tuple[str, str]]:
    return [(c.value, c.verdict) for c in choose_published(clues, **more)[1]]


def test_nothing_said_is_nothing_known() -> None:
    assert choose_published([]) == (None, ())


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("الإثنين 17-6-2024 | 19:01", "2024-06-17T19:01"),
        ("اثنين, 08/15/2022 - 08:15", "2022-08-15T08:15"),
        ("Tue, 09 Oct 2018 11:00:05 +0300", "2018-10-09T11:00:05+03:00"),
        ("الأحد 9 شباط/فبراير 2020 الساعة 7:30 مساء", "2020-02-09T19:30"),
        ("٣ جوان ٢٠١٥", "2015-06-03"),
        ("12 رمضان 1439 هـ", "2018-05-27"),
    ],
)
def test_a_stated_day_is_taken(line: str, value: str) -> None:
    chosen, _ = choose_published(stated(line))
    assert chosen is not None
    assert (chosen.value, chosen.origin, chosen.verdict) == (value, "stated", "chosen")


def test_the_banner_of_a_crawler_never_wins() -> None:
    banner = stated("الأربعاء 22 يناير 2025", "banner")
    assert choose_published(banner)[0] is None
    assert verdicts([*banner, *stated("17-6-2024")]) == [("2024-06-17", "chosen"), ("2025-01-22", "crawl banner")]


def test_a_day_after_the_crawl_is_refuted() -> None:
    assert verdicts(stated("5 مايو 2021"), crawled="2021-05-01T10:00:00Z") == [("2021-05-05", "after the crawl")]


def test_an_update_counts_where_nothing_else_is_said() -> None:
    update = stated("آخر تحديث 6 مايو 2021", "updated")
    assert choose_published(update)[0] is not None
    assert verdicts([*update, *stated("4 مايو 2021")]) == [("2021-05-04", "chosen"), ("2021-05-06", "update time")]


def test_the_address_settles_a_quarrel() -> None:
    meta = clue_of_value("2021-05-09T08:00:00Z", "metadata", "metadata", "datePublished", "json-ld#datePublished")
    url = clue_of_url("https://example.org/news/2021/05/04/bridge.html")
    assert meta
    assert url
    assert verdicts([meta, *stated("4 مايو 2021"), url])[0] == ("2021-05-04", "chosen")


class TestDayAndMonth:
    """«3/4/2016» is never read by habit."""

    def test_without_evidence_it_stays_open(self) -> None:
        chosen, dates = choose_published(stated("3/4/2016"))
        assert chosen is None
        assert "2016-04-03 or 2016-03-04" in dates[0].verdict

    @pytest.mark.parametrize(
        ("line", "day"),
        [("25/3/2016", "2016-03-25"), ("03/25/2016", "2016-03-25"), ("4-4-2016", "2016-04-04")],
    )
    def test_the_number_itself_may_tell(self, line: str, day: str) -> None:
        assert verdicts(stated(line)) == [(day, "chosen")]

    @pytest.mark.parametrize(("weekday", "day"), [("الأحد", "2016-04-03"), ("الجمعة", "2016-03-04")])
    def test_the_weekday_tells(self, weekday: str, day: str) -> None:
        assert verdicts(stated(f"{weekday} 3/4/2016")) == [(day, "chosen")]

    def test_another_date_of_the_page_tells(self) -> None:
        url = clue_of_url("https://example.org/2016/03/04/x")
        assert url
        assert verdicts([*stated("3/4/2016"), url])[0] == ("2016-03-04", "chosen")

    def test_the_order_of_the_pages_other_dates_tells(self) -> None:
        assert verdicts([*stated("3/4/2016"), *stated("تحديث 4/25/2016", "updated")])[0] == ("2016-03-04", "chosen")

    def test_the_crawl_tells(self) -> None:
        assert verdicts(stated("3/4/2016"), crawled="2016-03-20")[0] == ("2016-03-04", "chosen")

    @pytest.mark.parametrize(
        ("body", "day"),
        [
            ("قال الوزير اليوم الأحد إن الجسر فتح.", "2016-04-03"),
            ("أعلنت البلدية أمس (الخميس) فتح الجسر.", "2016-03-04"),
            ("بدأ الترميم في 2 مارس وانتهى.", "2016-03-04"),
        ],
    )
    def test_the_text_tells(self, body: str, day: str) -> None:
        assert verdicts(stated("3/4/2016"), body=body)[0] == (day, "chosen")
