"""Mentions in, entities out; and the entity that a source phrase means, given what stands before it."""

from __future__ import annotations

import re

from isnad.annotate.mentions_context import Scan
from isnad.annotate.mentions_described import described, issuer
from isnad.annotate.mentions_letters import could_name
from isnad.annotate.mentions_lexicon import Cue, Known, Nisba, Part, Title, lexicon
from isnad.annotate.mentions_pointing import both, homeland, latter
from isnad.annotate.mentions_source import MARKS, Source, as_mention, first_word, head_of, opens, source_of
from isnad.annotate.mentions_titled import (
    bears_anothers_name,
    introduced,
    name_at_end,
    name_span,
    proper,
    quoted_name,
    titled_tail,
    with_family_name,
)
from isnad.annotate.mentions_unify import same_name
from isnad.model import Entity, EntityKind, Mention, Span
from isnad.text.doc import Doc
from isnad.text.fold import fold

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
    for row in sorted(rows, key=lambda row: row.rule == "names/reading#issuer"):  # «تقرير الوزارة» is no name
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
    name = max(heads, key=len) if heads else _AGE.sub("", forms[0]) if forms else rows[0].text
    if rows[0].kind == "group" and not heads:
        name = nominative(name)
    elif rows[0].kind == "person" and not heads:
        name = _subject_form(name)
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


def resolve(doc: Doc, span: Span, mentions: tuple[Mention, ...], scan: Scan | None = None) -> Mention | None:
    """The mention that the source phrase `span` means, given everything earlier in the text.

    A description («الباحث», «الصحيفة الأمريكية», «الأخير») gets the entity of the last thing before it that it
    fits; where nothing fits, the phrase becomes an entity of its own. None for an empty span. `scan` spares a caller
    of many phrases that the text is looked up anew for each.

    >>> from isnad.annotate.mentions import find_mentions
    >>> text = "كتبت صحيفة الغارديان عن القمة. وقالت الصحيفة إن الاتفاق قريب"
    >>> doc = Doc.of(text)
    >>> start = text.index("الصحيفة")
    >>> resolve(doc, Span(start, start + 7), find_mentions(doc, ())).entity
    'guardian'
    """
    source = source_of(doc, span, mentions, scan)
    if source is None:
        return None
    for read in (
        bears_anothers_name,
        quoted_name,
        titled_tail,
        name_at_end,
        introduced,
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
    if best.kind == "person" and proper(best, source):
        return with_family_name(source, best)
    entity = facts.state if facts and facts.type == "capital" and facts.state else best.entity
    return as_mention(source, entity, best.kind, best.rule, name_span(source, best))


def _apposed(source: Source, title: Mention) -> Mention | None:
    """Who was named together with a title that stands alone here: «سامي نجار، مدير المتحف … قال مدير المتحف»."""
    if title.kind != "person" or title.head is not None or proper(title, source):
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


def _subject_form(words: str) -> str:
    """An indefinite accusative as a subject: `_subject_form("متحدثا رسميا باسم الجيش") == "متحدث رسمي باسم الجيش"`."""
    tokens = words.split(" ")
    head = fold(tokens[0])
    if not head.endswith("ا") or head.endswith("ها") or _title_of(head.removesuffix("ا")) is None:
        return words  # «محاميها» is no accusative
    count = next((k for k, token in enumerate(tokens) if not fold(token).endswith("ا")), len(tokens))
    return " ".join([*(t.rstrip("ً").removesuffix("ا").rstrip("ً") for t in tokens[:count]), *tokens[count:]])


def _title_of(norm: str) -> Title | None:
    """The title in the singular that a word is: «متحدث», «مصدر»."""
    found = (
        m
        for m in lexicon().root.get(norm, {}).get("", ())
        if isinstance(m, Title) and m.gender != "p" and m.type != "honorific"
    )
    return next(found, None)


def _in_brackets(source: Source) -> Mention | None:
    """The known body whose short name is bracketed within its long one: «الهيئة العامة لمكافحة الفساد (نزاهة)»."""
    if opens(source, Cue) is None:
        return None
    states = {m.state for k in range(source.first, source.end) if (m := _nisba_at(source, k)) is not None}
    for mention in source.inside:
        facts = lexicon().facts.get(mention.entity)
        at = source.doc.token_at(mention.span.start)
        bracketed = source.scan.norm(at - 1) == "(" and source.scan.norm(source.doc.token_at(mention.span.end)) == ")"
        if facts is not None and facts.kind == "org" and bracketed and not (states and facts.state not in states):
            return mention
    return None


def _nisba_at(source: Source, k: int) -> Nisba | None:
    hit = source.scan.bare(k, Nisba)
    return hit.meaning if hit is not None and isinstance(hit.meaning, Nisba) else None


_AGE = re.compile(r"\s*\(\s*\d+\s*(?:عام|سن)[^()]*\)?")
"""«(45 عاما)» tells of who spoke, and is no part of the name."""


def _own_words(source: Source) -> Mention:
    """An entity made of the phrase's own words; an unknown family name joins the person it fits."""
    words = _AGE.sub("", source.span.of(source.doc.text)).strip(MARKS)
    if source.prefix.endswith("لل"):
        words = f"ال{words}"  # «وفقا للبلدية»
    words = _subject_form(words) if source.end > source.first + 1 else words
    abbreviated = _in_brackets(source)
    if abbreviated is not None:
        return as_mention(source, abbreviated.entity, abbreviated.kind, abbreviated.rule)
    norm = first_word(source)
    hit = opens(source, Title, Cue)
    single = norm.endswith("ا") and not norm.endswith("ها") and _title_of(norm.removesuffix("ا")) is not None
    kind: EntityKind = "person" if single else "group"
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
