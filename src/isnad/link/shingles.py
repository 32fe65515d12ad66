"""Article in, fingerprint out: its five-word shingles as numbers, with the characters each word stands on."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

import xxhash

from isnad.model import Article, Record, Span
from isnad.text.fold import Folded

WIDTH = 5
"""Words of a shingle. Five, as text-reuse work has it: shorter ones match set phrases, longer ones miss edits."""

SAMPLE = 4
"""One shingle in so many is a key for bringing articles together; see `bench/reprints.py` for what that costs."""

FEWEST = 6
"""Keys an article has at least, so that a short one is not left without any."""

_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """One article as linking compares it. Arrays, because a pile of thirty thousand holds nine million shingles."""

    id: str
    outlet: str | None
    day: str
    """Publication day, or `9999` where unknown, so that undated articles sort last."""
    hashes: array[int]
    """One number a shingle, in reading order."""
    starts: array[int]
    """Original offset of each word's first character."""
    ends: array[int]

    @property
    def order(self) -> tuple[str, str]:
        """Sorts the earliest first."""
        return self.day, self.id

    def span(self, first: int, last: int) -> Span:
        """Characters of the shingles `first` to `last`, both included."""
        return Span(self.starts[first], self.ends[min(last + WIDTH, len(self.ends)) - 1])

    def sampled(self) -> frozenset[int]:
        """The sampled shingles: the same ones in every article, whatever its length, and the smallest few of each."""
        sampled = {h for h in self.hashes if h % SAMPLE == 0}
        if len(sampled) < FEWEST:
            sampled.update(sorted(self.hashes)[:FEWEST])
        return frozenset(sampled)

    def digest(self) -> str:
        """Equal for two articles whose words are the same throughout."""
        return xxhash.xxh3_128_hexdigest(self.hashes.tobytes())


def fingerprint(record: Record) -> Iterator[Fingerprint]:
    """The fingerprint of a record's article; none where it has no words."""
    print_ = of_article(record.article)
    if print_.hashes:
        yield print_


def of_article(article: Article, form: Folded | None = None) -> Fingerprint:
    """Shingles over folded words and numbers; a text of fewer than five words is one shingle.

    `form` is the text's match form, where it is made already.
    """
    form = form or Folded.of(article.text)
    found = list(_WORD.finditer(form.text))
    words = [m[0].encode() for m in found]
    starts, ends = array("I", [m.start() for m in found]), array("I", [m.end() for m in found])
    if not form.aligned:
        starts, ends = array("I", map(form.at, starts)), array("I", map(form.at, ends))
    digest = xxhash.xxh3_64_intdigest
    whole, stops = b" ".join(words), list(accumulate(len(word) + 1 for word in words))
    last = stops[WIDTH - 1 :] or stops[-1:]
    hashes = array("Q", [digest(whole[begin : stop - 1]) for begin, stop in zip((0, *stops), last, strict=False)])
    day = article.published.value[:10] if article.published else "9999"
    return Fingerprint(article.id, article.outlet, day, hashes, starts, ends)
