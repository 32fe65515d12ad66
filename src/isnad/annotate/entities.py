"""Mentions in, entities out; and the entity that a source phrase means, given what stands before it."""

from __future__ import annotations

from dataclasses import dataclass

from isnad.annotate.mentions_found import Found
from isnad.annotate.mentions_lexicon import Cue, Hit, Known, Nisba, Part, Title, Word, lexicon
from isnad.annotate.mentions_names import could_name
from isnad.annotate.mentions_scan import Scan, read_role
from isnad.annotate.mentions_unify import same_name
from isnad.model import Entity, EntityKind, Mention, Span
from isnad.text.doc import Doc
from isnad.text.fold import fold

_MARKS = " «»“”\"'()[]،,.:؛#"
_OWN = "names#own-words"


def entities_of(mentions: tuple[Mention, ...]) -> tuple[Entity, ...]:
    """One entity for each id, in order of first appearance, with every form it was seen in.

    >>> text = "وقالت واشنطن إن الولايات المتحدة ترفض"
    >>> from isnad.annotate.mentions import find_mentions
    >>> [(e.name, e.iso, e.mentions) for e in entities_of(find_mentions(Doc.of(text), ()))]
    [('الولايات المتحدة', 'US', ('واشنطن', 'الولايات المتحدة'))]
    """
    found: dict[str, list[Mention]] = {}
    for mention in mentions:
        found.setdefault(mention.entity, []).append(mention)
    return tuple(_entity(id, rows) for id, rows in found.items())


def _entity(id: str, rows: list[Mention]) -> Entity:
    forms: list[str] = []
    for row in rows:
        forms.append(row.text.strip(_MARKS))
        if row.head:
            forms.append(_head(row).strip(_MARKS))
    forms = list(dict.fromkeys(f for f in forms if f))
    facts = lexicon().facts.get(id)
    if facts:
        return Entity(id, facts.name, facts.kind, facts.name_en or None, tuple(forms), facts.iso, None, True)
    composed = _composed(id)
    heads = [_head(row).strip(_MARKS) for row in rows if row.head] if rows[0].kind == "person" else []
    name = max(heads, key=len) if heads else forms[0] if forms else rows[0].text
    if rows[0].kind == "group" and not heads:
        name = nominative(name)
    return Entity(id, name, rows[0].kind, composed, tuple(forms), None, None, composed is not None)


def nominative(words: str) -> str:
    """A plural description as a subject: `nominative("مسؤولين أمريكيين") == "مسؤولون أمريكيون"`."""
    first, *rest = words.split(" ")
    if not first.endswith("ين") or not any(isinstance(h, Title) and h.gender == "p" for h in _plain(first)):
        return words
    agreeing = [w[:-2] + "ون" if w.endswith("يين") else w for w in rest]
    return " ".join([first[:-2] + "ون", *agreeing])


def _plain(word: str) -> list[object]:
    root = lexicon().root
    return list(root.get(fold(word), {}).get("", ()))


def _composed(id: str) -> str | None:
    """English name of a ministry, army or other body of a state: `ministry-mfa-ru` → «Russian Foreign Ministry»."""
    head, _, iso = id.rpartition("-")
    adjective = lexicon().adjectives_en.get(f"state-{iso}")
    pattern = lexicon().composed_en.get(
        head.removeprefix("ministry-") if head.startswith("ministry-") else f"institution:{head}"
    )
    return pattern.format(adj=adjective) if adjective and pattern else None


def _head(mention: Mention) -> str:
    if mention.head is None:
        return mention.text
    return mention.text[mention.head.start - mention.span.start : mention.head.end - mention.span.start]


# --- what a source phrase means ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Source:
    """A source phrase and the text before it."""

    doc: Doc
    span: Span
    scan: Scan
    first: int
    end: int
    """Tokens `[first, end)`."""
    prefix: str
    """Proclitics of the first token that stand before the phrase."""
    before: tuple[Mention, ...]
    """Mentions that begin before the phrase."""
    inside: tuple[Mention, ...]
    after: tuple[Mention, ...]


