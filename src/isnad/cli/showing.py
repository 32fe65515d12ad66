"""`isnad show` and `isnad search`: what a story file holds, on a screen or in a pipe."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import click

from isnad.cli.screen import Screen, clip, safe

if TYPE_CHECKING:
    from isnad.model import Claim
    from isnad.store.file import Story
    from isnad.store.query import ArticleRow, Statement


@click.command()
@click.argument("story", metavar="STORY")
@click.option("--timeline", is_flag=True, help="Articles in order of time.")
@click.option("--claims", is_flag=True, help="What is claimed, who vouches, who denies.")
@click.option("--sources", is_flag=True, help="Who speaks, and through whom.")
@click.option("--storylines", is_flag=True, help="Stories the pile falls into.")
@click.option("--rejected", is_flag=True, help="What gave no article, and why.")
@click.option("--claim", "claim_id", metavar="ID", help="One claim in full.")
@click.option("--limit", type=click.IntRange(min=0), default=20, show_default=True, help="Rows a section; 0 shows all.")
@click.pass_obj
def show(lang: str, /, story: str, claim_id: str | None, limit: int, **asked: bool) -> None:
    """Show what a story file holds: its timeline, claims and sources, or the sections asked for."""
    from isnad.store import query
    from isnad.store.file import open_story

    screen = Screen(lang)
    with open_story(story) as db:
        if claim_id is not None:
            claim = query.claim(db, claim_id)
            if claim is None:
                raise click.UsageError(f"{story} holds no claim {claim_id}; `isnad show {story} --claims` lists them")
            _claim(screen, db, claim, whole=True)
            return
        if not any(asked.values()):
            _counts(screen, db)
            asked = dict.fromkeys(("storylines", "timeline", "claims", "sources"), True)
        for section in (name for name in asked if asked[name]):
            _PRINT[section](screen, db, limit or -1)


@click.command()
@click.argument("story", metavar="STORY")
@click.argument("words", nargs=-1, required=True, metavar="QUERY")
@click.option("--speaker", metavar="ID", help="Only articles in which this entity speaks.")
@click.option(
    "--stance",
    type=click.Choice(["assert", "deny", "doubt", "commit", "urge", "warn", "evaluate"]),
    help="Only articles with a statement of this stance.",
)
@click.option("--outlet", metavar="NAME", help="Only articles of this outlet.")
@click.option("--since", metavar="DAY", help="Only articles published on or after this ISO day.")
@click.option("--until", metavar="DAY", help="Only articles published on or before this ISO day.")
@click.option("--limit", type=click.IntRange(min=1), default=20, show_default=True, help="Articles at most.")
@click.pass_obj
def search(
    lang: str,
    story: str,
    words: tuple[str, ...],
    speaker: str | None,
    stance: str | None,
    outlet: str | None,
    since: str | None,
    until: str | None,
    limit: int,
) -> None:
    """Find articles by their words, best first.

    Spelling is folded and words are found behind their proclitics; words in quotes are found as a phrase.
    """
    from isnad.store import query
    from isnad.store.file import open_story

    screen = Screen(lang)
    with open_story(story) as db:
        hits = query.search(
            db,
            " ".join(words),
            speaker=speaker,
            stance=stance,
            outlet=outlet,
            since=since,
            until=until,
            limit=limit,
        )
    for hit in hits:
        head = [hit.article, (hit.published or screen.word("undated one"))[:10], hit.outlet or "", hit.title or ""]
        screen.line(safe("\t".join(head)))
        screen.line(safe(_marked(hit.snippet, [(s.start, s.end) for s in hit.found], screen.tty)), indent=2)
    raise click.exceptions.Exit(0 if hits else 1)


def _marked(text: str, spans: list[tuple[int, int]], colour: bool) -> str:
    out, at = [], 0
    for start, end in spans:
        found = click.style(text[start:end], bold=True) if colour else f"[{text[start:end]}]"
        out += [text[at:start], found]
        at = end
    return " ".join("".join([*out, text[at:]]).split())


def _counts(screen: Screen, db: Story) -> None:
    from isnad.store import query

    c = query.counts(db)
    parts = [
        screen.counted("page", c.pages),
        f"{screen.counted('article', c.articles)} ({screen.word('undated')}: {c.undated})",
        screen.counted("statement", c.statements),
        screen.counted("claim", c.claims),
        f"{screen.word('rejected')}: {c.rejected}",
        f"{screen.word('failed')}: {c.failed}",
    ]
    screen.line(" · ".join(parts))


def _timeline(screen: Screen, db: Story, limit: int) -> None:
    from isnad.store import query

    rows = query.articles(db, limit=limit)
    screen.title("timeline")
    cells = [(_day(screen, a), a.outlet or "", clip(safe(a.title or ""), 70), str(a.statements), a.id) for a in rows]
    screen.table(("published", "outlet", "title", "statements", "id"), cells, arabic=(1, 2))


def _day(screen: Screen, a: ArticleRow) -> str:
    if a.published:
        return a.published[:10]
    if a.first_day:
        days = a.first_day if a.first_day == a.last_day else f"{a.first_day} – {a.last_day}"
        return f"≈ {days} ({screen.word('inferred')})"
    return screen.word("undated one")


def _claims(screen: Screen, db: Story, limit: int) -> None:
    from isnad.store import query

    screen.title("claims")
    for claim in query.claims(db, widest=True, limit=limit):
        _claim(screen, db, claim)


def _claim(screen: Screen, db: Story, claim: Claim, *, whole: bool = False) -> None:
    from isnad.store import query
    from isnad.store.query.voices import leads

    said = query.statements_by_id(db, [*claim.attributions, *claim.contested_by, *claim.unverified])
    begun = leads(db, list(said)) if whole else {}
    origins = screen.counted("origin", claim.at_least, claim.at_most)
    articles = screen.counted("article", len({s.article for s in said.values()}))
    screen.line()
    screen.line(click.style(safe(clip(claim.text, 10_000 if whole else 160)), bold=True))
    screen.line(f"{claim.id} · {origins} · {articles}", dim=True, indent=2)
    roles = (("vouches", claim.attributions), ("denies", claim.contested_by), ("unverified", claim.unverified))
    for role, ids in roles:
        for id in ids if whole else ids[:5]:
            if id in said:
                screen.line(f"{screen.word(role)}: {_chain(screen, said[id])}", indent=2)
                if whole:
                    screen.line(safe(begun.get(id, "") + said[id].content), indent=6)
    if whole:
        _claim_ends(screen, claim)


def _claim_ends(screen: Screen, claim: Claim) -> None:
    for origin in claim.origins:
        hidden = f" ({screen.word('hidden')})" if origin.hidden else ""
        screen.line(f"{screen.word('origin')}: {safe(origin.name)}{hidden}", indent=2)
        for e in origin.evidence:
            screen.line(safe(f"{e.says}: «{clip(e.text, 120)}» {e.article}"), indent=6)
    for drift in claim.drift:
        screen.line(f"{screen.word('drift')}: {drift.kind}", indent=2)
        screen.line(safe(f"«{clip(drift.before.text, 100)}» → «{clip(drift.after.text, 100)}»"), indent=6)


def _chain(screen: Screen, s: Statement) -> str:
    """Speaker, relays and outlet, from the one who said it to the page."""
    speaker = s.speaker.name if s.speaker else s.source or screen.word("unnamed")
    people = [speaker, *(n.name for n in s.co_speakers)]
    chain = [" و".join(people), *(n.name for n in reversed(s.via)), s.outlet or screen.word("page itself")]
    day = (s.published or "")[:10] or screen.word("undated one")
    return safe(f"{' ← '.join(chain)} · {screen.stance(s.stance)} · {day} · {s.id}")


def _sources(screen: Screen, db: Story, limit: int) -> None:
    from isnad.store import query

    said: Counter[tuple[str, str]] = Counter()
    relayed: Counter[tuple[str, str]] = Counter()
    denied: Counter[tuple[str, str]] = Counter()
    for s in query.statements(db):
        for name in (*((s.speaker,) if s.speaker else ()), *s.co_speakers):
            said[name.id, name.name] += 1
            denied[name.id, name.name] += s.stance == "deny"
        for name in s.via:
            relayed[name.id, name.name] += 1
    every = sorted(said | relayed, key=lambda key: (-said[key] - relayed[key], key))
    shown = every if limit < 0 else every[:limit]
    screen.title("sources")
    cells = [(safe(key[1]), *(str(c[key]) for c in (said, denied, relayed)), key[0]) for key in shown]
    screen.table(("name", "said", "denied", "relayed", "id"), cells, arabic=(0,))


def _storylines(screen: Screen, db: Story, limit: int) -> None:
    from isnad.store import query

    rows = query.storylines(db)
    if not rows:
        return
    screen.title("storylines")
    shown = rows if limit < 0 else rows[:limit]
    cells = [(f"{s.begin or '?'} – {s.end or '?'}", clip(safe(s.title), 80), str(len(s.articles)), s.id) for s in shown]
    screen.table(("published", "title", "articles", "id"), cells, arabic=(1,))


def _rejected(screen: Screen, db: Story, limit: int) -> None:
    from isnad.store import query

    refused, failed = query.rejected(db), query.failures(db)
    screen.title("rejected", str(len(refused)))
    shown = refused if limit < 0 else refused[:limit]
    screen.table(("source", "reason", "remedy"), [(safe(r.source), r.reason, r.remedy) for r in shown])
    if failed:
        screen.title("failed", str(len(failed)))
        several = failed if limit < 0 else failed[:limit]
        screen.table(("source", "stage", "error"), [(safe(f.source), f.stage, safe(f.error)) for f in several])


_PRINT = {
    "timeline": _timeline,
    "claims": _claims,
    "sources": _sources,
    "storylines": _storylines,
    "rejected": _rejected,
}
