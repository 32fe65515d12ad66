"""Mentions in, entities out; and the entity that a source phrase means, given what stands before it."""

from __future__ import annotations

from isnad.annotate.mentions_described import described, issuer
from isnad.annotate.mentions_letters import could_name, is_common
from isnad.annotate.mentions_lexicon import Cue, Known, Nisba, Part, Title, Word, lexicon
from isnad.annotate.mentions_pointing import both, homeland, latter
from isnad.annotate.mentions_roles import read_role
from isnad.annotate.mentions_source import MARKS, Source, as_mention, first_word, head_of, opens, source_of
from isnad.annotate.mentions_unify import same_name
from isnad.model import Entity, EntityKind, Mention, Span
from isnad.text.doc import Doc
from isnad.text.fold import fold
from isnad.text.tokens import readings

_OWN = "names/reading#own-words"


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
        forms.append(row.text.strip(MARKS))
        if row.head:
            forms.append(head_of(row).strip(MARKS))
    words = id.partition(":")[2]
    forms = [f"ا{f}" if f.startswith("ل") and words.startswith(f"ا{fold(f)}") else f for f in forms]
    forms = list(dict.fromkeys(f for f in forms if f))
    facts = lexicon().facts.get(id)
    if facts:
        return Entity(id, facts.name, facts.kind, facts.name_en or None, tuple(forms), facts.iso, None, True)
    composed = _composed(id)
    named = (row for row in rows if row.kind == "person" and (row.head or row.rule == "names/reading#personal-name"))
    heads = [head_of(row).strip(MARKS).replace("_", " ") for row in named]
    name = max(heads, key=len) if heads else forms[0] if forms else rows[0].text
    if rows[0].kind == "group" and not heads:
        name = nominative(name)
    return Entity(id, _closed(name), rows[0].kind, composed, tuple(forms), None, None, composed is not None)


def _closed(name: str) -> str:
    """A name with the quotation mark that its own span may leave out: «شركة "النور» is «شركة "النور"»."""
    if name.count("(") > name.count(")"):
        return f"{name})"
    if name.count('"') % 2:
        return f'{name}"'
    return f"{name}»" if name.count("«") > name.count("»") else name


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


def resolve(doc: Doc, span: Span, mentions: tuple[Mention, ...]) -> Mention | None:
    """The mention that the source phrase `span` means, given everything earlier in the text.

    A description («الباحث», «الصحيفة الأمريكية», «الأخير») gets the entity of the last thing before it that it
    fits; where nothing fits, the phrase becomes an entity of its own. None for an empty span.

    >>> from isnad.annotate.mentions import find_mentions
    >>> text = "كتبت صحيفة الغارديان عن القمة. وقالت الصحيفة إن الاتفاق قريب"
    >>> doc = Doc.of(text)
    >>> start = text.index("الصحيفة")
    >>> resolve(doc, Span(start, start + 7), find_mentions(doc, ())).entity
    'guardian'
    """
    source = source_of(doc, span, mentions)
    if source is None:
        return None
    for read in (
        _bears_anothers_name,
        _quoted_name,
        _titled_tail,
        _name_at_end,
        _introduced,
        _named,
        latter,
        both,
        homeland,
        issuer,
        described,
    ):
        mention = read(source)
        if mention:
            return mention
    return _own_words(source)


def _bears_anothers_name(source: Source) -> Mention | None:
    """«محامي ترامب», «مستشار الرئيس دونالد ترامب»: a bearer of a title who is named after another."""
    start, end = source.doc.tokens[source.first].start, source.doc.tokens[source.end - 1].end
    for mention in source.inside:
        whole = abs(mention.span.start - start) <= 2 and mention.span.end == end
        last = next((m for m in source.inside if m.span.end == end and m.span.start > start + 2), None)
        if whole and mention.kind == "person" and mention.head is None and last is not None and last.kind == "person":
            return as_mention(source, mention.entity, "person", mention.rule)
    return None


def _quoted_name(source: Source) -> Mention | None:
    """A person's name set in quotation marks after a title: «البائع "رامي بن نجيب"»."""
    tokens = source.doc.tokens[source.first : source.end]
    mark = next((k for k, t in enumerate(tokens) if t.norm in _OPENING), 0)
    name = [t for t in tokens[mark + 1 :] if t.word]
    if not mark or not 1 <= len(name) <= 4 or len(tokens) - mark - 1 > len(name) + 1:
        return None
    for mention in source.inside:
        if mention.kind == "person" and mention.span.start == name[0].start:
            return as_mention(source, mention.entity, "person", mention.rule, mention.span)
    return None


_OPENING = frozenset('"«“”')
_CLOSING = frozenset('"»”')


