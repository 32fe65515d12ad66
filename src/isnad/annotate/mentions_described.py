"""A description as a source in, the thing said before that it fits out: «الوزير», «الصحيفة الأمريكية», «بيان للجيش»."""

from __future__ import annotations

from bisect import bisect_left
from functools import cache

from isnad.annotate.mentions_found import Found
from isnad.annotate.mentions_lexicon import Cue, Nisba, Title, Word, lexicon, offices
from isnad.annotate.mentions_roles import read_role
from isnad.annotate.mentions_source import MARKS, Source, as_mention, first_word, opens, roles_said, source_of
from isnad.model import Mention, Span
from isnad.rules.load import load_rules
from isnad.text.fold import fold
from isnad.text.per_word import per_word


def issuer(source: Source) -> Mention | None:
    """«تقرير الصحيفة», «بيان للجيش», «بيان صادر عن الوزارة»: who issued it."""
    hit = opens(source, Word)
    accusative = source.end == source.first + 1 and first_word(source) in ("بيانا", "تقريرا")
    if accusative:
        return _issuer_before(source, first_word(source).removesuffix("ا")) or _subject(source)
    if hit is None or not isinstance(hit.meaning, Word) or hit.meaning.type != "document":
        return None
    issuers = [
        m
        for m in source.inside
        if not _is_platform(m) and (m.kind != "place" or m.span.start <= source.doc.tokens[hit.end - 1].end + 3)
    ]
    if issuers:
        best = issuers[0]
        return as_mention(source, best.entity, best.kind, "names/reading#issuer")
    if source.end > hit.end:
        rest = Span(source.doc.tokens[hit.end].start, source.span.end)
        inner = source_of(source.doc, rest, source.before + source.inside, source.scan)
        whose = described(inner) if inner else None
        if whose:
            return as_mention(source, whose.entity, whose.kind, "names/reading#issuer")
    noun = first_word(source)
    if source.end > hit.end and source.scan.norm(hit.end) not in ("الذي", "التي"):  # «البيان الذي نشر على الموقع»
        return None
    if not noun.startswith("ال"):
        return _issuer_before(source, noun) or _subject(source)
    return _issuer_before(source, noun.removeprefix("ال")) or _text_before(source, noun.removeprefix("ال"))


def _text_before(source: Source, noun: str) -> Mention | None:
    """«البيان» whose issuer no list holds: the one that spoke before, «بيان من القصر الأزرق»."""
    for mention in reversed(source.before):
        if _noun(mention.text) == noun:
            return as_mention(source, mention.entity, mention.kind, "names/reading#issuer")
    return None


@per_word
def _noun(text: str) -> str:
    """The first word of a mention, without the accusative's alef."""
    return fold(text).split(" ")[0].removesuffix("ا")


def _subject(source: Source) -> Mention | None:
    """The organisation named last in the same sentence, «أصدرت الشركة بياناً», and none that was given the text."""
    if not _words("received").isdisjoint(source.scan.norm(k) for k in (source.first - 1, source.first - 2)):
        return None  # «نفت الوزارة تلقي أي تقرير»
    sentence = source.doc.sentences[source.doc.sentence_at(source.span.start)]
    for mention in reversed(source.before):
        if mention.kind == "org" and sentence.covers(mention.span) and not relays(mention):
            given = source.doc.token_at(mention.span.start)
            if not _words("given").isdisjoint(source.scan.norm(k).removeprefix("و") for k in range(given - 3, given)):
                return None  # «سلّم المهندس الوزارة تقريراً»
            return as_mention(source, mention.entity, "org", "names/reading#issuer")
    return None


_BACK = 3000
"""Words back in which a text without an issuer is sought: more than an article has."""


@cache
def _words(rule: str) -> frozenset[str]:
    """Match forms of the words of one rule of `rules/names/texts.toml`."""
    pattern = next(r.pattern for r in load_rules("names/texts") if r.id == f"names/texts#{rule}")
    return frozenset(fold(word) for word in pattern.split("|"))


def relays(mention: Mention) -> bool:
    """Whether an organisation passes statements on rather than issues them: agencies, newspapers, channels."""
    facts = lexicon().facts.get(mention.entity)
    relay = facts is not None and facts.type in ("agency", "newspaper", "tv", "radio", "site", "magazine", "platform")
    return (relay and not mention.rule.startswith("names/reading#")) or mention.text.startswith(
        ("وكالة", "صحيفة", "قناة")
    )


