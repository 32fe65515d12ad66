"""Whole pages, written for these tests: what is the article, what is around it, who wrote it and when."""

from __future__ import annotations

from itertools import pairwise

import pytest

from isnad.extract import extract
from isnad.model import Article, Extraction, Hints, Page, Rejected

TITLE = "إعادة فتح الجسر القديم في بلدة الساحل"
LEAD = "أعادت بلدية الساحل فتح الجسر القديم أمام السيارات بعد ثلاثة أشهر من أعمال الترميم."
MORE = "وقال مدير البلدية إن الجسر صار يتحمل ضعف ما كان يتحمله قبل السيل الذي ضرب المنطقة."
END = "وأضاف أن القوارب التي نقلت السكان ستبقى في المرسى إلى نهاية الصيف."
BODY = (LEAD, MORE, END)
OTHER = "معرض الزهور يستقبل زواره في الحديقة العامة"
OTHER_LEAD = "افتتح معرض الزهور أبوابه في الحديقة العامة صباح السبت بمشاركة ثمانين مزرعة من أنحاء البلاد."
OTHER_MORE = "ويستمر المعرض أسبوعين، ويستطيع زواره أن يشتروا الشتلات من المزارعين أنفسهم عند البوابة الشرقية كل مساء."
COMMENTS = ("اترك تعليقاً", "لن يتم نشر عنوان بريدك الإلكتروني. الحقول الإلزامية مشار إليها بـ *")


def page(*blocks: str, kind: str = "text", hints: Hints | None = None) -> Page:
    text = "\n\n".join(blocks)
    return Page("0123456789ab", "page.txt", kind, text, "utf-8", hints or Hints())  # type: ignore[arg-type]


def extraction(*blocks: str, hints: Hints | None = None) -> Extraction:
    found = extract(page(*blocks, hints=hints))
    assert isinstance(found, Extraction)
    return found


def article(*blocks: str, hints: Hints | None = None) -> Article:
    (only,) = extraction(*blocks, hints=hints).articles
    return only


def test_a_plain_page() -> None:
    found = article(TITLE, "Tue, 09 Oct 2018 11:00:00 GMT", "الساحل - رويترز", *BODY)
    assert found.title == TITLE
    assert found.text == "\n".join(BODY)
    assert found.byline == "الساحل - رويترز"
    assert found.credit == "رويترز"
    assert found.published is not None
    assert found.published.value == "2018-10-09T11:00:00+00:00"


def test_every_character_leads_back_to_the_page() -> None:
    found = extraction(TITLE, "طباعة", *BODY, *COMMENTS)
    for one in found.articles:
        assert [span.of(one.text) for span in one.paragraphs] == [
            found.visible[p.page_start : p.page_start + p.length] for p in one.pieces
        ]
    covered = sorted(
        [(f.start, f.end) for f in found.furniture]
        + [(p.page_start, p.page_start + p.length) for p in found.articles[0].pieces]
    )
    assert all(a[1] <= b[0] for a, b in pairwise(covered)), "a character is text or furniture, never both"
    left = found.visible
    for start, end in reversed(covered):
        left = left[:start] + left[end:]
    assert left.split("\n")[0] == TITLE
    assert not left.replace(TITLE, "").strip()


@pytest.mark.parametrize(
    "tail",
    [
        COMMENTS,
        ("About the Author: admin", *COMMENTS),
        ("شارك الخبر", "فيسبوك تويتر واتساب"),
        ("كلمات دلالية: جسر بلدية ساحل",),
        ("إعلانات", "تابعونا"),
        ("الأكثر قراءة", OTHER, "أمطار غزيرة على الجبال الشرقية"),
        ("جميع الحقوق محفوظة 2020",),
    ],
)
def test_what_stands_below_is_left_out(tail: tuple[str, ...]) -> None:
    found = extraction(TITLE, *BODY, *tail)
    assert [a.text for a in found.articles] == ["\n".join(BODY)]
    assert found.furniture


