"""Sheets in, claims out: statements brought together by their words, what hangs together built part by part."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache, partial

from isnad.link.build import ordered_claims
from isnad.link.claims import BY_WORDS, Edge, Keyed, Pile, bundles, firsts, keyed, told_again, told_alike
from isnad.link.contests import Tie, crossed, ties
from isnad.link.decisions import Decided
from isnad.link.origins import Sources
from isnad.link.screen import hopeful
from isnad.link.similar import Likeness, Terms, terms_of
from isnad.link.spread.packed import packed, unpacked
from isnad.link.spread.sheets import Beside, Doubtful, Row, Said, Sheet, Speaks
from isnad.link.spread.stars import Bond, Label, joined
from isnad.link.spread.tally import Seen, Tally, counted
from isnad.link.statements import Order, Statement
from isnad.link.weights import Weights, weights_of
from isnad.model import Claim, Entity, EntityId, Record, Reuse
from isnad.plan import Group, Keep, Kept, Map, swift


@dataclass(frozen=True, slots=True)
class Meeting:
    """A statement on its way to those that share two of its words; packed once, however many pairs of words it has."""

    keys: tuple[str, ...]
    packed: bytes
    """What of it is screened: `Keyed`, a `Statement` without its words, `Terms`."""


@dataclass(frozen=True, slots=True)
class Half:
    """One statement of a pair, on its way to the other, or to itself."""

    to: str
    id: str
    packed: bytes
    """A `Statement`."""


@dataclass(frozen=True, slots=True)
class Bound:
    """Two statements that tell one thing, beside the article of the first."""

    article: str
    edge: Edge


@dataclass(frozen=True, slots=True)
class Tied:
    """A statement about another one of the same article."""

    article: str
    tie: Tie


@dataclass(frozen=True, slots=True)
class Piece:
    """What one article gives to one part of the graph of statements."""

    part: str
    article: str
    rows: tuple[Row, ...]
    edges: tuple[Edge, ...]
    ties: tuple[Tie, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """A claim and what claims are in order of."""

    order: Order
    packed: bytes
    """A `Claim`."""


@dataclass(frozen=True, slots=True)
class _Pile(Pile):
    """A few statements as parts of the pile: bundling, reasons and changes ask for the likeness of the same pairs."""

    found: dict[tuple[str, str], Likeness] = field(default_factory=dict)

    def compare(self, a: str, b: str) -> Likeness:
        like = self.found.get((a, b))
        if like is None:
            like = self.found[a, b] = Pile.compare(self, a, b)
        return like


Names = Mapping[str, str]
_NONE: Names = {}


@dataclass(frozen=True, slots=True)
class Weighing:
    """Weights of the words of the whole pile, read once in each process."""

    tallies: Iterable[Tally]
    articles: int

    def terms(self, statement: Statement) -> Terms:
        return terms_of(statement, _weights(self))

    def pile(self, held: Iterable[tuple[Statement, Terms]], keys: Names = _NONE, shown: Names = _NONE) -> Pile:
        """Statements with their terms, ready to be compared."""
        rows = list(held)
        return _Pile({s.id: s for s, _ in rows}, {s.id: terms for s, terms in rows}, _weights(self), keys, shown)


@lru_cache(maxsize=1)
def _weights(weighing: Weighing) -> Weights:
    return weights_of({t.key: t.count for t in weighing.tallies}, weighing.articles)


@lru_cache(maxsize=4_000)
def _compared_as(weighing: Weighing, packed: bytes) -> tuple[Statement, Terms]:
    """A statement and what is compared of it, read once for many pairs."""
    statement: Statement = unpacked(packed)
    return statement, weighing.terms(statement)


@lru_cache(maxsize=4_000)
def _screened_as(packed: bytes) -> tuple[Keyed, Statement, Terms]:
    found: tuple[Keyed, Statement, Terms] = unpacked(packed)
    return found


def claims(keep: Keep, sheets: Kept) -> Kept:
    """A step that holds `Claim`, in order of first telling."""
    articles = sheets.count(Seen)
    tallies = keep("words", (*counted(articles), SEVERAL), sheets.of(Seen))
    weighing = Weighing(tallies.of(Tally), articles)
    firsts = keep(
        "claims-firsts",
        (Group("statements equal word for word", _wording, partial(_twins, weighing)),),
        sheets.of(Said),
    )
    meetings = Map("words of a statement", partial(_meeting, weighing))
    pairs = keep("claims-pairs", (meetings, BY_TWO_WORDS), firsts.of(Said))
    compared = Group("a statement and what to compare it with", _to, partial(_compared, weighing))
    alike = keep("claims-alike", (TO_THE_OTHER, compared), firsts.of(Said), pairs.of(tuple))
    tied = keep("claims-tied", (Map("denials and notices", partial(_tied, weighing)),), sheets.of(Doubtful))
    parts = joined(keep, "claims-parts", firsts, alike, tied)
    speaks = {s.person: s.body for s in sorted(sheets.of(Speaks), key=lambda s: s.article)}
    built = partial(_built, weighing, speaks)
    by_article = Group("statements by what they hang on", _article, partial(_pieces, built))
    hanging = (firsts.of(Bound), alike.of(Bound), tied.of(Tied), parts.of(Label))
    pieces = keep("claims-pieces", (by_article,), sheets.of(Sheet), *hanging)
    several = keep("claims-several", (Group("what hangs together", _part, built),), pieces.of(Piece))
    return keep("claims", (IN_ORDER,), pieces.of(Told), several.of(Told))


def _several(tally: Tally) -> Iterator[Tally]:
    if tally.count > 1:
        yield tally


def _wording(said: Said) -> Iterable[str]:
    return (said.wording,)


def _twins(weighing: Weighing, _: str, same: tuple[Said, ...]) -> Iterator[Said | Bound | Bond]:
    if len(same) == 1:
        yield same[0]
        return
    held = list(_with_terms(weighing, [unpacked(one.packed) for one in sorted(same, key=lambda one: one.order)]))
    rows = [statement for statement, _ in held]
    first = {s.id for s in firsts(rows)}
    yield from (one for one in same if one.id in first)
    yield from _bound(weighing.pile(held), lambda pile: told_again(pile, rows))


def _bound(pile: Pile, found: Callable[[Pile], Iterable[Edge]]) -> Iterator[Bound | Bond]:
    for edge in found(pile):
        a, b = pile.by_id[edge[1]], pile.by_id[edge[2]]
        yield Bound(a.article, edge)
        yield Bond(_name(a.article, a.id), _name(b.article, b.id))


def _name(article: str, id: str) -> str:
    """A statement's name in the graph: whoever has it knows the article."""
    return f"{article}\t{id}"


