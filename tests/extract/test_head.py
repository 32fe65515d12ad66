"""Heads of articles, written for these tests: which line is the title, and whose day the date beside it is."""

from __future__ import annotations

import pytest

from isnad.extract import extract
from isnad.model import Article, Extraction, Page


def article(text: str, kind: str = "text") -> Article:
    found = extract(Page("0123456789ab", "page", kind, text, "utf-8"))  # type: ignore[arg-type]
    assert isinstance(found, Extraction)
    return found.articles[0]


def day(found: Article) -> str | None:
    return found.published.value[:10] if found.published else None


class TestNewspaperAndDateAboveTheHeadline:
    """«a newspaper's name / a day / the headline / a byline / the lead»: the lead may hold a word of the name."""

    PAGES = (
        ("صحيفة اليوم", "الأحد 3-3-2019", "قرية العسل تستقبل أول قطار بعد أربعين عاماً", "هند العلي - قرية العسل",
         "استقبلت قرية العسل، اليوم الأحد، أول قطار يصل إليها بعد أربعين عاماً من الانتظار."),
        ("أخبار المدينة", "الثلاثاء 7 مايو 2019", "إغلاق السوق القديم أسبوعين لترميم سقفه", "المدينة - سالم أحمد",
         "تغلق بلدية المدينة السوق القديم أسبوعين اعتباراً من اليوم الثلاثاء لترميم سقفه."),
        ("الساحل الجديد", "الخميس 12-9-2019", "الصيادون يعودون إلى البحر بعد عاصفة استمرت خمسة أيام", "رامي يوسف",
         "عاد الصيادون على طول الساحل إلى البحر أمس الأربعاء بعد عاصفة استمرت خمسة أيام كاملة."),
    )  # fmt: skip

    @pytest.mark.parametrize("lines", PAGES, ids=lambda lines: lines[0])
    def test_the_headline_is_the_title_and_the_day_its_own(self, lines: tuple[str, ...]) -> None:
        found = article("\n".join(lines))
        assert (found.title, found.byline, found.text) == lines[2:]
        assert (
            day(found) == {"الأحد": "2019-03-03", "الثلاثاء": "2019-05-07", "الخميس": "2019-09-12"}[lines[1].split()[0]]
        )

    @pytest.mark.parametrize("lines", PAGES, ids=lambda lines: lines[0])
    def test_without_a_word_of_the_text_the_day_may_be_a_clocks(self, lines: tuple[str, ...]) -> None:
        text = "\n".join(lines).replace("اليوم الأحد", "صباحاً").replace("اليوم الثلاثاء", "الغد").replace("أمس", "يوم")
        assert day(article(text)) is None

    def test_a_short_title_whose_words_are_all_in_the_lead_stays(self) -> None:
        found = article(
            "عودة المطر\nالأحد 3-3-2019\nأمطار غزيرة على السهل بعد شهرين من الجفاف\n"
            "بشرت عودة المطر المزارعين في السهل بعد شهرين من الجفاف، وامتلأت الآبار مرة أخرى."
        )
        assert (found.title, day(found)) == ("عودة المطر", "2019-03-03")


class TestPlaceInDay:
    """A dateline of its own line is written by a person, and a person writes the day first."""

    @pytest.mark.parametrize(
        ("line", "value", "place"),
        [
            ("قلعة النسر في 4-7-2017", "2017-07-04", "قلعة النسر"),
            ("طنجة، في 9/2/2020 -", "2020-02-09", "طنجة"),
            ("(عمّان بتاريخ 11.12.2018)", "2018-12-11", "عمّان"),
        ],
    )
    def test_day_first(self, line: str, value: str, place: str) -> None:
        found = article(
            f"المتحف البحري يفتح أبوابه للتلاميذ\n{line}\nفتح المتحف البحري أبوابه مجاناً للتلاميذ طوال الأسبوع."
        )
        assert (day(found), found.dateline) == (value, place)

    @pytest.mark.parametrize(
        "line", ["نشر في 4-7-2017", "4-7-2017", "الزيارات 12 في 4-7-2017", "يوم السبت في 4-7-2017"]
    )
    def test_a_template_leaves_it_open(self, line: str) -> None:
        found = article(
            f"المتحف البحري يفتح أبوابه للتلاميذ\n{line}\nفتح المتحف البحري أبوابه مجاناً للتلاميذ طوال الأسبوع."
        )
        assert found.dateline is None
        assert day(found) in (None, "2017-07-04" if "السبت" in line else None)


