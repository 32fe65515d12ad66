"""Keys seen in articles in, in how many articles each one stands out; no group holds a key's articles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from zlib import crc32

from isnad.plan import Group, Plan, swift

CHUNK = 2_000
"""Articles counted together before their counts are added up."""


@dataclass(frozen=True, slots=True)
class Seen:
    """The keys of one article, each once."""

    article: str
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tally:
    """In how many articles a key stands."""

    key: str
    count: int


@dataclass(frozen=True, slots=True)
class _Chunk:
    chunks: int

    def __call__(self, seen: Seen) -> Iterable[str]:
        return (str(crc32(seen.article.encode("utf-8", "surrogatepass")) % self.chunks),)


def counted(articles: int) -> Plan:
    """`Seen` in, `Tally` out: first within chunks of the articles, then over all of them."""
    return (Group("keys of a chunk", _Chunk(articles // CHUNK + 1), _count), Group("keys of all", _key, _sum))


def _count(_: str, chunk: tuple[Seen, ...]) -> Iterator[Tally]:
    for key, count in sorted(Counter(key for seen in chunk for key in seen.keys).items()):
        yield Tally(key, count)


def _key(tally: Tally) -> Iterable[str]:
    return (tally.key,)


def _sum(key: str, tallies: tuple[Tally, ...]) -> Iterator[Tally]:
    yield Tally(key, sum(t.count for t in tallies))


swift(Seen, Tally)
