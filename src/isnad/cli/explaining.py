"""`isnad why` and `isnad origins`: the words that prove a finding, and the rules that made it, with their examples."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

from isnad.cli.screen import Screen, clip, safe

if TYPE_CHECKING:
    from isnad.model import Article, Claim, Span
    from isnad.store.file import Story
    from isnad.store.query import Named, Statement

_AROUND = 160
"""Code points of context on either side."""


@click.command()
@click.argument("id", metavar="ID")
@click.argument("story", metavar="STORY")
@click.pass_obj
def why(lang: str, id: str, story: str) -> None:
    """Show why the record says so: the words in their context, and the rules with their examples.

    ID is that of a statement, claim, article, entity, time expression or event, or its beginning; show and search print
    ids.
    """
    from isnad.store import query
    from isnad.store.file import open_story

    screen = Screen(lang)
    with open_story(story) as db:
        found = query.find(db, id)
        if not found:
            raise click.UsageError(f"{story} holds nothing with the id {id}; `isnad show {story}` prints ids")
        if len(found) > 1 and len({n.id for n in found}) > 1:
            raise click.UsageError(f"{id} may be {', '.join(f'{n.id} ({n.kind})' for n in found)}: give more of it")
        _WHY[found[0].kind](screen, db, found[0])


@click.command()
@click.argument("claim_id", metavar="CLAIM")
@click.argument("story", metavar="STORY")
@click.pass_obj
def origins(lang: str, claim_id: str, story: str) -> None:
    """Show the independent origins behind a claim, each with the words that make it one."""
    from isnad.store import query
    from isnad.store.file import open_story

    with open_story(story) as db:
        found = [n for n in query.find(db, claim_id) if n.kind == "claim"]
        claim = query.claim(db, found[0].id) if len(found) == 1 else None
        if claim is None:
            raise click.UsageError(f"{story} holds no claim {claim_id}; `isnad show {story} --claims` lists them")
        _origins(Screen(lang), db, claim)


def _origins(screen: Screen, db: Story, claim: Claim) -> None:
    from isnad.store import query

    screen.line(click.style(safe(clip(claim.text, 400)), bold=True))
    screen.line(f"{claim.id} · {screen.counted('origin', claim.at_least, claim.at_most)}", dim=True)
    titles = query.articles_by_id(db, sorted({a for o in claim.origins for a in o.articles}))
    for n, origin in enumerate(claim.origins, 1):
        hidden = f" ({screen.word('hidden')})" if origin.hidden else ""
        screen.line(f"{n}. {safe(origin.name)}{hidden}")
        for e in origin.evidence:
            screen.line(
                f"{safe(e.says)}: «{safe(clip(e.text, 200))}» · {e.article} {e.span.start}–{e.span.end}", indent=3
            )
        for id in origin.articles:
            if id in titles:
                a = titles[id]
                day = (a.published or screen.word("undated one"))[:10]
                screen.line(safe(f"{id} · {day} · {a.outlet or ''} · {clip(a.title or '', 80)}"), dim=True, indent=3)


def _why_attribution(screen: Screen, db: Story, named: Named) -> None:
    from isnad.store import query
    from isnad.store.query.voices import leads

    s = query.statements_by_id(db, [named.id])[named.id]
    record = query.record(db, s.article)
    assert record is not None, "a statement's article is stored with it"
    _where(screen, record.article)
    parts = [(s.cue_span, "cue"), *((span, "content") for span in s.content_spans)]
    if s.source_span:
        parts.append((s.source_span, "source"))
    screen.line(_context(screen, record.article.text, parts))
    screen.line()
    begun = leads(db, [s.id]).get(s.id, "")
    for key, text in _statement_facts(screen, s, begun):
        screen.line(safe(f"{screen.word(key)}: {text}"), indent=2)
    for claim, role in query.claims_of_statement(db, s.id):
        screen.line(f"{screen.word('claims')}: {claim} ({screen.word(role)})", indent=2)
    _rules(screen, s.rules)


def _statement_facts(screen: Screen, s: Statement, begun: str) -> Iterable[tuple[str, str]]:
    people = [n.name for n in ((s.speaker,) if s.speaker else ())] + [n.name for n in s.co_speakers]
    yield "speaker", " و".join(people) or screen.word("unnamed")
    if s.via:
        yield "through", " ← ".join(n.name for n in s.via)
    yield "cue", f"«{s.cue}» {s.cue_span.start}–{s.cue_span.end}"
    if s.source:
        yield "source", f"«{s.source}»"
    yield "content", f"«{begun}{s.content}» ({s.form})"
    yield "stance", f"{screen.stance(s.stance)} · {s.confidence:.2f}"


def _why_claim(screen: Screen, db: Story, named: Named) -> None:
    from isnad.store import query
    from isnad.store.query.voices import leads

    claim = query.claim(db, named.id)
    assert claim is not None, "found a moment ago in the same snapshot"
    _origins(screen, db, claim)
    said = query.statements_by_id(db, [*claim.attributions, *claim.contested_by, *claim.unverified])
    begun = leads(db, list(said))
    reasons = dict(zip(claim.attributions[1:], claim.why, strict=False))
    for role, ids in (
        ("vouches", claim.attributions),
        ("denies", claim.contested_by),
        ("unverified", claim.unverified),
    ):
        for s in (said[id] for id in ids if id in said):
            screen.line()
            screen.line(safe(f"{screen.word(role)}: {s.cue} «{clip(begun.get(s.id, '') + s.content, 300)}»"))
            screen.line(safe(f"{s.id} · {s.outlet or ''} · {(s.published or '')[:10]}"), dim=True, indent=2)
            if s.id in reasons:
                screen.line(safe(f"{screen.word('why')}: {reasons[s.id]}"), indent=2)


def _why_article(screen: Screen, db: Story, named: Named) -> None:
    from isnad.store import query

    record = query.record(db, named.id)
    assert record is not None, "found a moment ago in the same snapshot"
    article = record.article
    _where(screen, article)
    screen.line(
        f"{screen.word('published')}: {article.published.value if article.published else screen.word('undated one')}"
    )
    if article.dates:
        screen.title("date evidence")
        for d in article.dates:
            screen.line(safe(f"{d.value} · {d.origin} · «{clip(d.words, 120)}» · {d.verdict} · {d.rule}"), indent=2)
    for dating in query.datings(db, article.id):
        screen.line(f"≈ {dating.begin} – {dating.end} ({screen.word('inferred')})")
        for e in (*dating.reasons, *dating.contradictions):
            screen.line(safe(f"{e.says}: «{clip(e.text, 160)}» {e.article}"), indent=2)
    for group in query.duplicates(db, article.id):
        for one, other, share in group.containment:
            if article.id in (one, other):
                screen.line(f"{one} ⊂ {other}: {share:.0%}", indent=2)
    _rules(screen, [d.rule for d in article.dates])


def _why_entity(screen: Screen, db: Story, named: Named) -> None:
    from isnad.store import query

    link = query.entity_link(db, named.id)
    assert link is not None, "found a moment ago in the same snapshot"
    e = link.entity
    screen.line(click.style(safe(e.name), bold=True) + safe(f"  {e.name_en or ''} · {e.kind} · {e.iso or ''}"))
    screen.line(safe("، ".join(e.mentions)), indent=2)
    for u in link.unified:
        screen.line(safe(f"{u.form} = {u.same_as}: {u.why}"), indent=2)
    screen.line(f"{len({a for a, _ in link.members})} {screen.word('articles')}", dim=True, indent=2)
    rules = [u.rule for u in link.unified]
    for article, local in link.members[:3]:
        record = query.record(db, article)
        if record is not None:
            met = [m for m in record.annotations.mentions if m.entity == local]
            rules += [m.rule for m in met]
            if met:
                screen.line()
                screen.line(_context(screen, record.article.text, [(met[0].span, "name")]))
                screen.line(article, dim=True, indent=2)
    _rules(screen, rules)


def _why_place(screen: Screen, db: Story, named: Named) -> None:
    from isnad.store import query

    place = query.place(db, named)
    record = query.record(db, place.article) if place else None
    assert place is not None, "found a moment ago in the same snapshot"
    assert record is not None, "a finding's article is stored with it"
    _where(screen, record.article)
    screen.line(_context(screen, record.article.text, [(place.span, "words")]))
    for key, value in place.facts:
        screen.line(safe(f"{key}: {value}"), indent=2)
    _rules(screen, place.rules)


def _why_storyline(screen: Screen, db: Story, named: Named) -> None:
    from isnad.store import query

    for a in query.articles(db, storyline=named.id):
        screen.line(safe(f"{(a.published or a.first_day or '')[:10]} · {a.outlet or ''} · {a.title or ''} · {a.id}"))


def _why_page(screen: Screen, db: Story, named: Named) -> None:
    from isnad.store import query

    page = query.page(db, named.id)
    assert page is not None, "found a moment ago in the same snapshot"
    screen.line(safe(f"{page.source} · {page.kind} · {page.encoding}"))
    for record in query.records_of_page(db, page.id):
        _where(screen, record.article)
    rules = []
    text = query.visible_text(db, page.id) or ""
    for f in query.furniture(db, page.id):
        screen.line(safe(f"{f.kind}: «{clip(text[f.start : f.end], 100)}» · {f.rule}"), indent=2)
        rules.append(f.rule)
    _rules(screen, rules)


def _where(screen: Screen, a: Article) -> None:
    day = (a.published.value if a.published else screen.word("undated one"))[:10]
    screen.line(click.style(safe(a.title or a.id), bold=True))
    screen.line(safe(f"{a.outlet or ''} · {day} · {a.source} · {a.id}"), dim=True)


def _context(screen: Screen, text: str, parts: list[tuple[Span, str]]) -> str:
    """The words with what stands around them, each part marked by its name: ⟦content: …⟧."""
    first = max(0, min(span.start for span, _ in parts) - _AROUND)
    last = min(len(text), max(span.end for span, _ in parts) + _AROUND)
    edges = sorted(
        [(s.start, 1, -len(s), name) for s, name in parts] + [(s.end, 0, len(s), name) for s, name in parts],
        key=lambda e: e[:3],
    )
    out, at = ["… " if first else ""], first
    for offset, opens, _, name in edges:
        out += [safe(text[at:offset]), f"⟦{screen.word(name)}: " if opens else "⟧"]
        at = offset
    return "".join([*out, safe(text[at:last]), " …" if last < len(text) else ""])


def _rules(screen: Screen, ids: Iterable[str]) -> None:
    from isnad.rules.catalogue import entry

    for id in dict.fromkeys(ids):
        found = entry(id)
        screen.line()
        screen.line(click.style(f"{screen.word('rule')} {id}", bold=True))
        if found:
            screen.line(f"{screen.word('why')}: {found.why}", indent=2)
            for example in found.yes[:3]:
                screen.line(f"{screen.word('examples')}: {example.text}", indent=2)
            for example in found.no[:2]:
                screen.line(f"{screen.word('not')}: {example.text}", indent=2)


_WHY = {
    "attribution": _why_attribution,
    "claim": _why_claim,
    "article": _why_article,
    "entity": _why_entity,
    "timex": _why_place,
    "event": _why_place,
    "storyline": _why_storyline,
    "page": _why_page,
}
