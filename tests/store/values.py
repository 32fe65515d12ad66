"""Analysed pages and links made up by hypothesis: any value the model allows, to hold the store to all of them."""

from __future__ import annotations

from hypothesis import strategies as st

from isnad.model import (
    Annotations,
    Article,
    Attribution,
    Claim,
    DateCandidate,
    Dating,
    Drift,
    DuplicateGroup,
    Entity,
    EntityLink,
    Event,
    Evidence,
    Extraction,
    Furniture,
    Hints,
    Links,
    Mention,
    Origin,
    Page,
    Piece,
    Reuse,
    Span,
    Storyline,
    Timex,
    Unification,
)
from isnad.pipeline import Analysed

LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي أإآةىئؤ،؛«»\"'\n" + "a%_\0\U0001f4f0"
texts = st.text(LETTERS, max_size=40)
words = st.text(LETTERS, min_size=1, max_size=12)
days = st.dates().map(str)
maybe = lambda strategy: st.none() | strategy  # noqa: E731
spans = st.tuples(st.integers(0, 40), st.integers(0, 12)).map(lambda t: Span(t[0], t[0] + t[1]))
locals_ = st.sampled_from(["e1", "e2", "e3"])
rules = st.sampled_from(["timex/relative#yesterday", "names/states#EG", "attribution/verbs#قال"])
kinds = st.sampled_from(["person", "org", "place", "group"])


def tuples(strategy: st.SearchStrategy, most: int = 3, **how: object) -> st.SearchStrategy:
    return st.lists(strategy, max_size=most, **how).map(tuple)


dates = st.builds(DateCandidate, days, st.sampled_from(["stated", "metadata", "url", "feed"]), words, rules, texts)
entities = st.builds(
    Entity, locals_, words, kinds, maybe(words), tuples(words), maybe(words), maybe(words), st.booleans()
)
timexes = st.builds(
    Timex, spans, words, st.sampled_from(["DATE", "TIME", "DURATION", "SET"]), maybe(words), rules, maybe(days),
    maybe(days), maybe(days),
)  # fmt: skip
mentions = st.builds(Mention, spans, words, kinds, locals_, rules, maybe(spans))


@st.composite
def attributions(draw: st.DrawFn, article: str, number: int) -> Attribution:
    stances = ["assert", "deny", "doubt", "commit", "urge", "warn", "evaluate"]
    return Attribution(
        f"{article}.a{number}", draw(spans), draw(maybe(spans)), draw(tuples(spans)),
        draw(st.sampled_from(["direct", "indirect", "mixed"])), draw(st.sampled_from(stances)), draw(maybe(locals_)),
        draw(tuples(locals_)), draw(tuples(rules)), draw(tuples(locals_)),
        draw(maybe(st.just(f"{article}.a0"))), draw(st.floats(0, 1)),
    )  # fmt: skip


@st.composite
def events(draw: st.DrawFn, article: str, number: int) -> Event:
    return Event(
        f"{article}.v{number}", draw(spans), draw(spans), "CONSULT", draw(maybe(locals_)), draw(maybe(locals_)),
        draw(maybe(locals_)), draw(maybe(days)), draw(maybe(days)), draw(maybe(st.just("day"))),
        draw(maybe(st.just(f"{article}.a0"))), draw(rules),
    )  # fmt: skip


@st.composite
def articles(draw: st.DrawFn, page: Page, number: int) -> Article:
    chosen = draw(maybe(dates))
    losing = tuple(d for d in draw(tuples(dates)) if d != chosen)
    return Article(
        f"{page.id}-{number}", page.id, page.source, number, draw(maybe(words)), draw(texts), draw(tuples(spans)),
        draw(tuples(st.builds(Piece, *[st.integers(0, 99)] * 3))), draw(maybe(words)), draw(maybe(words)),
        draw(maybe(words)), draw(maybe(words)), draw(maybe(words)), draw(maybe(words)), chosen, draw(maybe(days)),
        ((chosen, *losing) if chosen else losing), draw(tuples(texts)),
    )  # fmt: skip