def resolve(doc: Doc, span: Span, mentions: tuple[Mention, ...]) -> Mention | None:
    """The mention that the source phrase `span` means, given everything earlier in the text.

    A description («الباحث», «الصحيفة الأمريكية», «الأخير») gets the entity of the last thing before it that it fits; where
    nothing fits, the phrase becomes an entity of its own. None for an empty span.

    >>> from isnad.annotate.mentions import find_mentions
    >>> text = "كتبت صحيفة الغارديان عن القمة. وقالت الصحيفة إن الاتفاق قريب"
    >>> doc = Doc.of(text)
    >>> start = text.index("الصحيفة")
    >>> resolve(doc, Span(start, start + 7), find_mentions(doc, ())).entity
    'guardian'
    """
    source = _source(doc, span, mentions)
    if source is None:
        return None
    for read in (_titled_tail, _named, _latter, _both, _homeland, _document, _described):
        mention = read(source)
        if mention:
            return mention
    return _own_words(source)


def _source(doc: Doc, span: Span, mentions: tuple[Mention, ...]) -> Source | None:
    first, end = doc.token_at(span.start), doc.token_at(span.end)
    if first and doc.tokens[first - 1].end > span.start:
        first -= 1
    while first < end and not doc.tokens[first].word:
        first += 1
    if first >= end:
        return None
    scan = Scan(doc, doc.norms, {})
    before = tuple(m for m in mentions if m.span.start < span.start and not m.span.covers(span))
    inside = tuple(m for m in mentions if m.span.meets(span) and m not in before)
    after = tuple(m for m in mentions if m.span.start >= span.end)
    prefix = scan.norm(first)[: max(0, span.start - doc.tokens[first].start)]
    return Source(doc, span, scan, first, end, prefix, before, inside, after)


def _opens(source: Source, *kinds: type) -> Hit | None:
    """The longest hit of these kinds that the phrase begins with, the proclitics before it left out."""
    fused = source.scan.norm(source.first).startswith("لل")  # «للصحيفة»
    allowed = {source.prefix, "ل"} if fused else {source.prefix}
    hits = [h for h in source.scan.hits(source.first) if isinstance(h.meaning, kinds) and h.prefix in allowed]
    return max(hits, key=lambda h: h.end, default=None)


def _word(source: Source) -> str:
    """The phrase's first word in match form."""
    return source.scan.norm(source.first)[len(source.prefix) :]


def _as(source: Source, entity: str, kind: EntityKind, rule: str, head: Span | None = None) -> Mention:
    return Mention(source.span, source.span.of(source.doc.text), kind, entity, rule, head)


def _named(source: Source) -> Mention | None:
    """A mention that opens the phrase is its head; a capital that is the whole phrase stands for its state."""
    start = source.doc.tokens[source.first].start
    opening = [m for m in source.inside if abs(m.span.start - start) <= 2]
    if not opening and source.scan.norm(source.first) == "كل" and source.scan.norm(source.first + 1) == "من":
        opening = list(source.inside[:1])
    if not opening:
        return _cued_name(source)
    best = max(opening, key=lambda m: m.span.end)
    if best.kind == "place" and source.end == source.first + 1:
        surname = source.scan.norm(source.first)
        for mention in reversed(source.before):
            if mention.kind == "person" and mention.head and fold(_head(mention)).split()[1:][-1:] == [surname]:
                return _as(source, mention.entity, "person", "names#short-form")
    facts = lexicon().facts.get(best.entity)
    entity = facts.state if facts and facts.type == "capital" and facts.state else best.entity
    return _as(source, entity, best.kind, best.rule, best.head)


