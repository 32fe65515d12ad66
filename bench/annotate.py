"""Does annotating a page cost less than extracting its text? isnad.annotate against trafilatura.extract, in one run.

    python bench/annotate.py [SHARED] [--articles 200]

Pages: the annotated seeds and articles of the ANT corpus below SHARED (default: `shared` beside this checkout). For the
peer, each article's own text is laid into a plain HTML page with the furniture a news site has around it (60-100 kB:
menus, lists of other stories, style, inline data, comments). Each side runs three times a page, interleaved, and its
best time counts; the figure is the median of the pages' ratios.
"""

from __future__ import annotations

import argparse
import gzip
import html
import json
import statistics
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import trafilatura

from isnad.annotate.article import annotate
from isnad.extract import extract
from isnad.intake import read_paths
from isnad.model import Article, DateCandidate, Page, Rejected
from isnad.text.doc import Doc

SHARED = Path(__file__).parents[2] / "shared"
HEADLINES = (
    "مجلس البلدية يناقش خطة النقل الجديدة قبل نهاية الشهر",
    "أسعار الخضار تتراجع مع بداية الموسم",
    "فريق الجامعة يفوز ببطولة السباحة للمرة الثالثة",
    "معرض للكتاب المستعمل في الساحة القديمة",
    "خمس طرق بسيطة لتوفير الكهرباء في الصيف",
    "افتتاح خط الحافلات بين الميناء ووسط المدينة",
)


def seeds(shared: Path) -> Iterator[Article]:
    for page in read_paths([shared / "seeds"]):
        found = extract(page) if isinstance(page, Page) else page
        if not isinstance(found, Rejected):
            yield from found.articles


def corpus(shared: Path, wanted: int) -> Iterator[Article]:
    """Articles spread evenly over the corpus."""
    with gzip.open(shared / "data" / "ant" / "2018-02--06.jsonl.gz", "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    for row in rows[:: max(1, len(rows) // wanted)][:wanted]:
        date = DateCandidate(row["time"][:10], "metadata", row["time"], "bench#time", "chosen")
        paragraphs = Doc.of(row["text"]).paragraphs
        yield Article(row["id"], row["id"], row["id"], 0, row["title"], row["text"], paragraphs, published=date)


def laid_out(article: Article) -> str:
    """A news site's page around the article's text."""
    story = "\n".join(f"<p>{html.escape(p.of(article.text))}</p>" for p in article.paragraphs)
    title = html.escape(article.title or "")
    menu = "".join(f'<li class="menu-item menu-item-{n}"><a href="/section/{n}">قسم {n}</a></li>' for n in range(40))
    style = "".join(f".block-{n} .item:hover{{color:#{n:03x};margin:{n}px}}" for n in range(450))
    data = json.dumps(
        [{"id": n, "slug": f"story-{n}", "title": HEADLINES[n % 6]} for n in range(150)], ensure_ascii=False
    )
    cards = "".join(
        f'<div class="card c{n}"><a href="/s/{n}"><img src="/thumb/{n}.jpg" alt=""><b>{HEADLINES[n % 6]}</b></a></div>'
        for n in range(90)
    )
    comments = "".join(f'<li class="comment"><b>قارئ {n}</b><p>شكراً على الخبر.</p></li>' for n in range(40))
    return (
        f'<!DOCTYPE html><html lang="ar" dir="rtl"><head><meta charset="utf-8"><title>{title}</title>'
        f"<style>{style}</style><script>window.__DATA__ = {data};</script></head>"
        f"<body><header><nav><ul>{menu}</ul></nav></header>"
        f'<main><article><h1>{title}</h1><div class="share">شارك</div><div class="story-body">{story}</div></article>'
        f'<aside class="related">{cards}</aside><section class="comments"><ul>{comments}</ul></section></main>'
        f"<footer><ul>{menu}</ul><p>جميع الحقوق محفوظة</p></footer></body></html>"
    )


def seconds(call: Callable[..., object], argument: object) -> float:
    start = time.perf_counter()
    call(argument)
    return time.perf_counter() - start


def measure(name: str, articles: list[Article]) -> list[float]:
    """Print one row of the table; the ratio of each page."""
    ours, peer, sizes = [], [], []
    for article in articles:
        page = laid_out(article)
        sizes.append(len(page.encode()))
        pairs = [(seconds(annotate, article), seconds(trafilatura.extract, page)) for _ in range(3)]
        ours.append(min(a for a, _ in pairs))
        peer.append(min(b for _, b in pairs))
    ratios = [a / b for a, b in zip(ours, peer, strict=True)]
    words = statistics.median(len(a.text.split()) for a in articles)
    mine, theirs = 1000 * statistics.median(ours), 1000 * statistics.median(peer)
    print(
        f"| {name} | {len(articles)} | {words:.0f} | {statistics.median(sizes) / 1000:.0f} | "
        f"{mine:.1f} | {theirs:.1f} | {statistics.median(ratios):.2f} |"
    )
    return ratios


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", nargs="?", type=Path, default=SHARED)
    parser.add_argument("--articles", type=int, default=200)
    options = parser.parse_args()
    if not options.shared.is_dir():
        print(f"no pages to measure on: {options.shared} is not there")
        return
    first, second = list(seeds(options.shared)), list(corpus(options.shared, options.articles))
    annotate(first[0])
    trafilatura.extract(laid_out(first[0]))
    print("| pages | n | words | page kB | isnad annotate, ms | trafilatura extract, ms | ratio, median |")
    print("|---|---|---|---|---|---|---|")
    ratios = measure("seeds", first) + measure("ANT corpus", second)
    print(f"| all | {len(ratios)} | | | | | {statistics.median(ratios):.2f} |")


if __name__ == "__main__":
    main()
