"""A claim's tellings in, what changed between them out: each change with the passage before and the passage after."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from isnad.link.claims import Pile
from isnad.link.numbers import counts
from isnad.link.origins import Sources, hides
from isnad.link.similar import Likeness
from isnad.link.statements import Statement
from isnad.link.words import words_of
from isnad.model import Drift, Evidence, Span
from isnad.text.fold import fold

MOST = 20
"""Changes kept for one claim."""

_NEAR = 6
"""Earlier tellings a later one is compared with."""

_BODY = 5
"""Content words in common from which two wordings are one passage."""

_SOON = 3
"""Days after which another number may be news and no change in the telling."""

_MAY = "قد"
_WORD = re.compile(r"\w+")


def find_drift(
    pile: Pile, vouching: Sequence[Statement], contested: Sequence[Statement], unverified: Sequence[Statement],
    sources: Sources,
) -> tuple[Drift, ...]:  # fmt: skip
    """What changed between the tellings of one claim, earliest first. Tellings on one page are one telling."""
    out: list[Drift] = []
    dated = [s for s in vouching if s.day]
    for n, after in enumerate(dated[1 : 4 * MOST], 1):
        earlier = [b for b in dated[max(0, n - _NEAR) : n] if b.article != after.article]
        if earlier and len(out) < MOST:
            before = max(earlier, key=lambda b: (pile.compare(b.id, after.id).score, b.id))
            out += _changes(before, after, pile.compare(before.id, after.id), sources)
    out += _left_out(dated, contested, "denial-left-out", "denied here", "no denial on this page", sources)
    out += _left_out(dated, unverified, "unverified-dropped", "not verified", "told without the notice", sources)
    return tuple(distinct(out))[:MOST]


def distinct(found: Sequence[Drift]) -> Iterator[Drift]:
    """Each change once: statements nested in one another, and the two sides of «قال … مضيفا», tell it between the same
    passages again."""
    told: dict[tuple[str, str, str, str, str], list[Drift]] = {}
    for d in found:
        key = d.kind, d.before.article, d.after.article, d.before.says, d.after.says
        if not any(x.before.span.meets(d.before.span) and x.after.span.meets(d.after.span) for x in told.get(key, ())):
            told.setdefault(key, []).append(d)
            yield d


def _changes(a: Statement, b: Statement, like: Likeness, sources: Sources) -> Iterator[Drift]:
    """Changes from the earlier telling `a` to the later one `b`."""
    before, after = _text(a, sources), _text(b, sources)
    hedge = _hedge(before)
    if (hedge or a.stance == "doubt") and not _hedge(after) and b.stance in ("assert", "commit") and like.cover > 0.6:
        yield Drift("hedge-dropped", _passage(a, sources, f"hedged: {hedge or 'doubt'}"), _passage(b, sources, "flat"))
    close = like.cover > 0.7 and like.phrase > 0.6 and len(like.shared) >= _BODY
    if close and _named(a, sources) and _hidden(b, sources) and a.speaker not in b.via:
        named, general = _speaker(a, sources, "named speaker"), _speaker(b, sources, "speaker no longer named")
        yield Drift("speaker-generalised", named, general)
    old, new = counts(before), counts(after)
    for unit in sorted(old.keys() & new.keys()):
        if old[unit] != new[unit] and like.cover > 0.6 and like.days <= _SOON:
            says = f"{old[unit]:g} {unit}", f"{new[unit]:g} {unit}"
            yield Drift("number-changed", _passage(a, sources, says[0]), _passage(b, sources, says[1]))
    form_a, form_b = sources.attributions[a.id].form, sources.attributions[b.id].form
    if close and form_a == "direct" and form_b == "indirect":
        yield Drift("quote-flattened", _passage(a, sources, "quoted"), _passage(b, sources, "in the page's own words"))
    if close and _moved(a, b):
        yield Drift("date-moved", _passage(a, sources, "one day"), _passage(b, sources, "another day"))


def _moved(a: Statement, b: Statement) -> bool:
    """Whether both name one day and not the same one, for another reason than «أمس» written a day later."""
    if not a.when or not b.when or a.when[0] != a.when[1] or b.when[0] != b.when[1] or a.when == b.when:
        return False
    return b.when[0] - a.when[0] != (b.day or 0) - (a.day or 0)


def _left_out(
    dated: Sequence[Statement], notices: Sequence[Statement], kind: str, there: str, gone: str, sources: Sources
) -> Iterator[Drift]:
    """Later pages that tell the claim without the denial, or the notice, that an earlier page gives with it."""
    with_it = {n.article for n in notices}
    telling = {s.article for s in dated}
    for notice in [n for n in notices if n.article in telling][:3]:
        later = [s for s in dated if notice.day and s.day and s.day >= notice.day and s.article not in with_it]
        for s in later[:3]:
            before, after = _passage(notice, sources, there), _passage(s, sources, gone)
            if kind == "denial-left-out":
                yield Drift("denial-left-out", before, after)
            else:
                yield Drift("unverified-dropped", before, after)


def _text(s: Statement, sources: Sources) -> str:
    return fold(" ".join(span.of(sources.records[s.article].article.text) for span in s.spans))


def _hedge(folded: str) -> str | None:
    """The first word that weakens a passage; «قد» does so before a present verb only («قد يصل», not «قد وصل»)."""
    words: list[str] = _WORD.findall(folded)
    for word, following in zip(words, [*words[1:], ""], strict=True):
        if word == _MAY:
            if following[:1] in "ينت" and following[-1:] not in "تا" and len(following) > 2:
                return word
        elif word in words_of("hedge"):
            return word
    return None


def _named(s: Statement, sources: Sources) -> bool:
    entity = sources.entities.get(s.speaker) if s.speaker else None
    return entity is not None and entity.kind == "person" and not hides(entity.name) and " " in entity.name


def _hidden(s: Statement, sources: Sources) -> bool:
    entity = sources.entities.get(s.speaker) if s.speaker else None
    return not s.speaker or (entity is not None and not entity.known and hides(entity.name))


def _speaker(s: Statement, sources: Sources, says: str) -> Evidence:
    row, text = sources.attributions[s.id], sources.records[s.article].article.text
    span = row.source if row.source is not None else row.cue
    return Evidence(s.article, span, span.of(text), says)


def _passage(s: Statement, sources: Sources, says: str) -> Evidence:
    text = sources.records[s.article].article.text
    span = Span(s.spans[0].start, s.spans[-1].end)
    return Evidence(s.article, span, span.of(text), says)