def _cued_name(source: Source) -> Mention | None:
    """A newspaper or body by its short name, where it is the whole phrase: «وقالت الأهرام»."""
    hit = _opens(source, Known)
    if (
        hit
        and isinstance(hit.meaning, Known)
        and hit.meaning.cued
        and hit.end == source.end
        and hit.meaning.kind != "place"
    ):
        return _as(source, hit.meaning.id, hit.meaning.kind, hit.meaning.rule)
    return None


def _titled_tail(source: Source) -> Mention | None:
    """A title whose tail the scanner took for no name: in a source phrase what follows the title is the name."""
    start = source.doc.tokens[source.first].start
    opening = [m for m in source.inside if abs(m.span.start - start) <= 2]
    title = _opens(source, Title)
    if title is None or not opening or any(m.head or not m.rule.startswith("names/titles") for m in opening):
        return None
    role = read_role(source.scan, source.first, title)
    tail = [t for t in source.doc.tokens[role.end : source.end] if t.word]
    if (
        role.gender == "p"
        or not 2 <= len(tail) <= 4
        or any(source.scan.hit(t.index, Word, Title, Nisba, Cue) for t in tail)
    ):
        return None
    if not could_name(tail[-1].norm) or tail[0].norm.startswith("ال"):
        return None
    name = Span(tail[0].start, tail[-1].end)
    return _as(source, f"person:{' '.join(t.norm for t in tail)}", "person", "names#title-and-name", name)


_LATTER = frozenset(("الاخير", "الاخيره", "الرجل", "المراه", "المذكور"))


def _latter(source: Source) -> Mention | None:
    """«الأخير», «هذا الأخير», «الرجل»: the person last named before."""
    if source.end - source.first > 2 or source.scan.norm(source.end - 1) not in _LATTER:
        return None
    for mention in reversed(source.before):
        if mention.kind == "person":
            return _as(source, mention.entity, "person", "names#the-latter")
    return None


_HOMELAND = frozenset(("بلاده", "بلادها", "بلادهما", "بلادهم"))


def _both(source: Source) -> Mention | None:
    """«كلا الزعيمين»: one of the two, the person last named; the other is the caller's to add."""
    if _word(source) not in ("كلا", "كلتا", "كلي") or source.end - source.first < 2:
        return None
    for mention in reversed(source.before):
        if mention.kind == "person":
            return _as(source, mention.entity, "person", "names#both")
    return None


def _homeland(source: Source) -> Mention | None:
    """«بلاده»: the state of the person last named."""
    if source.end - source.first != 1 or _word(source) not in _HOMELAND:
        return None
    for mention in reversed(source.before):
        if mention.kind != "person":
            continue
        states = [w for _, w in _roles(source, mention.entity) if w.startswith("state-")]
        facts = lexicon().facts.get(mention.entity)
        state = states[-1] if states else facts.state if facts else None
        return _as(source, state, "place", "names#homeland") if state else None
    return None


def _document(source: Source) -> Mention | None:
    """«تقرير الصحيفة», «بيان للجيش», «بيان صادر عن الوزارة»: who issued it."""
    hit = _opens(source, Word)
    accusative = source.end == source.first + 1 and _word(source) in ("بيانا", "تقريرا")
    if accusative:
        return _issuer_before(source, _word(source).removesuffix("ا")) or _subject(source)
    if hit is None or not isinstance(hit.meaning, Word) or hit.meaning.type != "document":
        return None
    issuers = [m for m in source.inside if m.kind != "place" or m.span.start <= source.doc.tokens[hit.end - 1].end + 3]
    if issuers:
        best = issuers[0]
        return _as(source, best.entity, best.kind, "names#issuer")
    if source.end > hit.end:
        rest = Span(source.doc.tokens[hit.end].start, source.span.end)
        inner = _source(source.doc, rest, source.before + source.inside)
        described = _described(inner) if inner else None
        if described:
            return _as(source, described.entity, described.kind, "names#issuer")
    noun = _word(source)
    if source.end > hit.end:
        return None
    return _issuer_before(source, noun.removeprefix("ال")) or (None if noun.startswith("ال") else _subject(source))