def _meeting(weighing: Weighing, said: Said) -> Iterator[Meeting]:
    statement, terms = _compared_as(weighing, said.packed)
    words = keyed(statement, terms)
    bare = replace(statement, words=(), spans=())
    yield Meeting(tuple(BY_WORDS.key(words)), packed((words, bare, terms)))


def _keys(meeting: Meeting) -> Iterable[str]:
    return meeting.keys


def _packed(meeting: Meeting) -> bytes:
    return meeting.packed


def _screened(key: str, met: tuple[bytes, ...]) -> Iterator[tuple[str, str]]:
    """Pairs of which a comparison could find anything."""
    held = {words.id: (words, s, terms) for words, s, terms in map(_screened_as, met)}
    for a, b in BY_WORDS.call(key, tuple(words for words, _, _ in held.values())):
        (_, s, x), (_, t, y) = held[a], held[b]
        if hopeful(s, t, x, y):
            yield a, b


def _from(one: Said | tuple[str, str]) -> Iterable[str]:
    return (one.id if isinstance(one, Said) else one[0],)


def _to_the_other(_: str, met: tuple[Said | tuple[str, str], ...]) -> Iterator[Half]:
    others = sorted({one[1] for one in met if isinstance(one, tuple)})
    for own in (one for one in met if isinstance(one, Said)):
        for to in (own.id, *others):
            yield Half(to, own.id, own.packed)


def _to(half: Half) -> Iterable[str]:
    return (half.to,)


def _compared(weighing: Weighing, id: str, halves: tuple[Half, ...]) -> Iterator[Bound | Bond]:
    if len(halves) > 1:
        pile = weighing.pile([_compared_as(weighing, half.packed) for half in halves])
        for other in (half.id for half in halves if half.id != id):
            yield from _bound(pile, lambda pile, a=other: told_alike(pile, a, id))  # type: ignore[misc]


def _tied(weighing: Weighing, doubtful: Doubtful) -> Iterator[Tied | Bond]:
    article = doubtful.article
    statements, keys = unpacked(doubtful.packed)
    pile = weighing.pile([(s, weighing.terms(s)) for s in statements], keys)
    for tie in ties(pile, {article: sorted(statements, key=lambda s: s.order)}):
        yield Tied(article, tie)
        yield Bond(_name(article, tie.id), _name(article, tie.about))