def test_what_stands_above_is_left_out() -> None:
    found = article(
        "الأربعاء 22 يناير 2025", "عرب وعالم", TITLE, "• 17-6-2024 | 19:01", "صورة الجسر بعد السيل", "طباعة", *BODY
    )
    assert found.title == TITLE
    assert found.text == "\n".join(BODY)
    assert found.captions == ("صورة الجسر بعد السيل",)
    assert found.published is not None
    assert found.published.value == "2024-06-17T19:01"
    assert ("2025-01-22", "crawl banner") in [(d.value, d.verdict) for d in found.dates]


class TestCredit:
    def test_a_sign_off_below_the_text(self) -> None:
        found = article(TITLE, *BODY, "(أ ف ب)", *COMMENTS)
        assert (found.credit, found.text) == ("أ ف ب", "\n".join(BODY))

    def test_a_sign_off_behind_the_last_word(self) -> None:
        found = article(TITLE, LEAD, f"{END} (رويترز)")
        assert (found.credit, found.text) == ("رويترز", f"{LEAD}\n{END}")

    def test_the_outlet_beside_one_agency(self) -> None:
        found = article(TITLE, "بيروت: الوطن، رويترز", *BODY)
        assert (found.credit, found.outlet) == ("رويترز", "الوطن")

    @pytest.mark.parametrize(
        "byline", ["عواصم - وكالات", "بيروت - رويترز، أ ف ب", "رويترز - وكالات", "سالم أحمد - بيروت"]
    )
    def test_no_single_agency_is_none(self, byline: str) -> None:
        found = article(TITLE, byline, *BODY)
        assert (found.credit, found.byline) == (None, byline)

    def test_two_agencies_in_two_places_are_none(self) -> None:
        assert article(TITLE, "بيروت - رويترز", *BODY, "(أ ف ب)").credit is None

    @pytest.mark.parametrize("line", ["رويترز | الثلاثاء 5 مايو 2020 - 14:20", "صيدا - رويترز 2020-05-05"])
    def test_an_agency_before_the_day_on_one_line(self, line: str) -> None:
        found = article(TITLE, line, *BODY)
        assert (found.credit, found.byline) == ("رويترز", line[: line.index("رويترز") + len("رويترز")])
        assert found.published is not None

    @pytest.mark.parametrize(
        ("line", "agency"),
        [
            ("وكالة أنباء الضفاف", "وكالة أنباء الضفاف"),
            ("تل الرمان - وكالة الينابيع للأنباء", "وكالة الينابيع للأنباء"),
            ("أنباء الضفاف – (وكالة الضفاف)", "وكالة الضفاف"),
        ],
    )
    def test_an_agency_that_no_list_holds(self, line: str, agency: str) -> None:
        assert article(TITLE, line, *BODY).credit == agency
        assert article(TITLE, *BODY, f"({agency})").credit == agency
        assert article(TITLE, f"صيدا ({agency}) - {LEAD}", MORE).credit == agency

    @pytest.mark.parametrize(
        "last",
        [
            "ونشرت الصور على موقع تديره الباحثة في علوم البحار (وكالة الفضاء).",
            "ونقلت وكالة أنباء الضفاف أن الجسر سيبقى مفتوحاً (وكالة السير).",
        ],
    )
    def test_a_body_of_another_kind_behind_the_last_word_is_no_agency(self, last: str) -> None:
        assert article(TITLE, LEAD, last).credit is None

    def test_two_forms_of_one_name_are_one_agency(self) -> None:
        assert article(TITLE, "وكالة أنباء الضفاف", *BODY, "(وكالة الضفاف)").credit == "وكالة أنباء الضفاف"
        assert article(TITLE, "وكالة أنباء الضفاف", *BODY, "(وكالة أنباء السهول)").credit is None

    @pytest.mark.parametrize("opening", ["أ ف ب- أبو ظبي: ", "د ب أ- الرياض: ", "رأس الخيمة - أ ف ب: "])
    def test_initials_before_a_place_open_a_text(self, opening: str) -> None:
        found = article(TITLE, f"{opening}{LEAD}", MORE)
        assert found.credit in ("أ ف ب", "د ب أ")
        assert found.dateline in ("أبو ظبي", "الرياض", "رأس الخيمة")

    def test_a_newspaper_named_as_the_source(self) -> None:
        assert article(TITLE, *BODY, "المصدر: الراصد").credit == "الراصد"

    def test_a_month_in_brackets_is_no_agency(self) -> None:
        last = "ويفتتح المعرض في 23 أغسطس (آب)."
        found = article(TITLE, LEAD, last)
        assert (found.credit, found.text) == (None, f"{LEAD}\n{last}")

    def test_an_opening_that_repeats_the_byline_is_cut(self) -> None:
        found = article(TITLE, "أ ف ب- صيدا:", f"أ ف ب- صيدا: {LEAD}", MORE)
        assert (found.credit, found.text) == ("أ ف ب", f"{LEAD}\n{MORE}")

    def test_a_dateline_stays_text_and_tells_the_agency(self) -> None:
        found = article(TITLE, f"صيدا (رويترز) - {LEAD}", MORE)
        assert (found.credit, found.dateline) == ("رويترز", "صيدا")
        assert found.text.startswith("صيدا (رويترز) - ")


