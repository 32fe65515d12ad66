"""The two corpora in, the 44 articles of our own gold out, one `part id` a line, drawn before anybody read them.

    python -m tests.gold.choose_own [--shared ../shared]

Four articles of each of five feeds (one a section, one of any) and two of each of twelve Saudi papers, of four of which
the second is the state agency's; 100 to 350 words; none that an annotated page already holds or nearly repeats. Within
each outlet the draw is shuffled again, then articles go to `dev` and `held` in turn.
"""

from __future__ import annotations

import argparse
import random
import re
from collections.abc import Iterable
from pathlib import Path

from tests.gold.rebuild_own import SHARED, Row, articles_in

SEED = 20260
FEEDS = ("Alarabia", "BBC", "CNN", "France24", "SkyNews")
SECTIONS = ("economy", "internationalNews", "middleEast", None)
PAPERS = (
    "3alyoum",
    "aawsat",
    "aleqtisadiya",
    "aljazirah",
    "almadina",
    "alriyadh",
    "alwatan",
    "alweeam",
    "alyaum",
    "arreyadi",
    "okaz",
    "sabq",
)
NO_AGENCY = ("3alyoum", "arreyadi", "aawsat")
"""Papers that hardly carry the state agency."""
NEAR = 0.2
"""Share of five-word shingles from which a text counts as a repeat of another."""

Shingles = set[tuple[str, ...]]


def shingles(text: str) -> Shingles:
    words = re.findall(r"\w+", text)
    return {tuple(words[i : i + 5]) for i in range(len(words) - 4)}


class Draw:
    """Articles picked so far, and what a new one must not repeat."""

    def __init__(self, annotated: set[str], seen: list[Shingles]) -> None:
        self.annotated, self.seen = annotated, seen
        self.random = random.Random(SEED)
        self.picked: list[Row] = []

    def one(self, pool: Iterable[Row]) -> None:
        fit = [a for a in pool if a["id"] not in self.annotated and 100 <= len(a["text"].split()) <= 350]
        fit.sort(key=lambda a: str(a["id"]))
        self.random.shuffle(fit)
        for article in fit:
            own = shingles(article["text"])
            if not any(len(own & other) > NEAR * min(len(own), len(other)) for other in self.seen):
                self.picked.append(article)
                self.seen.append(own)
                return

    def mix(self, last: int) -> None:
        tail = self.picked[-last:]
        self.random.shuffle(tail)
        self.picked[-last:] = tail


def chosen(shared: Path) -> list[Row]:
    """The articles in the order in which they go to the parts in turn."""
    annotated = {re.sub(r"^\d{3}-(?=[A-Z2])", "", path.stem) for path in (shared / "pages").rglob("*.txt")}
    everything = list(articles_in(shared))
    draw = Draw(annotated, [shingles(a["text"]) for a in everything if a["id"] in annotated])
    for outlet in FEEDS:
        own = [a for a in everything if a["outlet"] == outlet]
        for section in SECTIONS:
            draw.one([a for a in own if section in (None, a["category"])] or own)
        draw.mix(4)
    agency = set(draw.random.sample([paper for paper in PAPERS if paper not in NO_AGENCY], 4))
    for paper in PAPERS:
        own = [a for a in everything if a["outlet"] == paper]
        draw.one(a for a in own if not a["declared_agency"])
        draw.one(a for a in own if paper not in agency or a["declared_agency"] == "spa")
        draw.mix(2)
    return draw.picked


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--shared", type=Path, default=SHARED)
    for number, article in enumerate(chosen(parser.parse_args().shared)):
        print(("dev", "held")[number % 2], article["id"])


if __name__ == "__main__":
    main()