@st.composite
def pages(draw: st.DrawFn, id: str | None = None) -> Page:
    id = id or draw(st.text("0123456789abcdef", min_size=12, max_size=12))
    hints = draw(st.builds(Hints, *[maybe(words)] * 6))
    text = draw(st.text(max_size=60))  # any character that exists, lone surrogates left out by hypothesis itself
    return Page(id, f"صفحات/{id}.html", draw(st.sampled_from(["text", "html"])), text, "utf-8", hints)


@st.composite
def analysed(draw: st.DrawFn, id: str | None = None) -> Analysed:
    """A page with up to two articles and everything that may be found in them."""
    page = draw(pages(id))
    found = tuple(draw(articles(page, n)) for n in range(draw(st.integers(1, 2))))
    furniture = draw(tuples(st.builds(Furniture, st.integers(0, 9), st.integers(9, 99), words, rules)))
    notes = []
    for a in found:
        rows = [draw(attributions(a.id, n)) for n in range(draw(st.integers(0, 3)))]
        told = [draw(events(a.id, n)) for n in range(draw(st.integers(0, 2)))]
        names = draw(tuples(entities, unique_by=lambda e: e.id))
        times, met = draw(tuples(timexes)), draw(tuples(mentions))
        notes.append(Annotations(a.id, times, met, names, tuple(rows), tuple(told)))
    return Analysed(page, Extraction(page.id, draw(texts), found, furniture), tuple(notes))


evidence = st.builds(Evidence, words, spans, texts, words)
ids = st.text("0123456789abcdef", min_size=6, max_size=6)


@st.composite
def claims(draw: st.DrawFn) -> Claim:
    statements = draw(st.lists(ids, min_size=1, max_size=4, unique=True))
    why = tuple(draw(words) for _ in statements[1:])
    ends = draw(tuples(st.builds(Origin, maybe(ids), words, st.booleans(), tuples(ids), tuples(evidence))))
    drift = draw(tuples(st.builds(Drift, st.just("number-changed"), evidence, evidence)))
    return Claim(
        draw(ids), draw(texts), tuple(statements), draw(tuples(ids)), draw(tuples(ids)), ends, draw(st.integers(0, 9)),
        draw(st.integers(9, 99)), why, drift, draw(maybe(days)), draw(maybe(days)),
    )  # fmt: skip


def by_id(strategy: st.SearchStrategy) -> st.SearchStrategy:
    return tuples(strategy, unique_by=lambda v: v.id)


groups = st.builds(
    DuplicateGroup, ids, tuples(ids), ids, tuples(st.tuples(ids, ids, st.floats(0, 1))),
    tuples(st.builds(Reuse, ids, spans, ids, spans)),
)  # fmt: skip
entity_links = st.builds(
    EntityLink,
    st.builds(Entity, ids, words, kinds, maybe(words), tuples(words), maybe(words), maybe(words), st.booleans()),
    st.just(()), tuples(st.builds(Unification, words, words, words, rules)),
)  # fmt: skip
datings = st.builds(Dating, ids, days, days, tuples(evidence), tuples(evidence), tuples(st.tuples(words, days)))
storylines = st.builds(Storyline, ids, texts, tuples(ids), maybe(days), maybe(days), tuples(ids))


@st.composite
def links(draw: st.DrawFn) -> Links:
    """Links of every kind; entities and what stands in order of id are sorted, as linking gives them."""
    people = draw(st.lists(entity_links, max_size=3, unique_by=lambda e: e.entity.id))
    members = iter(draw(st.lists(st.tuples(ids, locals_), max_size=6, unique=True)))
    named = [EntityLink(e.entity, tuple(m for m, _ in zip(members, range(2), strict=False)), e.unified) for e in people]
    copies = sorted(draw(by_id(groups)), key=lambda g: g.id)
    placed = sorted(draw(tuples(datings, unique_by=lambda d: d.article)), key=lambda d: d.article)
    told = draw(by_id(claims()))
    return Links(
        tuple(copies), tuple(sorted(named, key=lambda e: e.entity.id)), told, tuple(placed), draw(by_id(storylines))
    )