def _is_platform(mention: Mention) -> bool:
    """«فيسبوك», «تويتر»: where words are put, and never whose they are in «البيان الذي نشر على فيسبوك»."""
    facts = lexicon().facts.get(mention.entity)
    return facts is not None and facts.type == "platform"


def _issuer_before(source: Source, noun: str) -> Mention | None:
    """«البيان», «التقرير» alone: whose it was where the text spoke of it before."""
    forms = {noun, noun.removesuffix("ا"), f"{noun}ا", f"ال{noun}"}
    forms |= {p + f for p in "وبل" for f in forms}
    bodies = sorted((m for m in source.before if m.kind == "org" and not relays(m)), key=_start)
    for at in range(source.first - 1, max(-1, source.first - _BACK) if bodies else source.first, -1):
        if source.scan.norm(at) not in forms:
            continue
        here = source.doc.tokens[at].start
        sentence = source.doc.sentences[source.doc.sentence_at(here)]
        first, end = bisect_left(bodies, sentence.start, key=_start), bisect_left(bodies, sentence.end, key=_start)
        issuers = [m for m in bodies[first:end] if sentence.covers(m.span)]
        after = [m for m in issuers if -1 < m.span.start - here < 25]
        best = (
            after[0]
            if after
            else max((m for m in issuers if m.span.start < here), key=lambda m: m.span.start, default=None)
        )
        if best:
            return as_mention(source, best.entity, best.kind, "names/reading#issuer")
    return None


def _start(mention: Mention) -> int:
    return mention.span.start


_TYPES = {
    "صحيفه": {"newspaper"}, "جريده": {"newspaper"}, "مجله": {"magazine"}, "وكاله": {"agency"}, "قناه": {"tv"},
    "تلفزيون": {"tv"}, "محطه": {"tv", "radio"}, "شبكه": {"tv", "ngo"}, "اذاعه": {"radio"},
    "موقع": {"site", "newspaper"}, "منظمه": {"ngo", "international"}, "حزب": {"party", "armed"},
    "هيءه": {"international", "institution", "armed"}, "حركه": {"armed", "party"}, "جماعه": {"armed", "party"},
    "تنظيم": {"armed"}, "ميليشيا": {"armed"}, "شركه": {"company"}, "نادي": {"club"}, "مركز": {"thinktank"},
    "جامعه": {"university", "international"}, "معهد": {"thinktank"}, "حلف": {"international"},
    "اتحاد": {"international", "sport"}, "بنك": {"company", "international"},
}  # fmt: skip
"""Class words and the lexicon types they can stand for."""


def described(source: Source | None) -> Mention | None:
    """A definite description: «الصحيفة الأمريكية», «الوزير», «المتحدث باسم الحكومة», «المصادر»."""
    if source is None:
        return None
    title = opens(source, Title)
    if title and isinstance(title.meaning, Title):
        role = read_role(source.scan, source.first, title)
        if role.gender == "p":
            return _group(source, role) if role.definite else None
        return _described_person(source, role)
    cue = opens(source, Cue)
    if cue and isinstance(cue.meaning, Cue) and cue.meaning.definite:
        return _described_org(source, cue.meaning)
    return None


@per_word
def _class_word(name: str) -> str:
    """The first word of a body's name, without its article: «صحيفة» of «الصحيفة الوطنية»."""
    return next((fold(word).removeprefix("ال") for word in name.split()), "")


def _described_org(source: Source, cue: Cue) -> Mention | None:
    word = cue.type.removeprefix("ال")
    states = {
        h.meaning.state
        for k in range(source.first + 1, source.end)
        if (h := source.scan.bare(k, Nisba)) and isinstance(h.meaning, Nisba)
    }
    vague: Mention | None = None
    for mention in reversed(source.before):
        if mention.kind == "person":
            continue
        facts = lexicon().facts.get(mention.entity)
        names = (mention.text, facts.name) if facts else (mention.text,)
        own = {_class_word(name) for name in names}
        if (
            word in own
            or (facts and facts.type in _TYPES.get(word, ()))
            or (mention.entity.startswith("ministry-") and word == "وزاره")
        ):
            state = facts.state if facts else f"state-{mention.entity.rpartition('-')[2]}"
            if states and state and state not in states and state.startswith("state-") and len(state) == 8:
                continue
            if states and facts and facts.type in ("international", "sport") and not facts.state:
                continue  # «الاتحاد البرازيلي» is no world body
            if word in own or not facts or facts.type != "international":
                return as_mention(source, mention.entity, mention.kind, "names/reading#description")
            vague = vague or mention  # «الجامعة» is «الجامعة العربية» before it is any world body
    return as_mention(source, vague.entity, vague.kind, "names/reading#description") if vague else None


