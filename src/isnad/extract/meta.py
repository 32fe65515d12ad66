"""A parsed page in, what its metadata says of its articles out: JSON-LD, meta tags, canonical address."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from isnad.extract.published import Clue, clue_of_value

_ARTICLE_TYPES = re.compile(
    r"(?:News|Blog|Reportage|Analysis|Opinion|Background|LiveBlog|Satirical|TechArticle)?(?:Article|Posting)$"
)
_PUBLISHED = re.compile(
    r"^(?:article:published(?:_time)?|og:published_time|og:article:published_time|datepublished|publish(?:ed)?[-_]?(?:date|time|at)"
    r"|pub[-_]?date|publication[-_]?date|parsely-pub-date|sailthru\.date|cxenseparse:recs:publishtime|article\.published"
    r"|dc(?:terms)?\.date\.(?:issued|created)|dcterms\.(?:issued|created)|date[-_.]?(?:published|created|posted)|originalpublicationdate)$"
)
_UPDATED = re.compile(
    r"^(?:article:modified(?:_time)?|og:updated_time|datemodified|last-?modified|dcterms\.modified|dc\.date\.modified)$"
)
_SOME_DAY = re.compile(r"^(?:date|dc\.date|dcterms\.date|article:date|story_date|article_date)$")
_SITE_SUFFIX = re.compile(r"\s+(?:[|\-–—·•»:]|::)\s+([^|]{2,45})$")
_OWNED = re.compile(r"©|حقوق (?:النشر|الطبع)|الحقوق محفوظة")


@dataclass(frozen=True, slots=True)
class Metadata:
    """What one page's metadata says, of its main article unless `others` has its title."""

    titles: tuple[str, ...] = ()
    """The article's title as metadata gives it, best first."""
    outlet: str | None = None
    byline: str | None = None
    section: str | None = None
    url: str | None = None
    clues: tuple[Clue, ...] = ()
    bodies: tuple[str, ...] = ()
    """JSON-LD `articleBody`, where a page carries it."""
    others: tuple[tuple[str, tuple[Clue, ...]], ...] = ()
    """Further articles of the page: JSON-LD headline and dates."""


def metadata_of(parser: LexborHTMLParser) -> Metadata:
    """Read a page's head; broken JSON-LD is passed over, for the page's words still stand."""
    articles = list(_articles(parser))
    tags = _tags(parser)
    clues: list[Clue] = []
    for name, content in tags:
        kind = "metadata" if _PUBLISHED.match(name) else "updated" if _UPDATED.match(name) else None
        if kind is None and _SOME_DAY.match(name):
            kind = "meta"
        clue = clue_of_value(content, kind, "metadata", f"{name}: {content}", f"meta#{name}") if kind else None
        if clue:
            clues.append(clue)
    known = dict(reversed(tags))
    title = parser.css_first("head > title")
    titles = [known.get("og:title"), known.get("twitter:title"), known.get("title")]
    if title is not None:
        titles.append(title.text(deep=True))
    main = _main(articles, [t for t in titles if t])
    if main is not None:
        clues += _clues(main)
        titles.insert(0, _string(main.get("headline")))
    canonical = parser.css_first('link[rel="canonical"]')
    url = (canonical.attributes.get("href") if canonical is not None else None) or known.get("og:url")
    return Metadata(
        titles=tuple(dict.fromkeys(_clean(t) for t in titles if t and t.strip())),
        outlet=known.get("og:site_name") or _string((main or {}).get("publisher")) or _house(parser, known),
        byline=_string((main or {}).get("author")) or known.get("author"),
        section=known.get("article:section") or _string((main or {}).get("articleSection")),
        url=url,
        clues=tuple(clues),
        bodies=tuple(body for a in articles if (body := _string(a.get("articleBody"))) and len(body) > 100),
        others=tuple(
            (_clean(headline), tuple(_clues(a)))
            for a in articles
            if a is not main and (headline := _string(a.get("headline")))
        ),
    )


def strip_site(title: str) -> str:
    """A `<title>` without the site's name behind it: `strip_site("فتح الجسر | الساحل") == "فتح الجسر"`."""
    return _SITE_SUFFIX.sub("", title)


def _house(parser: LexborHTMLParser, known: dict[str, str]) -> str | None:
    """The site's name behind the `<title>`, where logo, copyright or root link say it again."""
    title = parser.css_first("head > title")
    suffix = _SITE_SUFFIX.search(_clean(title.text(deep=True))) if title is not None else None
    if suffix is None:
        return None
    name = suffix[1].strip()
    logos = (_clean(node.attributes.get(key) or "") for node in parser.css("img") for key in ("alt", "title"))
    roots = (_clean(node.text(deep=True)) for node in parser.css('a[href="/"], a[rel~="home"]'))
    if name in (known.get("application-name"), *logos, *roots):
        return name
    words = parser.body.text(deep=True, separator="\n") if parser.body is not None else ""
    return name if any(name in line for line in words.splitlines() if _OWNED.search(line)) else None


def _tags(parser: LexborHTMLParser) -> list[tuple[str, str]]:
    out: list[tuple[str, str]] = []
    for node in parser.css("meta"):
        found = node.attributes
        content = (found.get("content") or "").strip()
        if content:
            for key in ("property", "name", "itemprop"):
                if found.get(key):
                    out.append((str(found[key]).strip().lower(), unescape(content)))
    for node in parser.css('[itemprop="datePublished"][datetime], abbr.published[title], time.dt-published[datetime]'):
        stamp = node.attributes.get("datetime") or node.attributes.get("title")
        if stamp:
            out.append(("datepublished", stamp))
    return out


def _main(articles: list[dict[str, Any]], titles: list[str]) -> dict[str, Any] | None:
    """The article whose headline the page's own title repeats, else the only one."""
    for article in articles:
        headline = _clean(_string(article.get("headline")) or "")
        if headline and any(headline in _clean(t) or _clean(t) in headline for t in titles):
            return article
    return articles[0] if len(articles) == 1 or (articles and not titles) else None


def _articles(parser: LexborHTMLParser) -> Iterator[dict[str, Any]]:
    for node in parser.css('script[type="application/ld+json"]'):
        raw = node.text(deep=True)
        try:
            found = json.loads(raw, strict=False)
        except (ValueError, RecursionError):
            continue
        for item in _items(found):
            kinds = item.get("@type")
            kinds = kinds if isinstance(kinds, list) else [kinds]
            if any(isinstance(kind, str) and _ARTICLE_TYPES.match(kind) for kind in kinds):
                yield item


def _items(found: Any) -> Iterator[dict[str, Any]]:
    """Objects of a JSON-LD script: the one, a list, a `@graph`, the main entity of a page."""
    if isinstance(found, list):
        for one in found:
            yield from _items(one)
    elif isinstance(found, dict):
        yield found
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            if isinstance(found.get(key), list | dict):
                yield from _items(found[key])


def _clues(article: dict[str, Any]) -> list[Clue]:
    out = []
    for key, kind in (("datePublished", "metadata"), ("dateCreated", "meta"), ("dateModified", "updated")):
        value = _string(article.get(key))
        clue = clue_of_value(value, kind, "metadata", f"{key}: {value}", f"json-ld#{key}") if value else None
        if clue:
            out.append(clue)
    return out


def _string(value: Any) -> str | None:
    """The text of a JSON-LD value: itself, the name of an object, the first of a list."""
    if isinstance(value, list):
        return _string(value[0]) if value else None
    if isinstance(value, dict):
        return _string(value.get("name"))
    return value.strip() or None if isinstance(value, str) else None


def _clean(title: str) -> str:
    return " ".join(unescape(title).split())
