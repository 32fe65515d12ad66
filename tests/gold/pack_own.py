"""Compiled gold files (with the articles' words) in, files of article ids and offsets out: see `own/README.md`.

    python -m tests.gold.pack_own PART COMPILED.json ... --pages PAGES

The words stay where they were written, outside the repository. A name that stands on the page is kept as its span; a
name that does not (an agency's full name, a description of an unnamed group) is the annotator's own and stays as it is.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from tests.gold.rebuild_own import OWN, PARTS, Row, fingerprint

Span = list[int]


def spot(page: str, words: str | None) -> Span | str | None:
    """Where `words` first stand on the page, else the words themselves."""
    at = page.find(words) if words else -1
    return [at, at + len(words)] if words and at >= 0 else words


def pack(gold: Row, page: str) -> Row:
    """One compiled gold file as offsets into its page."""
    articles = [
        {
            "title": a["title_span"],
            "body": a["body_spans"],
            "published": a["published"],
            "published_stated": spot(page, a["published_stated"]),
            "outlet": spot(page, a["outlet"]),
            "credit": spot(page, a["credit"]),
        }
        for a in gold["articles"]
    ]
    entities = [
        {
            "id": key,
            "name": spot(page, name),
            "name_en": name_en,
            "kind": kind,
            "aliases": [spot(page, alias) for alias in gold["aliases"].get(key, [])],
        }
        for key, (name, name_en, kind) in gold["entities"].items()
    ]
    attributions = [
        {
            "cue": row["cue_span"],
            "source": row["source_span"],
            "content": row["content_spans"],
            **{key: row[key] for key in ("form", "stance", "speaker", "co_speaker", "via") if key in row},
        }
        for row in gold["attributions"]
    ]
    return {
        "id": gold["page"].removesuffix(".txt"),
        "page": fingerprint(page),
        "articles": articles,
        "timexes": [{key: row[key] for key in ("span", "type", "value")} for row in gold["timexes"]],
        "entities": entities,
        "attributions": attributions,
    }


def written(packed: Row) -> str:
    """The file's text: one row a line, so that a change of judgement is one changed line."""
    lines = []
    for key, value in packed.items():
        if isinstance(value, list) and value:
            rows = ",\n  ".join(json.dumps(row, ensure_ascii=False) for row in value)
            lines.append(f"{json.dumps(key)}: [\n  {rows}\n ]")
        else:
            lines.append(f"{json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}")
    return "{\n " + ",\n ".join(lines) + "\n}\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("part", choices=PARTS)
    parser.add_argument("compiled", type=Path, nargs="+")
    parser.add_argument("--pages", type=Path, required=True)
    args = parser.parse_args()
    for path in args.compiled:
        gold = json.loads(path.read_text("utf-8"))
        page = (args.pages / gold["page"]).read_text("utf-8")
        (OWN / args.part / path.name).write_text(written(pack(gold, page)), "utf-8")


if __name__ == "__main__":
    main()