def _group(source: Source, role: Found) -> Mention | None:
    """«المصادر», «المسؤولون»: the group of the same class word named before."""
    if role.governs:
        return None
    for mention in reversed(source.before):
        at = source.doc.token_at(mention.span.start)
        hit = source.scan.hit(at, Title)
        if mention.kind == "group" and hit and isinstance(hit.meaning, Title) and hit.meaning.key == role.titles[0]:
            return as_mention(source, mention.entity, "group", "names/reading#description")
    return None


def _described_person(source: Source, role: Found) -> Mention | None:
    """The person last named whom the title fits, with the same states and bodies where the phrase names them."""
    if not role.definite and not role.governs:
        return None
    seen: set[str] = set()
    words = {w.removeprefix("ال") for w in source.scan.norms[source.first + 1 : source.end]}
    for mention in reversed(source.before):
        if mention.kind != "person" or mention.entity in seen:
            continue
        seen.add(mention.entity)
        roles = roles_said(source, mention.entity)
        titles = {title for title, _ in roles}
        governed = {what for title, what in roles if title in role.titles}
        if role.titles[0] not in titles:
            continue
        if not role.governs or set(role.governs) <= governed or (words and words <= _words_of(source, mention.entity)):
            return as_mention(source, mention.entity, "person", "names/reading#description")
    return _named_later(source, role) or _office_holder(source, role)


def _same_official(source: Source) -> Mention | None:
    """«المسؤول الأردني» after «مصدر أردني رفيع المستوى», where nobody is named between the two."""
    if first_word(source) not in ("المسءول", "الدبلوماسي"):
        return None
    last = next((m for m in reversed(source.before) if m.kind in ("person", "group")), None)
    if last is None or last.head is not None:
        return None
    noun, *rest = fold(last.text).split()
    described = {word.removeprefix("ال") for word in source.scan.norms[source.first + 1 : source.end]}
    if noun not in ("مصدر", "مسءول", "دبلوماسي") or not described <= {word.removeprefix("ال") for word in rest}:
        return None
    return as_mention(source, last.entity, last.kind, "names/reading#description")


def _office_holder(source: Source, role: Found) -> Mention | None:
    """«المسؤول», «المسؤول الإيراني»: the person named last before, where an office of that state or body is theirs."""
    hidden = _same_official(source)
    if hidden is not None and role.definite:
        return hidden
    mention = next((m for m in reversed(source.before) if m.kind == "person" and m.head is not None), None)
    if role.titles != ("head",) or not role.definite or mention is None:
        return None
    roles, facts = roles_said(source, mention.entity), lexicon().facts.get(mention.entity)
    known = {what for _, what in roles} | ({facts.state} if facts and facts.state else set())
    held = not offices().isdisjoint(title for title, _ in roles)
    fits = held and set(role.governs) <= known
    return as_mention(source, mention.entity, "person", "names/reading#description") if fits else None


def _words_of(source: Source, entity: str) -> set[str]:
    """Match forms, without article, of every word said with a person before the phrase."""
    texts = (fold(m.text) for m in source.before if m.entity == entity)
    return {w.strip(MARKS).removeprefix("ال") for text in texts for w in text.split()}


def _named_later(source: Source, role: Found) -> Mention | None:
    """Somebody described first and named with the same description soon after: «خبير دفاع … خبير الدفاع سامر قدورة»."""
    if not role.governs:
        return None
    wanted = {w.removeprefix("ال") for w in role.governs}
    for mention in source.after:
        if mention.kind != "person" or mention.head is None or mention.span.start - source.span.end > 600:
            continue
        at = source.doc.token_at(mention.span.start)
        hit = source.scan.hit(at, Title)
        if hit:
            other = read_role(source.scan, at, hit)
            if other.titles[0] == role.titles[0] and {w.removeprefix("ال") for w in other.governs} == wanted:
                return as_mention(source, mention.entity, "person", "names/reading#named-later")
    return None