def _subject(source: Source) -> Mention | None:
    """The organisation named last in the same sentence: «أصدرت الشركة بياناً»."""
    sentence = source.doc.sentences[source.doc.sentence_at(source.span.start)]
    for mention in reversed(source.before):
        if mention.kind == "org" and sentence.covers(mention.span) and not _relays(mention):
            return _as(source, mention.entity, "org", "names#issuer")
    return None


def _relays(mention: Mention) -> bool:
    """Whether an organisation passes statements on rather than issues them: agencies, newspapers, channels."""
    facts = lexicon().facts.get(mention.entity)
    relay = facts is not None and facts.type in ("agency", "newspaper", "tv", "radio", "site", "magazine", "platform")
    return relay and not mention.rule.startswith("names#") or mention.text.startswith(("وكالة", "صحيفة", "قناة"))


def _issuer_before(source: Source, noun: str) -> Mention | None:
    """«البيان», «التقرير» alone: whose statement or report the text spoke of before, in the sentence that first names it."""
    forms = {noun, noun.removesuffix("ا"), f"{noun}ا", f"ال{noun}"}
    forms |= {p + f for p in "وبل" for f in forms}
    for at in range(source.first - 1, -1, -1):
        if source.scan.norm(at) not in forms:
            continue
        sentence = source.doc.sentences[source.doc.sentence_at(source.doc.tokens[at].start)]
        here = source.doc.tokens[at].start
        issuers = [m for m in source.before if sentence.covers(m.span) and m.kind == "org" and not _relays(m)]
        after = [m for m in issuers if -1 < m.span.start - here < 25]
        best = (
            after[0]
            if after
            else max((m for m in issuers if m.span.start < here), key=lambda m: m.span.start, default=None)
        )
        if best:
            return _as(source, best.entity, best.kind, "names#issuer")
    return None


_TYPES = {
    "صحيفه": {"newspaper"}, "جريده": {"newspaper"}, "مجله": {"magazine"}, "وكاله": {"agency"}, "قناه": {"tv"},
    "تلفزيون": {"tv"}, "محطه": {"tv", "radio"}, "شبكه": {"tv", "ngo"}, "اذاعه": {"radio"}, "موقع": {"site", "newspaper"},
    "منظمه": {"ngo", "international"}, "هيءه": {"international", "institution", "armed"}, "حركه": {"armed", "party"},
    "جماعه": {"armed", "party"}, "تنظيم": {"armed"}, "حزب": {"party", "armed"}, "ميليشيا": {"armed"}, "شركه": {"company"},
    "نادي": {"club"}, "جامعه": {"university", "international"}, "مركز": {"thinktank"}, "معهد": {"thinktank"},
    "حلف": {"international"}, "اتحاد": {"international", "sport"}, "بنك": {"company", "international"},
}  # fmt: skip
"""Class words and the lexicon types they can stand for."""


def _described(source: Source | None) -> Mention | None:
    """A definite description: «الصحيفة الأمريكية», «الوزير», «المتحدث باسم الحكومة», «المصادر»."""
    if source is None:
        return None
    title = _opens(source, Title)
    if title and isinstance(title.meaning, Title):
        role = read_role(source.scan, source.first, title)
        if role.gender == "p":
            return _group(source, role) if role.definite else None
        return _described_person(source, role)
    cue = _opens(source, Cue)
    if cue and isinstance(cue.meaning, Cue) and cue.meaning.definite:
        return _described_org(source, cue.meaning)
    return None


def _described_org(source: Source, cue: Cue) -> Mention | None:
    word = cue.type.removeprefix("ال")
    states = {
        h.meaning.state
        for k in range(source.first + 1, source.end)
        if (h := source.scan.bare(k, Nisba)) and isinstance(h.meaning, Nisba)
    }
    for mention in reversed(source.before):
        if mention.kind == "person":
            continue
        facts = lexicon().facts.get(mention.entity)
        own = {fold(w).removeprefix("ال") for w in mention.text.split()[:1]}
        if (
            word in own
            or (facts and facts.type in _TYPES.get(word, ()))
            or mention.entity.startswith("ministry-")
            and word == "وزاره"
        ):
            state = facts.state if facts else f"state-{mention.entity.rpartition('-')[2]}"
            if states and state and state not in states and state.startswith("state-") and len(state) == 8:
                continue
            return _as(source, mention.entity, mention.kind, "names#description")
    return None