def _name_at_end(source: Source) -> Mention | None:
    """The name that a long title leads up to: «المتحدثة باسم بلدية الميناء المهندسة هند الزرعوني».

    A name that the title governs («مستشار الرئيس ترامب») is another person's: a definite word or a comma parts the two.
    """
    if opens(source, Title) is None and not _chief(source) and not first_word(source).startswith("ال"):
        return None
    start = source.doc.tokens[source.first].start
    if any(m.head or m.entity in lexicon().facts for m in source.inside if abs(m.span.start - start) <= 2):
        return None
    for mention in reversed(source.inside):
        if mention.kind != "person" or mention.span.start <= start + 2:
            continue
        if _governed(source, mention):
            return None
        return _with_family_name(source, mention) if _parted(source, mention) and _proper(mention, source) else None
    return None


def _name_span(source: Source, mention: Mention) -> Span | None:
    """Where the name stands within a mention of a person: a bare name is its own; None for a mere title."""
    named = mention.kind == "person" and mention.head is None and _proper(mention, source)
    return mention.span if named else mention.head


def _governed(source: Source, mention: Mention) -> bool:
    """Whether a person is named inside another's title: «المستشار السابق للرئيس …», «المتحدث باسم الرئيس ترامب»."""
    at = source.doc.token_at(mention.span.start)
    if source.doc.tokens[at - 1].end > mention.span.start:
        return True  # «لـ» ties the one named to the title
    facts = lexicon().facts.get(mention.entity)
    held = {office.partition(":")[0] for office in facts.offices} if facts else set()
    inner, outer = source.scan.hit(at - 1, Title), opens(source, Title)
    keys = [hit.meaning.key for hit in (inner, outer) if hit and isinstance(hit.meaning, Title)]
    return at - 1 > source.first and len(keys) == 2 and keys[0] in held and keys[1] not in held


def _chief(source: Source) -> bool:
    """«كبير المهندسين», «كبيرة المفاوضين»: a title made of those it is over."""
    over = source.scan.norm(source.first + 1)
    return first_word(source) in ("كبير", "كبيره") and over.startswith("ال") and over.endswith("ين")


def _introduced(source: Source) -> Mention | None:
    """Words no list holds, with a title after a comma: «لورا كينتش، الطبيبة في الميناء» is a person's name."""
    tokens = source.doc.tokens[source.first : source.end]
    comma = next((k for k, t in enumerate(tokens) if t.norm in "،,"), 0)
    if not 2 <= comma <= 4 or any(m.span.start < tokens[comma].start for m in source.inside):
        return None
    name = tokens[:comma]
    titled = source.scan.hit(tokens[comma].index + 1, Title)
    if (
        titled is None
        or not could_name(name[-1].norm)
        or not all(
            t.word and not t.norm.startswith("ال") and not source.scan.hit(t.index, Word, Title, Cue) for t in name
        )
    ):
        return None
    words = " ".join(t.norm for t in name)
    head = Span(max(name[0].start, source.span.start), name[-1].end)
    return as_mention(source, f"person:{words}", "person", "names/reading#title-and-name", head)


def _parted(source: Source, mention: Mention) -> bool:
    """Whether a comma, a quotation, a definite word or a body's name stands right before: no title governs it."""
    at = source.doc.token_at(mention.span.start)
    before = source.doc.tokens[at - 1]
    bodies = (m for m in source.inside if m.kind != "person")
    return (
        before.norm in "،,"
        or before.norm in _CLOSING
        or before.norm.startswith(("ال", "لل", "بال"))
        or (before.norm.endswith(("ها", "هم")) and len(before.norm) > 4)  # «وزير خارجيتها»
        or any(m.span.end == before.end for m in bodies)
    )


def _with_family_name(source: Source, mention: Mention) -> Mention:
    """The named person; a last word of the phrase that no list holds is the family name."""
    end = source.doc.token_at(mention.span.end)
    tail = source.doc.tokens[end : source.end]
    if len(tail) != 1 or not tail[0].word or not could_name(tail[0].norm) or mention.entity in lexicon().facts:
        return as_mention(source, mention.entity, "person", mention.rule, _name_span(source, mention))
    name = Span(mention.head.start if mention.head else mention.span.start, tail[0].end)
    words = [t.norm for t in source.doc.tokens if name.start <= t.start < name.end]
    return as_mention(source, f"person:{' '.join(words)}", "person", "names/reading#title-and-name", name)


def _proper(mention: Mention, source: Source) -> bool:
    """Whether a mention of a person holds a name, and is no mere title."""
    at = source.doc.token_at(mention.span.start)
    return mention.head is not None or mention.entity in lexicon().facts or source.scan.hit(at, Title) is None