class TestGlued:
    def test_a_story_below_a_closed_article_is_one_of_its_own(self) -> None:
        one, two = extraction(
            TITLE,
            "5 مايو 2020",
            *BODY,
            "المصدر: الراصد",
            "كلمات دلالية: جسر",
            "إقرأ أيضاً:",
            OTHER,
            OTHER_LEAD,
            OTHER_MORE,
        ).articles
        assert (one.text, one.credit) == ("\n".join(BODY), "الراصد")
        assert (two.number, two.title, two.text) == (1, OTHER, f"{OTHER_LEAD}\n{OTHER_MORE}")
        assert one.published is not None
        assert (two.published, two.credit) == (None, None), "a date and a credit are each article's own"

    def test_a_story_below_an_article_that_did_not_close_is_told_by_its_words(self) -> None:
        one, two = extraction(TITLE, *BODY, "اقرأ أيضا", OTHER, OTHER_LEAD, OTHER_MORE, OTHER_MORE).articles
        assert (one.text, two.title) == ("\n".join(BODY), OTHER)

    def test_a_title_that_opens_like_a_teaser_is_a_title(self) -> None:
        title = f"بالفيديو.. {OTHER}"
        _, two = extraction(TITLE, *BODY, "(رويترز)", "اقرأ أيضا:", title, OTHER_LEAD, OTHER_MORE).articles
        assert two.title == title

    def test_a_story_with_its_own_date_needs_no_marker(self) -> None:
        one, two = extraction(TITLE, "5 مايو 2020", *BODY, OTHER, "7 مايو 2020", OTHER_LEAD, OTHER_MORE).articles
        assert [a.published.value for a in (one, two) if a.published] == ["2020-05-05", "2020-05-07"]
        assert two.text == f"{OTHER_LEAD}\n{OTHER_MORE}"

    def test_a_link_inside_the_text_opens_nothing(self) -> None:
        found = article(TITLE, LEAD, "اقرأ أيضاً:", OTHER, MORE, END)
        assert found.text == "\n".join(BODY)

    def test_teasers_with_summaries_below_are_left_out(self) -> None:
        teasers = [
            line
            for n in range(3)
            for line in (f"{OTHER} للمرة {n}", "ملخص قصير لخبر آخر عن المعرض والزهور والمزارعين.")
        ]
        assert article(TITLE, *BODY, "اخترنا لكم", *teasers).text == "\n".join(BODY)

    def test_a_marker_and_headline_on_one_line_are_left_out(self) -> None:
        assert article(TITLE, LEAD, f"اقرأ أيضا: {OTHER}", MORE, END).text == "\n".join(BODY)

    def test_headlines_without_a_marker_are_left_out(self) -> None:
        text = article(
            TITLE,
            LEAD,
            MORE,
            OTHER,
            "أمطار غزيرة تضرب الجبال الشرقية وتقطع الطرق",
            "لماذا هاجرت طيور البحيرة هذا العام؟",
        ).text
        assert text == f"{LEAD}\n{MORE}"

    def test_a_subheading_stays(self) -> None:
        text = article(TITLE, LEAD, "قوارب السكان", END, "ترميم الجسر القديم استغرق ثلاثة أشهر كاملة", MORE).text
        assert "قوارب السكان" in text
        assert "ترميم الجسر القديم" in text or MORE in text

    def test_a_subheading_glued_to_its_paragraph_stays(self) -> None:
        glued = f"قلق بسبب السيلو{MORE[1:]}"
        assert glued in article(TITLE, LEAD, glued, END).text

    def test_verse_is_no_list_of_links(self) -> None:
        verse = [
            f"يا دار {word} في الساحل القديم سلام"
            for word in ("سلمى", "ليلى", "هند", "مي", "دعد", "لبنى", "ريا", "سعاد")
        ]
        assert all(line in article(TITLE, LEAD, *verse).text for line in verse)


