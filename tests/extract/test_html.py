"""HTML pages, written for these tests: the article between menus, boxes and metadata; pages made to break a reader."""

# ruff: noqa: E501 - markup

from __future__ import annotations

import json

import pytest
from selectolax.lexbor import LexborHTMLParser

from isnad.extract import extract
from isnad.extract.html import kind_of, tree_of
from isnad.model import Article, Extraction, Hints, Page, Rejected

TITLE = "إعادة فتح الجسر القديم في بلدة الساحل"
BODY = (
    "أعادت بلدية الساحل فتح الجسر القديم أمام السيارات بعد ثلاثة أشهر من أعمال الترميم.",
    "وقال مدير البلدية إن الجسر صار يتحمل ضعف ما كان يتحمله قبل السيل الذي ضرب المنطقة.",
    "وأضاف أن القوارب التي نقلت السكان ستبقى في المرسى إلى نهاية الصيف.",
)
TEXT = "\n".join(BODY)
PARAGRAPHS = "".join(f"<p>{p}</p>" for p in BODY)
OTHER = "معرض الزهور يستقبل زواره في الحديقة العامة"
OTHER_BODY = (
    "افتتح معرض الزهور أبوابه في الحديقة العامة صباح السبت بمشاركة ثمانين مزرعة من أنحاء البلاد كلها هذا العام.",
    "ويستمر المعرض أسبوعين، ويستطيع زواره أن يشتروا الشتلات من المزارعين أنفسهم عند البوابة الشرقية كل مساء.",
    "وتذهب عائدات التذاكر إلى ترميم البيت الزجاجي الذي أغلق قبل عامين بسبب العاصفة التي كسرت ألواحه القديمة.",
    "وقالت مديرة الحديقة إن عدد الزوار في اليوم الأول فاق كل التوقعات وإن الحافلات ستعمل حتى منتصف الليل.",
)
MENU = "<nav><ul><li><a href=/>الرئيسية</a></li><li><a href=/s>سياسة</a></li></ul></nav>"


def page(markup: str, head: str = "", url: str | None = None) -> Page:
    text = f"<!DOCTYPE html><html><head><title>{TITLE} | الساحل</title>{head}</head><body>{markup}</body></html>"
    return Page("0123456789ab", "page.html", "html", text, "utf-8", Hints(url=url))


def articles(markup: str, head: str = "", url: str | None = None) -> tuple[Article, ...]:
    found = extract(page(markup, head, url))
    assert isinstance(found, Extraction), found
    for article in found.articles:
        for span, piece in zip(article.paragraphs, article.pieces, strict=True):
            assert span.of(article.text) == found.visible[piece.page_start : piece.page_start + piece.length]
    return found.articles


def article(markup: str, head: str = "", url: str | None = None) -> Article:
    (only,) = articles(markup, head, url)
    return only


def published(found: Article) -> str | None:
    return found.published.value if found.published else None


@pytest.mark.parametrize(
    "around",
    [
        "{}",
        MENU + "{}<footer><p>موقع مستقل ينقل أخبار الساحل منذ أن فتح الميناء أبوابه.</p></footer>",
        "<div class='has-sidebar share-open'>" + MENU + "{}<aside><p>" + OTHER_BODY[0] + "</p></aside></div>",
        "{}<div class='related-posts'><h3>" + OTHER + "</h3><p>" + OTHER_BODY[0] + "</p></div>",
        "{}<div id='comments'><p>" + OTHER_BODY[1] + "</p><p>" + OTHER_BODY[2] + "</p></div>",
        "<div class='news-ticker'><span>" + OTHER + "</span></div>{}",
        "{}<p>اقرأ أيضا: <a href=/x>" + OTHER + "</a></p>",
        "{}<p><a href=/x><strong>" + OTHER + "</strong></a></p>",
        "{}<div class=tags><a href=/t>جسر</a> <a href=/t>بلدية</a></div><p class='screen-reader-text'>تخط إلى المحتوى</p>",
    ],
)
def test_what_stands_around_is_left_out(around: str) -> None:
    found = article(around.format(f"<article><h1>{TITLE}</h1>{PARAGRAPHS}</article>"))
    assert (found.title, found.text) == (TITLE, TEXT)


@pytest.mark.parametrize(
    "body", ["<br><br>".join(BODY), "<div>" + "</div><div>".join(BODY) + "</div>", "<p>" + "<p>".join(BODY)]
)
def test_paragraphs_may_be_marked_up_in_any_way(body: str) -> None:
    assert article(f"<table><tr><td><h1>{TITLE}</h1><font size=4>{body}</font></td></tr></table>").text == TEXT