def _article(one: Sheet | Bound | Tied | Label) -> Iterable[str]:
    return (one.name.partition("\t")[0] if isinstance(one, Label) else one.article,)


def _pieces(
    built: Callable[[str, tuple[Piece, ...]], Iterator[Told]],
    article: str,
    met: tuple[Sheet | Bound | Tied | Label, ...],
) -> Iterator[Piece | Told]:
    """The article's statements by part; one that hangs on nothing is a part of its own, and built here."""
    labels = {one.name: one.part for one in met if isinstance(one, Label)}

    def part(id: str) -> str:
        return labels.get(_name(article, id), _name(article, id))

    edges: dict[str, list[Edge]] = {}
    tied: dict[str, list[Tie]] = {}
    for one in met:
        if isinstance(one, Bound):
            edges.setdefault(part(one.edge[1]), []).append(one.edge)
        elif isinstance(one, Tied):
            tied.setdefault(part(one.tie.id), []).append(one.tie)
    for sheet in (one for one in met if isinstance(one, Sheet)):
        held: dict[str, list[Row]] = {}
        for row in sheet.rows:
            held.setdefault(part(row.id), []).append(row)
        for name, rows in held.items():
            piece = Piece(name, article, tuple(rows), tuple(edges.get(name, ())), tuple(tied.get(name, ())))
            if _name(article, rows[0].id) in labels:
                yield piece
            else:
                yield from built(name, (piece,))


def _part(piece: Piece) -> Iterable[str]:
    return (piece.part,)


def _built(weighing: Weighing, speaks: Mapping[EntityId, Entity], _: str, met: tuple[Piece, ...]) -> Iterator[Told]:
    """The claims of one part, each article's pieces in the order of the pile."""
    pieces = sorted(met, key=lambda p: p.article)
    statements: list[Statement] = [unpacked(row.packed) for p in pieces for row in p.rows]
    beside: list[Beside] = [unpacked(row.beside) for p in pieces for row in p.rows]
    shown = {k: v for one in beside for k, v in one.shown.items()}
    pile = weighing.pile(_with_terms(weighing, statements), shown=shown)
    edges = [e for p in pieces for e in p.edges]
    found = bundles(pile, edges)
    tied = [*(t for p in pieces for t in p.ties), *crossed(pile, found, edges)]
    for order, claim in ordered_claims(pile, found, tied, _sources(beside, speaks), Decided()):
        yield Told(order, packed(claim))


def _with_terms(weighing: Weighing, statements: Iterable[Statement]) -> Iterator[tuple[Statement, Terms]]:
    """Those of equal words share them."""
    known: dict[tuple[object, ...], Terms] = {}
    for s in statements:
        words = (*((w.keys, w.form) for w in s.words), s.numbers)
        terms = known.get(words)
        if terms is None:
            terms = known[words] = weighing.terms(s)
        yield s, terms


def _sources(beside: Sequence[Beside], speaks: Mapping[EntityId, Entity]) -> Sources:
    records: dict[str, Record] = {}
    reuses: dict[str, dict[int, Reuse]] = {}
    for one in beside:
        article = one.record.article.id
        before = records.get(article)
        if before is None:
            records[article] = one.record
        else:
            days = before.annotations.timexes + one.record.annotations.timexes
            records[article] = replace(before, annotations=replace(before.annotations, timexes=days))
        reuses.setdefault(article, {}).update(one.reuses)
    return Sources(
        records,
        {e.id: e for e in speaks.values()} | {e.id: e for one in beside for e in one.entities},
        {a.id: a for one in beside for a in one.record.annotations.attributions},
        {person: body.id for person, body in speaks.items()},
        {article: tuple(rows[n] for n in sorted(rows)) for article, rows in reuses.items()},
    )


def _order(told: Told) -> Iterable[str]:
    day, article, offset, id = told.order
    return (f"{day}\t{article}\t{offset:09}\t{id}",)


def _in_order(_: str, told: tuple[Told, ...]) -> Iterator[Claim]:
    yield from (unpacked(one.packed) for one in told)


SEVERAL = Map("keys of several articles", _several)
BY_TWO_WORDS = Group("statements by two of their words", _keys, _screened, BY_WORDS.least, _packed)
TO_THE_OTHER = Group("a statement and whom to compare it with", _from, _to_the_other)
IN_ORDER = Group("claims in order of first telling", _order, _in_order)

swift(Keyed, Terms, Tie, Meeting, Half, Bound, Tied, Piece, Told)
