"""Doc and earlier findings in, attributions out: each cue drafts a statement, then speakers and chains are found."""

from __future__ import annotations

from dataclasses import replace

from isnad.annotate.attribution.alleged_draft import alleged_draft
from isnad.annotate.attribution.back_draft import back_draft
from isnad.annotate.attribution.cue import Cue, Cues
from isnad.annotate.attribution.cues import find_cues, verb_cue
from isnad.annotate.attribution.described_draft import described_draft
from isnad.annotate.attribution.draft import Draft
from isnad.annotate.attribution.lexicon import words
from isnad.annotate.attribution.listed import listed_tokens
from isnad.annotate.attribution.noun_draft import noun_draft
from isnad.annotate.attribution.opener import find_opener
from isnad.annotate.attribution.phrase_draft import hedge_draft, phrase_draft
from isnad.annotate.attribution.reader import Reader
from isnad.annotate.attribution.relay_draft import without_relayed
from isnad.annotate.attribution.resolve import resolve_drafts
from isnad.annotate.attribution.unverified_draft import unverified_draft
from isnad.annotate.attribution.verb_draft import verb_draft
from isnad.model import Article, Attribution, Mention, Timex
from isnad.text.doc import Doc


def find_attributions(
    doc: Doc, mentions: tuple[Mention, ...], timexes: tuple[Timex, ...], article: Article
) -> tuple[tuple[Attribution, ...], tuple[Mention, ...]]:
    """Reported statements in text order, and the mentions with those that sources added.

    `find_attributions(Doc.of("قال الوزير إن الجسر آمن"), (), (), article)` gives one row: cue «قال», source «الوزير»,
    content «الجسر آمن», indirect, assert.
    """
    r = Reader.of(doc, mentions, timexes)
    listed = listed_tokens(doc)
    cues = {cue.first: cue for cue in find_cues(r) if cue.first not in listed}
    drafts = [d for cue in cues.values() for d in [_draft(r, cue, cues)] if d is not None]
    drafts = without_relayed(_cited(_outside_sources(drafts)))
    return resolve_drafts(r, drafts, list(mentions), article)


def _outside_sources(drafts: list[Draft]) -> list[Draft]:
    """Without the nouns that head another's source or content: «يقول إعلان الشركة إن», «وجه انتقادات إلى» tell once."""
    verbs = [d for d in drafts if d.cue.kind == "verb"]
    heads = {d.source[0] for d in verbs if d.source is not None}
    given = {d.content[0][0] for d in verbs if d.cue.role in ("direct", "govern")}
    nouns = [d for d in drafts if d.cue.kind == "noun"]
    once = {d.cue.first for d in nouns if d.cue.first in heads or (d.source is None and d.cue.first in given)}
    return [d for d in drafts if d.cue.kind != "noun" or d.cue.first not in once]


def _cited(drafts: list[Draft]) -> list[Draft]:
    """«كشفت الصحيفة نقلا عن مسؤولين أن» is the officials' statement, which came through the newspaper."""
    telling = {d.content[0][0]: d for d in drafts if d.cue.kind == "verb" and d.source is not None}
    out, told = [], set()
    for d in drafts:
        teller = telling.get(d.content[0][0]) if d.cue.kind == "phrase" and d.cue.rule.endswith("#نقلا عن") else None
        if teller is not None and teller.cue.first < d.cue.first:
            d = replace(d, relay=teller.source)
            told.add(teller.cue.first)
        out.append(d)
    return [d for d in out if d.cue.kind != "verb" or d.cue.first not in told]


def _draft(r: Reader, cue: Cue, cues: Cues) -> Draft | None:
    sentence = r.doc.sentence_at(r.tokens[cue.first].start)
    start, stop = r.doc.sentence_bounds[sentence]
    if r.norm(start) in words("link_back") and r.norm(start + 1) in ("الخبر", "المقال", "الموضوع"):
        return None
    if cue.bare in ("كما", "مثلما") and cue.kind == "phrase":
        verb = verb_cue(r, cue.after - 1 if r.norm(cue.after - 1) not in ("به", "بها", "عنه") else cue.after - 2)
        opener = find_opener(r, verb, stop) if verb is not None else None
        if verb is not None and opener is not None and (opener.kind != "object" or cue.first == start):
            return verb_draft(r, verb, sentence, start, stop, cues)
    pointing = back_draft(r, cue, sentence, start, stop) or described_draft(r, cue, sentence, start, stop)
    if pointing is not None:
        return pointing
    if cue.kind == "phrase":
        return phrase_draft(r, cue, sentence, start, stop, cues)
    if cue.kind == "hedge":
        unverified = unverified_draft(r, cue, sentence, start, stop, cues)
        return unverified or hedge_draft(r, cue, sentence, stop, cues)
    if cue.rule.endswith("#alleged"):
        return alleged_draft(r, cue, sentence, start, stop)
    if cue.kind == "noun":
        return noun_draft(r, cue, sentence, stop, cues)
    return verb_draft(r, cue, sentence, start, stop, cues)