def test_hidden_text_is_not_read() -> None:
    hidden = (
        f"<p style='display:none'>{OTHER_BODY[0]}</p><p hidden>{OTHER_BODY[1]}</p><noscript>{OTHER_BODY[2]}</noscript>"
    )
    assert article(f"<h1>{TITLE}</h1>{hidden}{PARAGRAPHS}").text == TEXT


def test_captions_are_kept_apart() -> None:
    found = article(
        f"<article><h1>{TITLE}</h1><figure><img><figcaption>الجسر بعد الترميم</figcaption></figure>{PARAGRAPHS}</article>"
    )
    assert (found.captions, found.text) == (("الجسر بعد الترميم",), TEXT)


def test_a_link_or_a_marker_in_the_title_does_not_hide_it() -> None:
    assert article(f"<h2><a href=/self>{TITLE}</a></h2>{PARAGRAPHS}").title == TITLE
    title = f"شاهد.. {TITLE}"
    assert (
        article(f"<div>{MENU}</div><h1>{title}</h1>{PARAGRAPHS}", f"<meta property=og:title content='{title}'>").title
        == title
    )


class TestPublished:
    def test_metadata(self) -> None:
        ld = {
            "@type": "NewsArticle",
            "headline": TITLE,
            "datePublished": "2021-05-04T10:00:00+03:00",
            "articleSection": "محليات",
            "author": [{"name": "هند"}],
        }
        found = article(
            f"<h1>{TITLE}</h1>{PARAGRAPHS}", f'<script type="application/ld+json">{json.dumps([ld])}</script>'
        )
        assert (published(found), found.section, found.byline) == ("2021-05-04T10:00:00+03:00", "محليات", "هند")

    def test_the_clock_of_the_site_is_not_taken(self) -> None:
        clock = "<div class=top><span>الأربعاء 22 يناير 2025</span></div>"
        assert published(article(f"{clock}<h1>{TITLE}</h1>{PARAGRAPHS}")) is None
        assert published(article(f"{clock}<h1>{TITLE}</h1><div>4 مايو 2021</div>{PARAGRAPHS}")) == "2021-05-04"

    def test_a_time_element_beside_the_title(self) -> None:
        assert (
            published(article(f"<h1>{TITLE}</h1><time datetime='2021-05-04T10:00Z'>منذ ساعتين</time>{PARAGRAPHS}"))
            == "2021-05-04T10:00+00:00"
        )

    def test_dates_of_other_stories_are_not_taken(self) -> None:
        others = "<aside><time datetime='2022-01-01'>1 يناير 2022</time></aside><div class=latest><h4>خبر</h4><span>2022-01-02</span></div>"
        assert published(article(f"<h1>{TITLE}</h1>{PARAGRAPHS}{others}")) is None

    def test_the_address(self) -> None:
        found = article(f"<h1>{TITLE}</h1>{PARAGRAPHS}", url="https://example.org/2021/05/04/bridge.html")
        assert found.published is not None
        assert (found.published.value, found.published.origin) == ("2021-05-04", "url")

    @pytest.mark.parametrize("value", ["2021-02-31", "0000-00-00", "امس", "99/99/2021", "", "2021-13-45T99:99"])
    def test_an_invalid_date_is_none(self, value: str) -> None:
        head = f'<meta property="article:published_time" content="{value}"><script type="application/ld+json">{{"@type": "Article", "datePublished": "{value}"}}</script>'
        assert published(article(f"<h1>{TITLE}</h1><time datetime='{value}'>{value}</time>{PARAGRAPHS}", head)) is None


class TestSeveral:
    one = f"<article class=item data-i={{}}><h1>{TITLE}</h1><div>4 مايو 2021</div><div class=t>{PARAGRAPHS * 2}</div></article>"
    two = f"<article class=item data-i={{}}><h1>{OTHER}</h1><div>7 مايو 2021</div><div class=t>{''.join(f'<p>{p}</p>' for p in OTHER_BODY)}</div></article>"

    def test_a_page_that_scrolled_on(self) -> None:
        first, second = articles(f"{MENU}<main>{self.one}{self.two}</main>")
        assert [(a.title, published(a)) for a in (first, second)] == [(TITLE, "2021-05-04"), (OTHER, "2021-05-07")]
        assert second.text == "\n".join(OTHER_BODY)

    def test_updates_under_one_headline_are_one_article(self) -> None:
        posts = "".join(
            f"<div class=post><h2>{h}</h2><span>10:3{n}</span><p>{b[0]}</p><p>{b[1]}</p><p>{b[2]}</p></div>"
            for n, (h, b) in enumerate(((TITLE, BODY * 2), (OTHER, OTHER_BODY)))
        )
        found = article(f"<h1>تغطية مباشرة لأخبار بلدة الساحل</h1><main>{posts}</main>")
        assert BODY[0] in found.text
        assert OTHER_BODY[2] in found.text


