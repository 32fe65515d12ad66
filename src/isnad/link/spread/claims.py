"""Sheets in, claims out: statements brought together by their words, what hangs together built part by part."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, partial

from isnad.link.build import ordered_claims
from isnad.link.claims import (
    BY_WORDS,
    Edge,
    Keyed,
    Pile,
    bundles,
    firsts,
    keyed,
    told_again,
    told_alike,
    vouching,
    wording,
)
from isnad.link.contests import Tie, crossed, ties
from isnad.link.decisions import Decided
from isnad.link.origins import Sources
from isnad.link.similar import Terms, Weights, terms_of, weights_of
from isnad.link.spread.sheets import Sheet, Speaks
from isnad.link.spread.stars import Bond, Label, joined
from isnad.link.spread.tally import Seen, Tally, counted
from isnad.link.statements import Order, Statement
from isnad.model import Claim, Entity, EntityId
from isnad.plan import Group, Keep, Kept, Map, swift


@dataclass(frozen=True, slots=True)
class Half:
    """One statement of a pair, on its way to the other; packed once, however many pairs it is in."""

    to: str
    id: str
    packed: bytes


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
    sheet: Sheet
    edges: tuple[Edge, ...]
    ties: tuple[Tie, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """A claim and what claims are in order of."""

    order: Order
    claim: Claim


@dataclass(frozen=True, slots=True)
class Weighing:
    """Weights of the words of the whole pile, read once in each process."""

    tallies: Iterable[Tally]
    articles: int

    def pile(self, sheets: Iterable[Sheet]) -> Pile:
        """Statements of a few articles, with their names, as parts of the pile."""
        held = list(sheets)
        keys = {k: v for s in held for k, v in s.names.keys.items()}
        shown = {k: v for s in held for k, v in s.names.shown.items()}
        names = replace(held[0].names, keys=keys, shown=shown)
        return Pile.of([one for s in held for one in s.statements], names, _weights(self))

    def bare(self, statements: Iterable[Statement], packed: Iterable[bytes] = ()) -> Pile:
        """Statements alone."""
        weights = _weights(self)
        held = [(s, terms_of(s, weights)) for s in statements] + [_unpacked(self, p) for p in packed]
        return Pile({s.id: s for s, _ in held}, {s.id: terms for s, terms in held}, weights, {}, {})


@lru_cache(maxsize=1)
def _weights(weighing: Weighing) -> Weights:
    return weights_of({t.key: t.count for t in weighing.tallies}, weighing.articles)


@lru_cache(maxsize=10_000)
def _unpacked(weighing: Weighing, packed: bytes) -> tuple[Statement, Terms]:
    """A statement and what is compared of it, read once for many pairs."""
    statement: Statement = pickle.loads(packed)
    return statement, terms_of(statement, _weights(weighing))


def claims(keep: Keep, sheets: Kept) -> Kept:
    """A step that holds `Claim`, in order of first telling."""
    articles = sheets.count(Seen)
    tallies = keep("words", (*counted(articles), SEVERAL), sheets.of(Seen))
    weighing = Weighing(tallies.of(Tally), articles)
    twins = Group("statements equal word for word", _wording, partial(_twins, weighing))
    firsts = keep("claims-firsts", (STATEMENTS, twins), sheets.of(Sheet))
    pairs = keep(
        "claims-pairs", (Map("words of a statement", partial(_keyed, weighing)), BY_WORDS), firsts.of(Statement)
    )
    compared = Group("a statement and what to compare it with", _to, partial(_compared, weighing))
    alike = keep("claims-alike", (TO_THE_OTHER, compared), firsts.of(Statement), pairs.of(tuple))
    tied = keep("claims-tied", (Map("denials and notices", partial(_tied, weighing)),), sheets.of(Sheet))
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


def _statements(sheet: Sheet) -> Iterator[Statement]:
    yield from (s for s in sheet.statements if vouching(s) and s.words)


def _wording(s: Statement) -> Iterable[str]:
    return (wording(s),)


def _twins(weighing: Weighing, _: str, same: tuple[Statement, ...]) -> Iterator[Statement | Bound | Bond]:
    rows = sorted(same, key=lambda s: s.order)
    yield from firsts(rows)
    yield from _bound(weighing.bare(rows), lambda pile: told_again(pile, rows))


def _bound(pile: Pile, found: Callable[[Pile], Iterable[Edge]]) -> Iterator[Bound | Bond]:
    for edge in found(pile):
        a, b = pile.by_id[edge[1]], pile.by_id[edge[2]]
        yield Bound(a.article, edge)
        yield Bond(_name(a.article, a.id), _name(b.article, b.id))


def _name(article: str, id: str) -> str:
    """A statement's name in the graph: whoever has it knows the article."""
    return f"{article}\t{id}"