def _named(source: Source) -> Mention | None:
    """A mention that opens the phrase is its head; a capital that is the whole phrase stands for its state."""
    start = source.doc.tokens[source.first].start
    opening = [m for m in source.inside if abs(m.span.start - start) <= 2 and _fits(m, source)]
    if first_word(source) == "المسءول" and not any(m.head for m in opening):
        return None  # «المسؤول الإيراني» is a description of somebody
    if not opening and source.scan.norm(source.first) == "كل" and source.scan.norm(source.first + 1) == "من":
        opening = list(source.inside[:1])
    if not opening:
        return _cued_name(source)
    best = max(opening, key=lambda m: m.span.end)
    if best.kind == "place" and source.end == source.first + 1:
        surname = source.scan.norm(source.first)
        for mention in reversed(source.before):
            if mention.kind == "person" and mention.head and fold(head_of(mention)).split()[1:][-1:] == [surname]:
                return as_mention(source, mention.entity, "person", "names/reading#short-form")
    named = _apposed(source, best)
    if named is not None:
        return as_mention(source, named.entity, "person", "names/reading#description")
    facts = lexicon().facts.get(best.entity)
    if facts and facts.type == "capital" and best.head is not None and "عاصمة" not in best.text:
        return as_mention(source, f"org:{fold(best.text)}", "org", best.rule)  # «مطار بروكسل» is not Belgium
    entity = facts.state if facts and facts.type == "capital" and facts.state else best.entity
    return as_mention(source, entity, best.kind, best.rule, _name_span(source, best))


def _apposed(source: Source, title: Mention) -> Mention | None:
    """Who was named together with a title that stands alone here: «سامي نجار، مدير المتحف … قال مدير المتحف»."""
    if title.kind != "person" or title.head is not None or _proper(title, source):
        return None
    said = [m.span for m in source.before if m.entity == title.entity]
    named = (m for m in source.before if m.kind == "person" and m.head and m.entity != title.entity)
    return next((m for m in named if any(m.span.covers(span) for span in said)), None)


def _fits(mention: Mention, source: Source) -> bool:
    """Whether a mention is no description that runs on past the source: «مصدر طبي» of «مصدر طبي لفرانس برس»."""
    return bool(mention.head) or mention.entity in lexicon().facts or mention.span.end <= source.span.end


def _cued_name(source: Source) -> Mention | None:
    """A newspaper or body by its short name, where it is the whole phrase: «وقالت الأهرام»; «السفير» is a title too."""
    if opens(source, Title) is not None:
        return None
    hit = opens(source, Known)
    if (
        hit
        and isinstance(hit.meaning, Known)
        and hit.meaning.cued
        and hit.end == source.end
        and hit.meaning.kind != "place"
    ):
        return as_mention(source, hit.meaning.id, hit.meaning.kind, hit.meaning.rule)
    return None


def _titled_tail(source: Source) -> Mention | None:
    """A title whose tail the scanner took for no name: in a source phrase what follows the title is the name."""
    start = source.doc.tokens[source.first].start
    opening = [m for m in source.inside if abs(m.span.start - start) <= 2]
    title = opens(source, Title)
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
    if any(m.kind == "person" and m.span.start == tail[0].start for m in source.inside):
        return None  # «مستشار الرئيس دونالد ترامب»: another's name
    tied = any(reading.prefix in ("ل", "ب") and is_common(reading.rest) for reading in readings(tail[0].norm))
    if not could_name(tail[-1].norm) or tail[0].norm.startswith(("ال", "بال")) or tied:
        return None  # «مدير مكتب لرعاية الشباب»
    name = Span(tail[0].start, tail[-1].end)
    return as_mention(
        source, f"person:{' '.join(t.norm for t in tail)}", "person", "names/reading#title-and-name", name
    )


_MANY = frozenset(
    ("بعض", "عدد", "عده", "كبار", "عشرات", "مءات", "الاف", "اغلب", "معظم", "جميع", "كل", "غالبيه", "مجموعه")
) | frozenset(("قوات", "سلطات", "وساءل"))


_ONE = frozenset(("احد", "احدي", "امراه", "رجل", "شخص", "شاب", "سيده", "مصدر"))


def _family_of(source: Source, word: str) -> Mention | None:
    """Whose last name of two or more one word is, whatever else it can be: «ثوابه» after «العميد منصور ثوابه»."""
    for mention in reversed(source.before):
        name = fold(head_of(mention)).split(" ") if mention.kind == "person" and mention.head else []
        if len(name) > 1 and name[-1] == word and len(word) > 3:
            return mention
    return None


def _own_words(source: Source) -> Mention:
    """An entity made of the phrase's own words; an unknown family name joins the person it fits."""
    words = source.span.of(source.doc.text).strip(MARKS)
    if source.prefix.endswith("لل"):
        words = f"ال{words}"  # «وفقا للبلدية»
    norm = first_word(source)
    hit = opens(source, Title, Cue)
    kind: EntityKind = "group"
    family = _family_of(source, norm) if source.end == source.first + 1 and hit is None else None
    if family is not None:
        return as_mention(source, family.entity, "person", "names/reading#short-form")
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
            if mention.kind == "person" and same_name(name, tuple(fold(head_of(mention)).split())):
                return as_mention(source, mention.entity, "person", "names/reading#short-form")
    return as_mention(source, f"{kind}:{fold(words)}", kind, _OWN)