class TestDateBoxAboveTheHeadline:
    LEAD = (
        "<p>وصلت أولى القوافل إلى الواحة بعد رحلة استمرت تسعة أيام عبر الكثبان.</p><p>وقال دليلها إن الآبار وفيرة.</p>"
    )
    CLOCK = "<div class='date'>الأحد 5 مايو 2019</div>"
    HEAD = "<h1>أولى القوافل تصل الواحة</h1>"

    @pytest.mark.parametrize(
        "markup",
        [
            f"<div id=article>{CLOCK}{HEAD}<div>{LEAD}</div></div>",
            f"<nav><a href=/>الأولى</a></nav><main><article>{CLOCK}{HEAD}{LEAD}</article></main>",
            f"<div class=wrap><section class=story><p>5-5-2019</p>{HEAD}<div class=body>{LEAD}</div></section></div>",
        ],
    )
    def test_in_the_box_of_title_and_text_it_is_the_articles(self, markup: str) -> None:
        assert day(article(f"<html><body>{markup}</body></html>", "html")) == "2019-05-05"

    @pytest.mark.parametrize(
        "markup",
        [
            f"<div id=top>{CLOCK}</div><div id=article>{HEAD}<div>{LEAD}</div></div>",
            f"{CLOCK}{HEAD}{LEAD}",
            f"<div id=page>{CLOCK}<ul><li>الأولى</li></ul><div id=article>{HEAD}<div>{LEAD}</div></div></div>",
        ],
    )
    def test_outside_it_is_a_clock(self, markup: str) -> None:
        assert day(article(f"<html><body>{markup}</body></html>", "html")) is None


class TestTwoDatesOnOneLine:
    """Each day is of the label before it."""

    BODY = "فتح المتحف البحري أبوابه مجاناً للتلاميذ طوال الأسبوع."

    @pytest.mark.parametrize(
        "line",
        [
            "آخر تحديث: 2 يناير 2023 - 09:00 | نُشر: 9 مارس 2022 - 10:12",
            "نُشر: 9 مارس 2022 - 10:12 | آخر تحديث: 2 يناير 2023 - 09:00",
            "تم التحديث 2 يناير 2023 / تاريخ النشر 9 مارس 2022",
            "نشر في الأربعاء 6 شعبان 1443هـ الموافق 9 مارس 2022",
        ],
    )
    def test_the_day_of_publication_is_taken(self, line: str) -> None:
        assert day(article(f"المتحف البحري يفتح أبوابه للتلاميذ\n{line}\n{self.BODY}")) == "2022-03-09"

    def test_spans_without_a_blank_between_them(self) -> None:
        markup = (
            "<html><body><article><h1>المتحف البحري يفتح أبوابه للتلاميذ</h1><div><span>آخر تحديث: 2 يناير 2023 - 09:00"
            f"</span><span>نُشر: 9 مارس 2022 - 10:12</span></div><p>{self.BODY}</p></article></body></html>"
        )
        assert day(article(markup, "html")) == "2022-03-09"


class TestACounterOfCommentsAboveTheText:
    """Themes print «لا توجد تعليقات» beside the day; it closes nothing there."""

    LINES = (
        "وصلت أولى القوافل إلى الواحة بعد رحلة استمرت تسعة أيام عبر الكثبان.",
        "وقال دليلها إن الآبار وفيرة هذا العام.",
    )

    @pytest.mark.parametrize("counter", ["لا توجد تعليقات", "اترك تعليقاً", "أضف تعليق"])
    def test_the_text_below_stays(self, counter: str) -> None:
        text = "\n".join(self.LINES)
        assert article(f"أولى القوافل تصل الواحة\nهند العلي\n9 مارس 2022\n{counter}\n{text}").text == text
        head = f"<h1>أولى القوافل تصل الواحة</h1><ul><li>هند العلي</li><li>9 مارس 2022</li><li>{counter}</li></ul>"
        body = "".join(f"<p>{line}</p>" for line in self.LINES)
        assert article(f"<html><body><article>{head}{body}</article></body></html>", "html").text == text

    def test_below_the_text_it_closes_as_ever(self) -> None:
        comments = "اترك تعليقاً\nشكراً على الخبر، والقوافل تستحق أن يكتب عنها أكثر من ذلك."
        text = "\n".join(self.LINES)
        assert article(f"أولى القوافل تصل الواحة\n{text}\n{comments}").text == text


class TestPressReleasesAndConversions:
    BODY = "وقعت وزارة الزراعة اتفاقية لحفر عشرين بئراً في السهل قبل نهاية العام."
    MORE = "وقال الوزير إن الآبار تخدم ألفي مزرعة في المرحلة الأولى وحدها."

    @pytest.mark.parametrize(
        "end",
        [
            "-- انتهى --\nللمزيد من المعلومات يرجى التواصل مع دائرة الإعلام على الرقم 114",
            "/انتهى/",
            "- 2 -",
            "صفحة 2 من 2",
        ],
    )
    def test_the_end_mark_the_contact_and_page_numbers_are_no_text(self, end: str) -> None:
        found = article(f"اتفاقية لحفر عشرين بئراً في السهل\n\n{self.BODY}\n- 1 -\n{self.MORE}\n{end}\n")
        assert found.text == f"{self.BODY}\n{self.MORE}"
