"""Our own annotations (article ids and offsets) and the articles themselves in, pages and gold for the scorer out.

    python -m tests.gold.rebuild_own OUT [--part dev] [--shared ../shared]

writes OUT/dev/pages, OUT/dev/gold and so on for every part, which the scorer reads:

    python ../shared/gold/score.py OUT/dev/gold RECORDS.jsonl --pages OUT/dev/pages

`tests/gold/own` holds no word of an article: every string is a span, half-open, in code points of the page. A page is
the article's title, stated time (where the outlet has one), byline (where there is one) and text, a blank line apart.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

OWN = Path(__file__).parent / "own"
SHARED = Path(os.environ.get("ISNAD_SHARED", Path(__file__).parents[3] / "shared"))
PARTS = ("dev", "held", "read", "fresh", "later")
SOURCES = ("ant/2018-02--06.jsonl.gz", "saudinewsnet/2015-07.jsonl.gz")

Row = dict[str, Any]
"""One JSON object, as the corpora, the packed annotations and the scorer have them."""


class UnbuildableError(Exception):
    """An annotated article is missing, or is not the one that was annotated; says which and what to do."""


def articles_in(shared: Path) -> Iterator[Row]:
    """Every article of the two corpora, in their order.

    Raises UnbuildableError where a corpus is not there.
    """
    for name in SOURCES:
        path = shared / "data" / name
        if not path.is_file():
            raise UnbuildableError(f"{path} is not there: give the folder that holds data/ with --shared")
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            yield from map(json.loads, lines)


def page_of(article: Row) -> str:
    """The article laid out as a text page; what the outlet leaves empty leaves no gap."""
    parts = (article["title"], article.get("time_raw"), article["author"], article["text"])
    return "\n\n".join(part.strip() for part in parts if part and part.strip()) + "\n"


def fingerprint(page: str) -> str:
    """Tells one page from any other: 16 hexadecimal digits."""
    return hashlib.sha256(page.encode("utf-8")).hexdigest()[:16]


def unpack(packed: Row, page: str) -> Row:
    """The scorer's gold file of one page, every span turned back into its words.

    Raises UnbuildableError where the page is another than the one that was annotated.
    """
    if fingerprint(page) != packed["page"]:
        raise UnbuildableError(f"{packed['id']}: the article is not the one that was annotated; offsets would be wrong")

    def cut(span: list[int] | str | None) -> str | None:
        return page[span[0] : span[1]] if isinstance(span, list) else span

    articles = [
        {
            "title": cut(a["title"]),
            "title_span": a["title"],
            "body": [cut(span) for span in a["body"]],
            "body_spans": a["body"],
            "published": a["published"],
            "published_stated": cut(a["published_stated"]),
            "outlet": cut(a["outlet"]),
            "credit": cut(a["credit"]),
        }
        for a in packed["articles"]
    ]
    attributions = [
        {
            **row,
            "cue": cut(row["cue"]),
            "cue_span": row["cue"],
            "source": cut(row["source"]),
            "source_span": row["source"],
            "content": [cut(span) for span in row["content"]],
            "content_spans": row["content"],
        }
        for row in packed["attributions"]
    ]
    return {
        "page": f"{packed['id']}.txt",
        "pages": "pages",
        "articles": articles,
        "timexes": [{**row, "text": cut(row["span"])} for row in packed["timexes"]],
        "entities": {e["id"]: [cut(e["name"]), e["name_en"], e["kind"]] for e in packed["entities"]},
        "aliases": {e["id"]: [cut(alias) for alias in e["aliases"]] for e in packed["entities"]},
        "attributions": attributions,
    }


def rebuild(own: Path, part: str, articles: dict[str, Row], out: Path) -> int:
    """Write the pages and the gold of one part below `out`; how many there are.

    Raises UnbuildableError where an article is missing or another one.
    """
    pages, gold = out / part / "pages", out / part / "gold"
    pages.mkdir(parents=True, exist_ok=True)
    gold.mkdir(parents=True, exist_ok=True)
    files = sorted((own / part).glob("*.json"))
    for path in files:
        packed = json.loads(path.read_text("utf-8"))
        if packed["id"] not in articles:
            raise UnbuildableError(f"{path}: no article {packed['id']} in {', '.join(SOURCES)}")
        page = page_of(articles[packed["id"]])
        (pages / f"{packed['id']}.txt").write_text(page, "utf-8", newline="")
        text = json.dumps(unpack(packed, page), ensure_ascii=False, indent=1)
        (gold / path.name).write_text(text, "utf-8")
    return len(files)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("out", type=Path, help="folder to write to")
    parser.add_argument("--part", choices=PARTS, help="one part only (default: all)")
    parser.add_argument("--shared", type=Path, default=SHARED, help="folder that holds data/ (default: %(default)s)")
    args = parser.parse_args()
    wanted = {path.stem for path in OWN.glob("*/*.json")}
    try:
        articles = {a["id"]: a for a in articles_in(args.shared) if a["id"] in wanted}
        for part in [args.part] if args.part else PARTS:
            print(part, rebuild(OWN, part, articles, args.out), "articles ->", args.out / part)
    except UnbuildableError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
