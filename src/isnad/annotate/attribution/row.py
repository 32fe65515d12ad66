"""A statement in token ranges with its speaker and chain in, the attribution with its characters out."""

from __future__ import annotations

from dataclasses import replace
from hashlib import blake2b

from isnad.annotate.attribution.confidence import confidence
from isnad.annotate.attribution.content import spans_of
from isnad.annotate.attribution.cue import Cue
from isnad.annotate.attribution.draft import Draft
from isnad.annotate.attribution.lexicon import words
from isnad.annotate.attribution.reader import Reader, behind_letter, behind_li
from isnad.model import Article, Attribution, EntityId, Span


def source_span(r: Reader, draft: Draft) -> Span:
    """The source's characters, without the preposition of «وفقا لمسؤولين» on its first word."""
    assert draft.source is not None
    span = r.span(*draft.source)
    first = r.norm(draft.source[0])
    joined = first[1:].removeprefix("ال") in words("agent") or (first.startswith("وال") and first.endswith("ون"))
    if draft.cue.kind != "phrase" and first[0] == "و" and joined:
        return Span(behind_letter(r, span.start), span.end)
    if first[0] == "ب" and first not in words("text") and first[1:] in words("text"):
        return Span(behind_letter(r, span.start), span.end)  # «تقدمت ببلاغ يتهمه»
    named = r.mention_from.get(draft.source[0])
    described = draft.source[1] <= draft.cue.first and r.norm(draft.cue.first - 1) in words("relative")
    if described and named is not None and span.start < named[1].span.start < span.end:
        return Span(named[1].span.start, span.end)  # «لنجيب الذي اتهم»
    if first[0] == "ل" and r.norm(draft.source[0] - 1) in ("سبق", "وسبق"):
        return Span(behind_li(r, draft.source[0]), span.end)
    governed = draft.cue.kind == "phrase" and draft.cue.rule.endswith(" ل")
    if governed or draft.cue.kind == "hedge":  # «وفقا لرويترز», «لم يتسن لرويترز التحقق»
        return Span(behind_li(r, draft.source[0]), span.end)
    return span


def row_of(
    r: Reader,
    article: Article,
    draft: Draft,
    speaker: EntityId | None,
    others: tuple[EntityId, ...],
    via: tuple[EntityId, ...],
    parent: Attribution | None,
) -> Attribution:
    cue = _cue_span(r, draft.cue)
    content = tuple(_content_span(r, draft, a, b) for a, b in draft.content)
    source = _shown_source(r, draft) if draft.source else None
    key = f"{article.id}|{cue.start}|{content[0].start}"
    rules = tuple(dict.fromkeys((draft.cue.rule, draft.rule)))
    row = Attribution(
        id=blake2b(key.encode(), digest_size=6).hexdigest(),
        cue=cue,
        source=source,
        content=content,
        form=draft.form,
        stance=draft.stance,
        speaker=speaker,
        via=via,
        rules=rules,
        co_speakers=others,
        parent=parent.id if parent else None,
    )
    return replace(row, confidence=confidence(row))


def _shown_source(r: Reader, draft: Draft) -> Span:
    """The source as it stands on the page: «للصحيفة» is one word there, though the speaker is «الصحيفة»."""
    assert draft.source is not None
    return r.span(*draft.source) if r.norm(draft.source[0]).startswith("لل") else source_span(r, draft)


def _content_span(r: Reader, draft: Draft, first: int, last: int) -> Span:
    """A content's characters; the و that joins a sentence to the one before is no part of what «بحسب» reports."""
    span = spans_of(r, first, last)
    joined = draft.cue.kind == "phrase" and (r.clause_verb(first) or _conjoined(r, first))
    return Span(behind_letter(r, span.start), span.end) if joined else span


def _conjoined(r: Reader, i: int) -> bool:
    """Whether و only joins a sentence to the one before: «والبلدة محاصرة», «وسيحدد القاضي», «وتحتل المدينة»."""
    norm = r.norm(i)
    named = r.mention_from.get(i)
    if named is not None:
        return norm[0] == "و" and named[1].span.start > r.tokens[i].start
    article = norm.startswith("وال") and len(norm) > 5 and not norm.startswith(("والد", "والي"))
    return article or norm.startswith(("وسي", "وست", "وت", "وي"))


def _cue_span(r: Reader, cue: Cue) -> Span:
    """The cue without the و or ف that joins it to what stands before."""
    first = cue.first - 1 if cue.negated else cue.first
    span = r.span(first, cue.after)
    norm = r.norm(first)
    if cue.role in ("circumstance", "owned"):  # «إنفاذا لتوجيهات»: as long as the noun itself
        return Span(span.end - len(r.raw(cue.first).lstrip("ولب")) if norm != cue.bare else span.start, span.end)
    if cue.negated:
        joined = norm[0] in "وف" and len(norm) > 2
    else:
        joined = bool(cue.bare) and norm != cue.bare and norm[0] in "وف" and norm[1:].startswith(cue.bare[:2])
    return Span(behind_letter(r, span.start) if joined else span.start, span.end)
