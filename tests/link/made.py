"""Records made by hand for tests of linking: sentences of our own, with the statements in them marked."""

from __future__ import annotations

from isnad.model import (
    Annotations,
    Article,
    Attribution,
    DateCandidate,
    Entity,
    EntityKind,
    Form,
    Mention,
    Record,
    Span,
    Stance,
    Timex,
)


def article(
    id: str, text: str, day: str | None = None, outlet: str | None = None, credit: str | None = None
) -> Article:
    """An article of one paragraph a line."""
    date = DateCandidate(day, "stated", day, "made#day", "chosen") if day else None
    spans, at = [], 0
    for line in text.split("\n"):
        spans.append(Span(at, at + len(line)))
        at += len(line) + 1
    return Article(id, id, id, 0, None, text, tuple(spans), (), outlet, None, credit, published=date)


def told(
    id: str,
    rows: list[tuple[str | None, str, str, Stance]],
    day: str | None = None,
    *,
    outlet: str | None = None,
    credit: str | None = None,
    names: dict[str, tuple[str, EntityKind]] | None = None,
    via: tuple[str, ...] = (),
    form: Form = "indirect",
    times: tuple[tuple[str, str], ...] = (),
) -> Record:
    """A record of sentences `(speaker, cue, content, stance)`; the speaker's words stand before the content."""
    text, found, mentions = "", [], []
    entities: dict[str, Entity] = {}
    for n, (speaker, cue, content, stance) in enumerate(rows):
        cue_at = len(text)
        text += f"{cue} "
        source = None
        if speaker:
            source = Span(len(text), len(text) + len(speaker))
            kind: EntityKind = (names or {}).get(speaker, (speaker, "org"))[1]
            entities.setdefault(speaker, Entity(f"{kind}:{speaker}", speaker, kind, None, (speaker,)))
            mentions.append(Mention(source, speaker, kind, f"{kind}:{speaker}", "made#name"))
            text += f"{speaker} "
        start = len(text)
        text += f"{content}.\n"
        who = entities[speaker].id if speaker else None
        for v in via:
            entities.setdefault(v, Entity(f"org:{v}", v, "org", None, (v,)))
        found.append(
            Attribution(
                f"{id}-{n}", Span(cue_at, cue_at + len(cue)), source, (Span(start, start + len(content)),), form,
                stance, who, tuple(f"org:{v}" for v in via), ("made#row",),
            )
        )  # fmt: skip
    for name, (canonical, kind) in (names or {}).items():
        at = text.find(name)
        while at >= 0:
            span = Span(at, at + len(name))
            if not any(m.span.meets(span) for m in mentions):
                mentions.append(Mention(span, name, kind, f"{kind}:{canonical}", "made#name"))
                entities.setdefault(canonical, Entity(f"{kind}:{canonical}", canonical, kind, None, (name,)))
            at = text.find(name, at + 1)
    text = text.rstrip("\n")
    timexes = tuple(
        Timex(Span(text.find(w), text.find(w) + len(w)), w, "DATE", v, "made#time", None, v if v[0] != "X" else None,
              v if v[0] != "X" else None)
        for w, v in times
    )  # fmt: skip
    made = article(id, text, day, outlet, credit)
    order = tuple(sorted(mentions, key=lambda m: m.span))
    return Record(made, Annotations(id, timexes, order, tuple(entities.values()), tuple(found)))


def plain(id: str, text: str, day: str | None = None, outlet: str | None = None) -> Record:
    """A record without findings."""
    return Record(article(id, text, day, outlet), Annotations(id))