def _group(source: Source, role: Found) -> Mention | None:
    """«المصادر», «المسؤولون»: the group of the same class word named before."""
    if role.governs:
        return None
    for mention in reversed(source.before):
        at = source.doc.token_at(mention.span.start)
        hit = source.scan.hit(at, Title)
        if mention.kind == "group" and hit and isinstance(hit.meaning, Title) and hit.meaning.key == role.titles[0]:
            return _as(source, mention.entity, "group", "names#description")
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
        roles = _roles(source, mention.entity)
        titles = {title for title, _ in roles}
        governed = {what for title, what in roles if title in role.titles}
        if role.titles[0] not in titles:
            continue
        if not role.governs or set(role.governs) <= governed or (words and words <= _words_of(source, mention.entity)):
            return _as(source, mention.entity, "person", "names#description")
    return _named_later(source, role)


def _words_of(source: Source, entity: str) -> set[str]:
    """Match forms, without article, of every word said with a person before the phrase."""
    texts = (fold(m.text) for m in source.before if m.entity == entity)
    return {w.strip(_MARKS).removeprefix("ال") for text in texts for w in text.split()}


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
                return _as(source, mention.entity, "person", "names#named-later")
    return None


def _roles(source: Source, entity: str) -> set[tuple[str, str]]:
    """(title, what it governs or an empty string) for everything said of a person before the phrase."""
    roles: set[tuple[str, str]] = set()
    facts = lexicon().facts.get(entity)
    if facts:
        for office in facts.offices:
            title, _, what = office.partition(":")
            roles |= {(title, what), (title, "")}
    for mention in source.before:
        if mention.entity != entity:
            continue
        at = source.doc.token_at(mention.span.start)
        if at and source.doc.tokens[at - 1].end > mention.span.start:
            at -= 1
        hit = source.scan.hit(at, Title)
        if hit:
            role = read_role(source.scan, at, hit)
            roles |= {(title, "") for title in role.titles} | {
                (title, what) for title in role.titles for what in role.governs
            }
    return roles


_MANY = frozenset(
    (
        "بعض",
        "عدد",
        "عده",
        "كبار",
        "عشرات",
        "مءات",
        "الاف",
        "اغلب",
        "معظم",
        "جميع",
        "كل",
        "غالبيه",
        "مجموعه",
        "قوات",
        "سلطات",
        "وساءل",
    )
)
_ONE = frozenset(("احد", "احدي", "امراه", "رجل", "شخص", "شاب", "سيده", "مصدر"))


def _own_words(source: Source) -> Mention:
    """An entity made of the phrase's own words; an unknown family name joins the person it fits."""
    words = source.span.of(source.doc.text).strip(_MARKS)
    norm = _word(source)
    hit = _opens(source, Title, Cue)
    kind: EntityKind = "group"
    if hit and isinstance(hit.meaning, Title):
        kind = "group" if hit.meaning.gender == "p" else "person"
    elif hit and isinstance(hit.meaning, Cue):
        kind = hit.meaning.kind
    elif norm in _ONE:
        kind = "person"
    elif norm not in _MANY and (could_name(norm) or source.scan.bare(source.first, Part)):
        kind = "person"
        name = tuple(fold(words).split())
        for mention in reversed(source.before):
            if mention.kind == "person" and same_name(name, tuple(fold(_head(mention)).split())):
                return _as(source, mention.entity, "person", "names#short-form")
    return _as(source, f"{kind}:{fold(words)}", kind, _OWN)