class TestRefused:
    @pytest.mark.parametrize(
        "text",
        [
            "وزیر راه و شهرسازی گفت که این پل برای عبور خودروها بسته شده است و تا پایان تابستان باز نمی شود.",
            "وزیر نے کہا ہے کہ یہ پل گاڑیوں کے لیے بند ہے اور موسم گرما کے بعد کھولا جائے گا۔",
            "The bridge was closed to cars on Sunday, the mayor of the town said in a statement to the press.",
            "Le pont a été fermé aux voitures dimanche, a déclaré le maire de la ville dans un communiqué.",
        ],
    )
    def test_another_language(self, text: str) -> None:
        found = extract(page(text, text))
        assert isinstance(found, Rejected)
        assert (found.reason, found.page) == ("not-arabic", "0123456789ab")

    def test_arabic_typed_with_persian_letters_is_arabic(self) -> None:
        assert article(TITLE.replace("ي", "ی"), *(p.replace("ي", "ی").replace("ك", "ک") for p in BODY)).text

    def test_a_page_of_furniture(self) -> None:
        found = extract(page("طباعة", "حجم الخط", *COMMENTS))
        assert isinstance(found, Rejected)
        assert found.reason == "no-article"

    @pytest.mark.parametrize("kind", ["text", "html"])
    def test_a_page_without_a_word(self, kind: str) -> None:
        assert isinstance(extract(page("<p>…</p>" if kind == "html" else "…", kind=kind)), Rejected)


def test_a_feeds_title_and_date_are_evidence() -> None:
    hints = Hints(title=TITLE, published="Tue, 09 Oct 2018 11:00:00 GMT", url="https://example.org/a", outlet="الراصد")
    found = article("محليات", TITLE, *BODY, hints=hints)
    assert (found.title, found.outlet, found.url) == (TITLE, "الراصد", "https://example.org/a")
    assert found.published is not None
    assert (found.published.value, found.published.origin) == ("2018-10-09T11:00:00+00:00", "feed")


def test_a_crawl_date_is_no_publication_date() -> None:
    found = article(TITLE, *BODY, hints=Hints(crawled="2025-01-22T00:00:00Z"))
    assert (found.published, found.crawled) == (None, "2025-01-22T00:00:00Z")


@pytest.mark.parametrize(
    "lines", [(TITLE, "هند العلي"), (TITLE, "هند العلي", "2019-05-04", "الساحل"), (TITLE,), ("طباعة", TITLE)]
)
def test_a_page_of_short_lines_is_no_crash(lines: tuple[str, ...]) -> None:
    assert isinstance(extract(page(*lines)), Extraction | Rejected)
