"""An article in, an HTML page as an Arabic outlet would lay it out, with what stands around it: sixteen page shapes.

Written from what themes and publishing systems print; no outlet's page is copied. The words come from the data given at
run time. A shape returns a `Laid` page: its bytes, its address, and what a careful reader would find on it.
"""

# ruff: noqa: E501 - markup, as long as themes print it

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from html import escape
from random import Random

MONTHS = ["يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو", "يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر"]
LEVANT = [
    "كانون الثاني",
    "شباط",
    "آذار",
    "نيسان",
    "أيار",
    "حزيران",
    "تموز",
    "آب",
    "أيلول",
    "تشرين الأول",
    "تشرين الثاني",
    "كانون الأول",
]
MAGHREB = ["جانفي", "فيفري", "مارس", "أفريل", "ماي", "جوان", "جويلية", "أوت", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر"]
DAYS = ["الإثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد"]
DRUPAL_DAYS = ["اثنين", "ثلاثاء", "أربعاء", "خميس", "جمعة", "سبت", "أحد"]
ENGLISH = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


@dataclass(frozen=True)
class Story:
    title: str
    paragraphs: tuple[str, ...]
    when: datetime
    byline: str


@dataclass(frozen=True)
class Expected:
    title: str
    text: str
    published: str | None


@dataclass(frozen=True)
class Laid:
    shape: str
    data: bytes
    url: str
    articles: tuple[Expected, ...]


@dataclass(frozen=True)
class Around:
    """What a page holds beside its article."""

    rng: Random
    others: tuple[Story, ...]
    """Other stories: teasers, related headlines, glued articles."""

    def titles(self, count: int) -> list[str]:
        return [story.title for story in self.rng.sample(self.others, count)]

    def summary(self) -> tuple[str, str]:
        story = self.rng.choice(self.others)
        return story.title, story.paragraphs[0][:160]


def page(head: str, body: str, lang: str = "ar", charset: str = "utf-8") -> bytes:
    markup = f'<!DOCTYPE html>\n<html lang="{lang}" dir="rtl"><head><meta charset="{charset}">{head}</head>\n<body>{body}</body></html>'
    return markup.encode("cp1256" if charset == "windows-1256" else charset, "xmlcharrefreplace")


def p(paragraphs: Sequence[str], tag: str = "p") -> str:
    return "\n".join(f"<{tag}>{escape(text)}</{tag}>" for text in paragraphs)


def ul(titles: Sequence[str], name: str = "") -> str:
    items = "".join(f'<li><a href="/n/{n}">{escape(title)}</a></li>' for n, title in enumerate(titles))
    return f'<ul class="{name}">{items}</ul>'


def menu() -> str:
    names = ("الرئيسية", "سياسة", "اقتصاد", "رياضة", "ثقافة وفن", "تكنولوجيا", "فيديو", "اتصل بنا", "من نحن")
    return "".join(f'<li><a href="/{n}">{name}</a></li>' for n, name in enumerate(names))


def long_date(day: date, months: Sequence[str] = MONTHS) -> str:
    return f"{DAYS[day.weekday()]} {day.day} {months[day.month - 1]} {day.year}"


def expect(story: Story, dated: bool = True, paragraphs: Sequence[str] | None = None) -> Expected:
    return Expected(
        story.title, "\n".join(paragraphs or story.paragraphs), story.when.date().isoformat() if dated else None
    )


def later(story: Story, around: Around) -> datetime:
    """When a crawler came by: weeks to years after publication."""
    return story.when + timedelta(days=around.rng.randrange(20, 900))


# --- shapes looked at while the rules were written -------------------------------------------------------------------


def wordpress(s: Story, a: Around) -> Laid:
    """A newspaper theme: everything in a sidebar-classed wrapper, JSON-LD by a plug-in, related boxes in the text."""
    ld = {"@context": "https://schema.org", "@graph": [
        {"@type": "WebSite", "name": "الساحل"},
        {"@type": "NewsArticle", "headline": s.title, "datePublished": s.when.isoformat() + "+03:00",
         "dateModified": (s.when + timedelta(hours=5)).isoformat() + "+03:00", "author": {"@type": "Person", "name": "admin"}},
    ]}  # fmt: skip
    half = len(s.paragraphs) // 2 or 1
    inline = f'<div class="wp-block-columns"><p><strong>اقرأ أيضاً: <a href="/x">{escape(a.titles(1)[0])}</a></strong></p></div>'
    body = f"""<div id="td-outer-wrap" class="td-theme-wrap has-sidebar share-open"><header class="td-header-wrap"><ul class="menu main-menu">{menu()}</ul>
<div class="td-trending-now-wrapper"><span>أخبار عاجلة</span>{"".join(f"<h3><a href=/t>{escape(t)}</a></h3>" for t in a.titles(4))}</div></header>
<div class="td-main-content-wrap"><div class="td-crumb-container"><div class="entry-crumbs"><a href="/">الرئيسية</a> › <a href="/p">سياسة</a> › {escape(s.title[:40])}</div></div>
<article class="post type-post status-publish"><div class="td-post-header"><ul class="td-category"><li><a href="/p">سياسة</a></li></ul>
<header class="td-post-title"><h1 class="entry-title">{escape(s.title)}</h1>
<div class="td-module-meta-info"><div class="td-post-author-name">بواسطة <a href="/a">هيئة التحرير</a> -</div><span class="td-post-date"><time class="entry-date updated" datetime="{s.when.isoformat()}+03:00">{s.when.day} {MONTHS[s.when.month - 1]}، {s.when.year}</time></span>
<div class="td-post-views">1204</div></div></header></div>
<div class="td-post-sharing-top">شارك <a href="#">Facebook</a> <a href="#">Twitter</a> <a href="#">WhatsApp</a></div>
<div class="td-post-content tagdiv-type"><figure class="wp-caption"><img src="x.jpg"><figcaption class="wp-caption-text">{escape(a.titles(1)[0])}</figcaption></figure>
{p(s.paragraphs[:half])}{inline}{p(s.paragraphs[half:])}</div>
<footer><div class="td-post-source-tags"><ul class="td-tags"><li><span>كلمات</span></li><li><a href="/t">الساحل</a></li><li><a href="/t">المطر</a></li></ul></div>
<div class="td-block-row td-post-next-prev"><a href="/1">{escape(a.titles(1)[0])}</a><a href="/2">{escape(a.titles(1)[0])}</a></div>
<div class="author-box-wrap"><div class="desc">هيئة تحرير الموقع تنشر الأخبار من مصادرها على مدار الساعة وتلتزم بالدقة والحياد في كل ما تنشره.</div></div></footer></article>
<div class="td_block_related_posts"><h4>مقالات ذات صلة</h4>{"".join(f"<div><h3><a href=/r>{escape(t)}</a></h3></div>" for t in a.titles(6))}</div>
<div class="comments" id="comments"><div id="respond"><h3>ترك الرد <small>إلغاء الرد</small></h3><form><p>لن يتم نشر عنوان بريدك الإلكتروني.</p></form></div></div></div>
<aside class="td-main-sidebar"><h4>الأكثر قراءة</h4>{ul(a.titles(8))}</aside>
<div class="td-footer-wrapper"><p>موقع إخباري مستقل ينقل الأخبار من الساحل إلى العالم. جميع الحقوق محفوظة.</p></div></div>"""
    head = f'<title>{escape(s.title)} | الساحل</title><meta property="og:title" content="{escape(s.title)}"><meta property="og:site_name" content="الساحل"><script type="application/ld+json">{json.dumps(ld, ensure_ascii=False)}</script>'
    return Laid("wordpress", page(head, body), "https://example.org/?p=123", (expect(s),))


def drupal(s: Story, a: Around) -> Laid:
    """A portal of 2012: month-first dates behind a weekday, the clock of the site in the header, no metadata at all."""
    now = later(s, a)
    stamp = f"{DRUPAL_DAYS[s.when.weekday()]}, {s.when:%m/%d/%Y - %H:%M}"
    body = f"""<div id="page-wrapper"><div id="header"><div class="region-header"><div class="block"><div class="content">{long_date(now)}</div></div></div><ul id="main-menu-links">{menu()}</ul></div>
<div id="main"><div id="content" class="column"><div class="section"><h1 class="title" id="page-title">{escape(s.title)}</h1>
<div class="region region-content"><div id="node-4411" class="node node-article node-full clearfix"><div class="meta submitted"><span>{stamp}</span></div>
<div class="content clearfix"><div class="field field-name-field-image"><img src="a.jpg"></div><div class="field field-name-body field-type-text-with-summary"><div class="field-items"><div class="field-item even">{p(s.paragraphs)}<p>&nbsp;</p></div></div></div></div>
<div class="link-wrapper"><ul class="links inline"><li><a href="/c">أضف تعليق جديد</a></li><li>قرئت 312 مرة</li></ul></div></div></div></div></div>
<div id="sidebar-second"><div class="block"><h2>إعلانات</h2></div><div class="block"><h2>تابعونا</h2></div><div class="block"><h2>آخر الأخبار</h2>{ul(a.titles(7))}</div></div></div></div>"""
    return Laid(
        "drupal",
        page(f"<title>{escape(s.title)} | وكالة الساحل</title>", body),
        "http://example.net/node/4411",
        (expect(s),),
    )


def amp(s: Story, a: Around) -> Laid:
    """The accelerated page: short, everything in amp- elements, the date in metadata and in words."""
    body = f"""<amp-sidebar id="menu" layout="nodisplay"><ul>{menu()}</ul></amp-sidebar><header class="amp-header"><a href="/">الساحل</a></header>
<main><article class="amp-wp-article"><header class="amp-wp-article-header"><h1 class="amp-wp-title">{escape(s.title)}</h1>
<div class="amp-wp-meta amp-wp-posted-on"><time datetime="{s.when.isoformat()}Z">{s.when.day} {MONTHS[s.when.month - 1]} {s.when.year}</time></div></header>
<amp-img src="a.jpg"></amp-img><div class="amp-wp-article-content">{p(s.paragraphs)}<amp-ad></amp-ad></div>
<div class="amp-social"><amp-social-share type="twitter"></amp-social-share>شارك الخبر</div></article>
<section class="amp-related"><h3>قد يهمك أيضا</h3>{ul(a.titles(5))}</section></main>"""
    head = f'<title>{escape(s.title)}</title><link rel="canonical" href="https://example.org/{s.when:%Y/%m/%d}/story"><meta property="article:published_time" content="{s.when.isoformat()}Z">'
    return Laid("amp", page(head, body), "https://example.org/amp/story", (expect(s),))


def next_state(s: Story, a: Around) -> Laid:
    """A page that its scripts draw: the markup holds a spinner, the state holds the article as markup in JSON."""
    state = {"props": {"pageProps": {"article": {
        "id": 77, "title": s.title, "publishedAt": s.when.isoformat() + "Z", "body": p(s.paragraphs), "lead": s.paragraphs[0][:90],
    }, "related": [{"title": t, "content": t} for t in a.titles(5)]}}}  # fmt: skip
    body = f"""<div id="__next"><header><nav><ul>{menu()}</ul></nav></header><div class="loader">جار التحميل…</div></div>
<script id="__NEXT_DATA__" type="application/json">{json.dumps(state, ensure_ascii=True)}</script>"""
    head = f'<title>{escape(s.title)} - الساحل</title><meta property="og:title" content="{escape(s.title)}"><meta property="article:published_time" content="{s.when.isoformat()}Z">'
    return Laid("next state", page(head, body), "https://example.com/article/77", (expect(s),))


def infinite(s: Story, a: Around) -> Laid:
    """A page that has scrolled through three whole articles, each with its own head."""
    stories = (s, *a.rng.sample(a.others, 2))
    parts = []
    for number, story in enumerate(stories):
        parts.append(f"""<article class="article-item" data-index="{number}"><div class="article-top"><a href="/s" class="section">أخبار</a><h1 class="article-title">{escape(story.title)}</h1>
<div class="article-info"><span class="writer">{escape(story.byline)}</span><span class="date">{long_date(story.when)} - {story.when:%H:%M}</span></div></div>
<div class="article-share"><a href="#">فيسبوك</a><a href="#">تويتر</a></div><div class="article-text">{p(story.paragraphs)}</div>
<div class="article-tags"><a href="/t1">المطر</a><a href="/t2">الجسر</a></div></article><div class="ad-slot">إعلان</div>""")
    body = f'<header class="site-header"><ul>{menu()}</ul></header><main class="scroll">{"".join(parts)}<div class="more-loader">المزيد</div></main>'
    head = f'<title>{escape(s.title)}</title><meta property="og:title" content="{escape(s.title)}">'
    return Laid(
        "infinite scroll",
        page(head, body),
        "https://example.org/latest/5521",
        tuple(expect(story) for story in stories),
    )


def live_blog(s: Story, a: Around) -> Laid:
    """Updates under one headline, newest first, each with its hour."""
    posts = []
    for number, text in enumerate(s.paragraphs):
        hour = s.when - timedelta(minutes=17 * number)
        posts.append(
            f'<li class="live-post"><div class="live-post-time"><time datetime="{hour.isoformat()}+00:00">{hour:%H:%M}</time></div><div class="live-post-content"><p>{escape(text)}</p></div></li>'
        )
    ld = {"@type": "LiveBlogPosting", "headline": s.title, "datePublished": s.when.isoformat() + "+00:00"}
    body = f"""<nav><ul>{menu()}</ul></nav><main><header class="live-header"><span class="badge">مباشر</span><h1>{escape(s.title)}</h1>
<p class="live-date">{s.when.day} {MONTHS[s.when.month - 1]} {s.when.year}</p></header><ol class="live-posts">{"".join(posts)}</ol><button>تحميل المزيد</button></main>
<aside class="rail"><h2>الأكثر مشاهدة</h2>{ul(a.titles(5))}</aside>"""
    head = f'<title>مباشر: {escape(s.title)}</title><script type="application/ld+json">{json.dumps(ld, ensure_ascii=False)}</script>'
    return Laid("live blog", page(head, body), "https://example.org/live/9", (expect(s),))


def gallery(s: Story, a: Around) -> Laid:
    """Pictures with captions between the paragraphs, a counter on each."""
    parts = []
    for number, text in enumerate(s.paragraphs):
        parts.append(
            f'<p>{escape(text)}</p><figure class="gallery-item"><img src="{number}.jpg"><span class="counter">{number + 1}/{len(s.paragraphs)}</span><figcaption>{escape(a.titles(1)[0])}</figcaption></figure>'
        )
    body = f"""<div class="top-bar"><span>{long_date(later(s, a))}</span></div><ul class="navbar">{menu()}</ul><div class="container"><h1>{escape(s.title)}</h1>
<div class="info">نُشر: {s.when.day} {LEVANT[s.when.month - 1]} {s.when.year}، {s.when:%H:%M} | عدد المشاهدات: 5120</div><div class="gallery-body">{"".join(parts)}</div>
<div class="comments-area"><h3>التعليقات (2)</h3><ol class="comment-list"><li><p>شكرا لكم على هذه الصور الجميلة التي تعيد إلينا ذكريات الطفولة في البلد.</p></li><li><p>ننتظر المزيد من هذه المواضيع المفيدة التي تهم القراء في كل مكان.</p></li></ol></div></div><footer>الساحل 2020</footer>"""
    head = f'<title>{escape(s.title)}</title><meta property="og:title" content="{escape(s.title)}">'
    return Laid("gallery", page(head, body), "https://example.org/photos/88", (expect(s),))


def tag_soup(s: Story, a: Around) -> Laid:
    """2005: nested tables, font tags, unclosed paragraphs, line breaks for paragraphs, windows-1256 wrongly declared."""
    left = "".join(f"<tr><td><font size=2><a href=n.asp?{n}>{escape(t)}</a><br>" for n, t in enumerate(a.titles(8)))
    text = "<br><br>\n".join(escape(t) for t in s.paragraphs)
    body = f"""<center><table width=780><tr><td colspan=3><font color=navy><b>جريدة الساحل</b></font><td><font size=1>{long_date(later(s, a))}</font></tr>
<tr><td colspan=3>{" | ".join(f"<a href={n}.asp>{n}</a>" for n in ("الأولى", "محليات", "اقتصاد", "رياضة", "أرشيف"))}</tr>
<tr valign=top><td width=140><table><tr><td bgcolor=#cccccc><b>أخبار أخرى</b>{left}</table>
<td width=480><table width=100%><tr><td><font face="Simplified Arabic" size=5 color=red><b>{escape(s.title)}</b></font><tr><td><font size=2>{escape(s.byline)}</font><tr><td align=left><font size=2>التاريخ: {s.when:%Y/%m/%d}</font>
<tr><td><font size=4 face="Simplified Arabic"><div align=justify>{text}</div></font><tr><td><font size=2><a href=print.asp>طباعة</a> | <a href=mail.asp>أرسل إلى صديق</a></font></table>
<td width=150><font size=2>إعلان<br>استفتاء: هل تؤيد ترميم الجسر؟<br><input type=radio> نعم<input type=radio> لا</font></table><font size=1>حقوق النشر محفوظة لجريدة الساحل</font></center>"""
    head = f'<title>{escape(s.title)}</title><meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1">'
    return Laid(
        "tag soup 2005",
        page(head, body, charset="windows-1256").replace(b'<meta charset="windows-1256">', b""),
        "http://example.com/news.asp?id=99",
        (expect(s),),
    )


def print_view(s: Story, a: Around) -> Laid:
    """The page for the printer: the day it was printed above, the day it was published below the title, or none."""
    dated = a.rng.random() < 0.6
    line = f"<div>تاريخ النشر: {s.when.day:02d}-{MAGHREB[s.when.month - 1]}-{s.when.year}</div>" if dated else ""
    body = f"""<div class="print"><div>طبعت بتاريخ {later(s, a):%d/%m/%Y}</div><div>جريدة الساحل الإلكترونية</div><hr><h2>{escape(s.title)}</h2>{line}<div>{escape(s.byline)}</div><hr>
<div>{"<br/>".join(escape(t) for t in s.paragraphs)}</div><hr><div>رابط الخبر: http://example.com/a/55</div><a href="#">إغلاق النافذة</a></div>"""
    return Laid(
        "print view",
        page(f"<title>طباعة: {escape(s.title)}</title>", body),
        "http://example.com/print/55",
        (expect(s, dated),),
    )


def blogspot(s: Story, a: Around) -> Laid:
    """A blog: the day as a heading above the title, the archive beside it, reactions and a form below."""
    body = f"""<div class="content-outer"><header><h1 class="site-title"><a href="/">مدونة الساحل</a></h1></header><div class="main-outer"><div class="column-center-outer"><div class="main section" id="main"><div class="widget Blog"><div class="blog-posts hfeed">
<div class="date-outer"><h2 class="date-header"><span>{DAYS[s.when.weekday()]}، {s.when.day} {MONTHS[s.when.month - 1]} {s.when.year}</span></h2><div class="post hentry"><h3 class="post-title entry-title">{escape(s.title)}</h3><div class="post-body entry-content"><div dir="rtl">{"<br /><br />".join(escape(t) for t in s.paragraphs)}</div></div>
<div class="post-footer"><div>مرسلة بواسطة <span class="fn">سالم</span> في <a href="/p"><abbr class="published" title="{s.when.isoformat()}+03:00">{s.when:%H:%M}</abbr></a></div><div class="post-share-buttons">إرسال بالبريد الإلكتروني كتابة مدونة حول هذه المشاركة</div><div>التسميات: <a href="/l">المطر</a></div></div></div></div></div>
<div class="comments" id="comments"><h4>ليست هناك تعليقات:</h4><p>إرسال تعليق</p></div></div></div></div><div class="column-right-outer"><div class="widget BlogArchive"><h2>أرشيف المدونة</h2>{ul(a.titles(9))}</div></div></div></div>"""
    return Laid(
        "blog",
        page(f"<title>مدونة الساحل: {escape(s.title)}</title>", body),
        f"http://sahel.example.com/{s.when:%Y/%m}/story.html",
        (expect(s),),
    )


def portal(s: Story, a: Around) -> Laid:
    """A daily with a ticker, boxes of other stories between the paragraphs, a deck, and five teasers with summaries below."""
    parts = []
    for number, text in enumerate(s.paragraphs):
        parts.append(f"<p>{escape(text)}</p>")
        if number in (1, 3):
            parts.append(f'<p><a href="/r"><strong>{escape(a.titles(1)[0])}</strong></a></p>')
    teasers = "".join(
        f'<div class="item"><a href="/i"><h3>{escape(t)}</h3></a><p>{escape(d)}…</p></div>'
        for t, d in (a.summary() for _ in range(5))
    )
    body = f"""<div class="header-wrap"><div class="today">{long_date(later(s, a))}</div><ul class="mainmenu">{menu()}</ul><div class="breaking-news"><b>عاجل</b>{"".join(f"<span>{escape(t)}</span>" for t in a.titles(3))}</div></div>
<div class="wrap"><div class="right-side"><div class="details"><h1>{escape(s.title)}</h1><div class="news-date">{long_date(s.when, [f"{x}/{y}" for x, y in zip(LEVANT, MONTHS, strict=True)])} {s.when:%I:%M} {"ص" if s.when.hour < 12 else "م"}</div><div class="editor">كتب: {escape(a.rng.choice(("سالم الأحمد", "هند العلي", "رامي يوسف")))}</div>
<div class="social">شارك <span>فيسبوك</span><span>تويتر</span></div><div class="news-img"><img src="1.jpg"><div class="img-caption">صورة أرشيفية</div></div><div id="news-body">{"".join(parts)}</div>
<div class="keywords"><span>كلمات دلالية</span><a href="/k">جسر</a><a href="/k">مطر</a></div><div class="other"><h2>أخبار متعلقة</h2>{teasers}</div></div></div><div class="left-side"><div class="most-read"><h2>الأكثر قراءة</h2>{ul(a.titles(6))}</div></div></div><div class="footer">جميع الحقوق محفوظة</div>"""
    head = f'<title>{escape(s.title)} - جريدة الساحل</title><meta property="og:title" content="{escape(s.title)}"><meta property="article:modified_time" content="{later(s, a).isoformat()}Z">'
    return Laid("portal", page(head, body), "https://example.com/story/44", (expect(s),))


def undated(s: Story, a: Around) -> Laid:
    """A page that states no day at all, with the days of other stories beside it."""
    others = "".join(
        f'<div class="card"><h4><a href="/o">{escape(o.title)}</a></h4><span>{o.when:%Y-%m-%d}</span></div>'
        for o in a.rng.sample(a.others, 4)
    )
    body = f"""<nav class="navbar"><ul>{menu()}</ul></nav><section class="post"><h1>{escape(s.title)}</h1><div class="text">{p(s.paragraphs)}</div></section><section class="latest-news"><h3>آخر الأخبار</h3>{others}</section><footer><p>الساحل © 2016-2024</p></footer>"""
    return Laid(
        "undated", page(f"<title>{escape(s.title)}</title>", body), "https://example.org/x/1", (expect(s, False),)
    )


# --- kept apart until the rules stood ---------------------------------------------------------------------------------


def hashed_react(s: Story, a: Around) -> Laid:
    """Class names that say nothing, each paragraph in boxes of its own, a list of links in the middle of the text."""
    blocks = [
        f'<div dir="rtl" class="css-19a{n}k"><p dir="rtl" class="bbc-hhl{n} e17g058b0">{escape(t)}</p></div>'
        for n, t in enumerate(s.paragraphs)
    ]
    links = "".join(
        f'<li class="css-ab1"><div class="css-x{n}"><a href="/a"><span>{escape(t)}</span></a></div></li>'
        for n, t in enumerate(a.titles(3))
    )
    blocks.insert(
        min(2, len(blocks)),
        f'<section class="css-q1z"><h2 class="css-kk">مواضيع قد تهمك</h2><ul>{links}</ul><p>نهاية</p></section>',
    )
    body = f"""<div id="root"><header class="css-1"><ul class="css-2">{menu()}</ul></header><main role="main" class="css-3"><div class="css-4"><h1 id="content" class="css-5">{escape(s.title)}</h1></div><div class="css-6"><figure class="css-7"><div>صدر الصورة، <span>Getty Images</span></div><figcaption>التعليق على الصورة، {escape(a.titles(1)[0])}</figcaption></figure></div>
<div class="css-8"><ul><li>{escape(s.byline)}</li></ul></div><div class="css-9"><time datetime="{s.when:%Y-%m-%d}">{s.when.day} {LEVANT[s.when.month - 1]}/ {MONTHS[s.when.month - 1]} {s.when.year}</time></div>{"".join(blocks)}</main>
<section class="css-10"><h2>اخترنا لكم</h2><ul>{"".join(f"<li><h3><a href=/b>{escape(t)}</a></h3><p>{escape(d)}</p></li>" for t, d in (a.summary() for _ in range(4)))}</ul></section><footer class="css-11"><p>هيئة الساحل ليست مسؤولة عن محتوى المواقع الخارجية. سياستنا بخصوص الروابط الخارجية.</p></footer></div>"""
    return Laid(
        "hashed react",
        page(f"<title>{escape(s.title)} - الساحل عربي</title>", body),
        "https://example.co/arabic/articles/c1",
        (expect(s),),
    )


def aggregator(s: Story, a: Around) -> Laid:
    """A collector of other outlets' news: source line, tags, and a whole second story glued below «read also»."""
    second = a.rng.choice(a.others)
    body = f"""<div class="hdr"><a href="/">حصاد الأخبار</a></div><div class="main"><div class="newsBox"><h1>{escape(s.title)}</h1><div class="dt">تاريخ النشر: {s.when.day}th, {ENGLISH[s.when.month - 1]} {s.when.year} GMT</div>
<div class="txt">{"<br>".join(escape(t) for t in s.paragraphs)}<br>المصدر: الراصد<br>كلمات دلالية: <a href="/k">جسر</a> <a href="/k">مطر</a><br><b>إقرأ أيضاً:</b><br><h2>{escape(second.title)}</h2>{"<br>".join(escape(t) for t in second.paragraphs)}</div></div></div><div class="ft">كل الحقوق محفوظة لأصحابها</div>"""
    head = f"<title>{escape(s.title)} - حصاد الأخبار</title>"
    return Laid("aggregator", page(head, body), "https://example.info/news/12345", (expect(s), expect(second, False)))


def joomla(s: Story, a: Around) -> Laid:
    """A content system of 2010: the date in a definition list with a day and month word, hits, a toolbar, modules around."""
    body = f"""<div id="wrapper"><div id="top"><div class="moduletable">{long_date(later(s, a))}</div><ul class="menu-nav">{menu()}</ul></div><div id="leftcolumn"><div class="module"><h3>القائمة</h3></div><div class="module"><h3>أحدث المقالات</h3>{ul(a.titles(6), "latestnews")}</div></div>
<div id="maincolumn"><div class="item-page"><h2><a href="/i">{escape(s.title)}</a></h2><ul class="actions"><li><a href="#">طباعة</a></li><li><a href="#">البريد الإلكتروني</a></li></ul><dl class="article-info"><dt>التفاصيل</dt><dd class="category-name">القسم: <a href="/c">محليات</a></dd><dd class="published">نشر في {DAYS[s.when.weekday()]}, {s.when.day:02d} {MONTHS[s.when.month - 1]} {s.when.year} {s.when:%H:%M}</dd><dd class="createdby">كتب بواسطة: {escape(s.byline)}</dd><dd class="hits">الزيارات: 733</dd></dl>
{p(s.paragraphs)}<ul class="pagenav"><li><a href="/1">السابق</a></li><li><a href="/2">التالي</a></li></ul></div></div><div id="footer"><p>تصميم وبرمجة شركة الساحل</p></div></div>"""
    return Laid(
        "joomla",
        page(f"<title>{escape(s.title)}</title>", body),
        "http://example.net/index.php/local/733",
        (expect(s),),
    )


def asp_daily(s: Story, a: Around) -> Laid:
    """A daily's own system: server-control names, a Hijri day beside the Gregorian one, a font-size tool, readers' words."""
    from hijridate import Gregorian

    hijri = Gregorian(s.when.year, s.when.month, s.when.day).to_hijri()
    names = "محرم صفر|ربيع الأول|ربيع الآخر|جمادى الأولى|جمادى الآخرة|رجب|شعبان|رمضان|شوال|ذو القعدة|ذو الحجة".replace(
        "محرم صفر", "محرم|صفر"
    ).split("|")
    body = f"""<form id="aspnetForm"><div id="ctl00_header"><span id="ctl00_lblToday">{long_date(later(s, a))}</span><table id="ctl00_menu"><tr>{"".join(f"<td><a href=/s>{n}</a></td>" for n in ("الأولى", "محليات", "دولية", "اقتصاد", "الرأي"))}</tr></table></div>
<table class="layout"><tr><td class="c1"><span id="ctl00_Body_lblTitle" class="ttl"><h1>{escape(s.title)}</h1></span><div><span id="ctl00_Body_lblDate">{DAYS[s.when.weekday()]} {hijri.day} {names[hijri.month - 1]} {hijri.year}هـ - {s.when.day} {MONTHS[s.when.month - 1]} {s.when.year}م</span></div><div><span id="ctl00_Body_lblAuthor">{escape(s.byline)}</span></div>
<div class="tools">حجم الخط <a href="#">+</a> <a href="#">-</a> طباعة</div><span id="ctl00_Body_lblText">{p(s.paragraphs)}</span><div id="ctl00_Body_pnlComments"><b>التعليقات</b><div>1</div><div>أبو محمد: خبر جميل ونتمنى أن تستمر البلدية في أعمال الترميم في باقي الأحياء القديمة.</div><div>2</div><div>قارئ: أين المسؤولون من الطرق التي لم ترمم منذ سنوات طويلة في أحيائنا؟</div></div></td>
<td class="c2"><b>مواد ذات صلة</b>{"".join(f"<div><a href=/m>{escape(t)}</a></div>" for t in a.titles(5))}</td></tr></table></form>"""
    return Laid(
        "asp daily",
        page(f"<title>{escape(s.title)} :: صحيفة الساحل</title>", body),
        "http://example.com/2010/article555.html",
        (expect(s),),
    )


Shape = Callable[[Story, Around], Laid]
TUNED: tuple[Shape, ...] = (
    wordpress,
    drupal,
    amp,
    next_state,
    infinite,
    live_blog,
    gallery,
    tag_soup,
    print_view,
    blogspot,
    portal,
    undated,
)
KEPT_APART: tuple[Shape, ...] = (hashed_react, aggregator, joomla, asp_daily)