class TestInScripts:
    @pytest.mark.parametrize(
        "script",
        [
            '<script id="__NEXT_DATA__" type="application/json">{"props": {"article": {"body": BODY}}}</script>',
            '<script type="application/json">{"a": [{"content": BODY}]}</script>',
            '<script>window.__INITIAL_STATE__ = {"story": {"paragraphs": PARTS}};</script>',
            '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "x", "articleBody": PLAIN}</script>',
        ],
    )
    def test_the_text_is_found_in_the_state(self, script: str) -> None:
        script = (
            script.replace("BODY", json.dumps(PARAGRAPHS))
            .replace("PARTS", json.dumps(BODY))
            .replace("PLAIN", json.dumps(TEXT))
        )
        assert article(f"<div id=root>جار التحميل</div>{script}").text == TEXT

    @pytest.mark.parametrize("script", ["{", '{"body": "قصير"}', "[" * 3000, "null", '{"body": {"body": 3}}'])
    def test_what_is_no_state_is_passed_over(self, script: str) -> None:
        markup = f'<h1>{TITLE}</h1>{PARAGRAPHS}<script type="application/json">{script}</script><script type="application/ld+json">{script}</script>'
        assert article(markup).text == TEXT


class TestHostile:
    def test_boxes_nested_without_end(self) -> None:
        assert article("<div>" * 5000 + f"<h1>{TITLE}</h1>" + "</div>" * 5000 + PARAGRAPHS).text == TEXT

    def test_markup_cut_off_anywhere(self) -> None:
        whole = page(f"{MENU}<article class='post'><h1>{TITLE}</h1>{PARAGRAPHS}</article>").text
        for end in range(0, len(whole), 37):
            extract(Page("0123456789ab", "cut.html", "html", whole[:end], "utf-8"))

    @pytest.mark.parametrize(
        "markup",
        [
            "",
            "<frameset><frame src=a><frame src=b></frameset>",
            "<script>document.write('نص')</script>",
            "<svg><text>نص</text></svg>",
            "\0\0",
            "<p>" * 2000,
        ],
    )
    def test_a_page_without_text_is_refused(self, markup: str) -> None:
        found = extract(Page("0123456789ab", "x.html", "html", markup, "utf-8"))
        assert isinstance(found, Rejected)
        assert found.reason in ("no-article", "not-arabic")

    def test_a_page_of_headlines_is_refused(self) -> None:
        links = "".join(f"<li><a href=/{n}>{OTHER} للمرة {n}</a></li>" for n in range(30))
        found = extract(page(f"{MENU}<ul>{links}</ul>"))
        assert isinstance(found, Rejected)
        assert found.reason == "no-article"


def test_every_line_knows_its_box() -> None:
    tree = tree_of(LexborHTMLParser(f"<body><div class='share-bar'>شارك</div><article>{PARAGRAPHS}</article>"))
    assert [tree.visible[line.start : line.end] for line in tree.lines] == ["شارك", *BODY]
    assert [tree.boxes[box].kind for box in tree.box_of] == ["share strip", None, None, None]


def test_headings_and_articles_are_no_furniture_whatever_their_class() -> None:
    assert kind_of("article related-story") == (None, "")
    assert kind_of("div related-story")[0] == "other stories"


@pytest.mark.parametrize(
    "again",
    [
        '<header><img src="/logo.png" alt="الساحل"></header>',
        '<a href="/">الساحل</a>',
        "<footer>جميع الحقوق محفوظة © الساحل 2025</footer>",
    ],
)
def test_the_name_behind_the_title_is_the_outlets_where_the_page_says_it_again(again: str) -> None:
    head = f"<title>{TITLE} - الساحل</title>"
    assert article(f"{PARAGRAPHS}{again}", head).outlet == "الساحل"
    assert article(PARAGRAPHS, head).outlet is None
