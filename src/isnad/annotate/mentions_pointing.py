"""A source phrase that only points («الأخير», «كلا الزعيمين», «بلاده») in, the thing said before that it means out."""

from __future__ import annotations

from isnad.annotate.mentions_lexicon import lexicon
from isnad.annotate.mentions_source import Source, as_mention, first_word, roles_said
from isnad.model import Mention

_LATTER = frozenset(("الاخير", "الاخيره", "الرجل", "المراه", "المذكور"))


def latter(source: Source) -> Mention | None:
    """«الأخير», «هذا الأخير», «الرجل»: the person last named before."""
    if source.end - source.first > 2 or source.scan.norm(source.end - 1) not in _LATTER:
        return None
    for mention in reversed(source.before):
        if mention.kind == "person":
            return as_mention(source, mention.entity, "person", "names/reading#the-latter")
    return None


_HOMELAND = frozenset(("بلاده", "بلادها", "بلادهما", "بلادهم"))


def both(source: Source) -> Mention | None:
    """«كلا الزعيمين»: one of the two, the person last named; the other is the caller's to add."""
    if first_word(source) not in ("كلا", "كلتا", "كلي") or source.end - source.first < 2:
        return None
    for mention in reversed(source.before):
        if mention.kind == "person":
            return as_mention(source, mention.entity, "person", "names/reading#both")
    return None


def homeland(source: Source) -> Mention | None:
    """«بلاده»: the state of the person last named."""
    if source.end - source.first != 1 or first_word(source) not in _HOMELAND:
        return None
    for mention in reversed(source.before):
        if mention.kind != "person":
            continue
        states = [w for _, w in roles_said(source, mention.entity) if w.startswith("state-")]
        facts = lexicon().facts.get(mention.entity)
        # «السفير الإماراتي لدى هولندا»: the first
        state = states[0] if states else facts.state if facts else None
        return as_mention(source, state, "place", "names/reading#homeland") if state else None
    return None