def _keyed(weighing: Weighing, s: Statement) -> Iterator[Keyed]:
    yield keyed(s, terms_of(s, _weights(weighing)))


def _from(one: Statement | tuple[str, str]) -> Iterable[str]:
    return (one.id if isinstance(one, Statement) else one[0],)


def _to_the_other(_: str, met: tuple[Statement | tuple[str, str], ...]) -> Iterator[Statement | Half]:
    for own in met:
        if isinstance(own, Statement):
            yield own
            packed = pickle.dumps(own, pickle.HIGHEST_PROTOCOL)
            for other in sorted({pair[1] for pair in met if isinstance(pair, tuple)}):
                yield Half(other, own.id, packed)


def _to(one: Statement | Half) -> Iterable[str]:
    return (one.id if isinstance(one, Statement) else one.to,)


def _compared(weighing: Weighing, id: str, met: tuple[Statement | Half, ...]) -> Iterator[Bound | Bond]:
    halves = [one for one in met if isinstance(one, Half)]
    if halves:
        pile = weighing.bare([one for one in met if isinstance(one, Statement)], [half.packed for half in halves])
        for half in halves:
            yield from _bound(pile, lambda pile, a=half.id: told_alike(pile, a, id))  # type: ignore[misc]


def _tied(weighing: Weighing, sheet: Sheet) -> Iterator[Tied | Bond]:
    article = sheet.record.article.id
    for tie in ties(weighing.pile([sheet]), {article: sorted(sheet.statements, key=lambda s: s.order)}):
        yield Tied(article, tie)
        yield Bond(_name(article, tie.id), _name(article, tie.about))


def _article(one: Sheet | Bound | Tied | Label) -> Iterable[str]:
    if isinstance(one, Sheet):
        return (one.record.article.id,)
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
        held: dict[str, list[Statement]] = {}
        for s in sheet.statements:
            held.setdefault(part(s.id), []).append(s)
        for name, rows in held.items():
            piece = Piece(name, _cut(sheet, rows), tuple(edges.get(name, ())), tuple(tied.get(name, ())))
            if _name(article, rows[0].id) in labels:
                yield piece
            else:
                yield from built(name, (piece,))


def _cut(sheet: Sheet, rows: Sequence[Statement]) -> Sheet:
    ids = {s.id for s in rows}
    found = sheet.record.annotations
    found = replace(found, attributions=tuple(a for a in found.attributions if a.id in ids))
    return replace(sheet, record=replace(sheet.record, annotations=found), statements=tuple(rows))


def _part(piece: Piece) -> Iterable[str]:
    return (piece.part,)


def _built(weighing: Weighing, speaks: Mapping[EntityId, Entity], _: str, met: tuple[Piece, ...]) -> Iterator[Told]:
    """The claims of one part, each article's pieces in the order of the pile."""
    pieces = sorted(met, key=lambda p: p.sheet.record.article.id)
    sheets = [p.sheet for p in pieces]
    entities = {e.id: e for e in speaks.values()} | {e.id: e for s in sheets for e in s.entities}
    sources = Sources(
        {s.record.article.id: s.record for s in sheets},
        entities,
        {a.id: a for s in sheets for a in s.record.annotations.attributions},
        {person: body.id for person, body in speaks.items()},
        {s.record.article.id: s.reuses for s in sheets},
    )
    pile = weighing.pile(sheets)
    edges = [e for p in pieces for e in p.edges]
    found = bundles(pile, edges)
    tied = [*(t for p in pieces for t in p.ties), *crossed(pile, found, edges)]
    for order, claim in ordered_claims(pile, found, tied, sources, Decided()):
        yield Told(order, claim)


def _order(told: Told) -> Iterable[str]:
    day, article, offset, id = told.order
    return (f"{day}\t{article}\t{offset:09}\t{id}",)


def _in_order(_: str, told: tuple[Told, ...]) -> Iterator[Claim]:
    yield from (one.claim for one in told)


STATEMENTS = Map("statements", _statements)
SEVERAL = Map("keys of several articles", _several)
TO_THE_OTHER = Group("a statement and whom to compare it with", _from, _to_the_other)
IN_ORDER = Group("claims in order of first telling", _order, _in_order)

swift(Statement, Keyed, Tie, Half, Bound, Tied, Piece, Told)
