"""A source phrase that holds a title in, the person whom it names out: «مدير الميناء في صور المهندس سامي نجار»."""

from __future__ import annotations

from isnad.annotate.mentions_letters import could_name, is_common
from isnad.annotate.mentions_lexicon import Cue, Institution, Nisba, Part, Title, Word, lexicon
from isnad.annotate.mentions_roles import ADDRESSES, read_role
from isnad.annotate.mentions_source import Source, as_mention, first_word, opens
from isnad.model import Mention, Span
from isnad.text.tokens import readings


def bears_anothers_name(source: Source) -> Mention | None:
    """«محامي ترامب», «مستشار الرئيس دونالد ترامب»: a bearer of a title who is named after another."""
    start, end = source.doc.tokens[source.first].start, source.doc.tokens[source.end - 1].end
    for mention in source.inside:
        whole = abs(mention.span.start - start) <= 2 and mention.span.end == end
        last = next((m for m in source.inside if m.span.end == end and m.span.start > start + 2), None)
        if whole and mention.kind == "person" and mention.head is None and last is not None and last.kind == "person":
            return as_mention(source, mention.entity, "person", mention.rule)
    return None


def quoted_name(source: Source) -> Mention | None:
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


def name_at_end(source: Source) -> Mention | None:
    """The name that a long title leads up to: «المتحدثة باسم بلدية الميناء المهندسة هند الزرعوني».

    A name that the title governs («مستشار الرئيس ترامب») is another person's: a definite word or a comma parts the two.
    """
    start = source.doc.tokens[source.first].start
    if any(m.head or m.entity in lexicon().facts for m in source.inside if abs(m.span.start - start) <= 2):
        return None
    for mention in reversed(source.inside):
        if mention.kind != "person" or mention.span.start <= start + 2:
            continue
        if not proper(mention, source) and any(m.head and m.entity == mention.entity for m in source.inside):
            continue  # «العميد بحري سامي نجار الناطق الإعلامي»
        if _governed(source, mention) or not (_is_title(source) or _addressed(source, mention)):
            return None
        return with_family_name(source, mention) if _parted(source, mention) and proper(mention, source) else None
    return None


def _is_title(source: Source) -> bool:
    """Whether a phrase opens with somebody's title."""
    return opens(source, Title) is not None or _chief(source) or first_word(source).startswith("ال")


def _addressed(source: Source, mention: Mention) -> bool:
    """Whether a form of address or a comma leads to a name after a title no list holds: «منظم الحفل الدكتور سامي»."""
    at = source.doc.token_at(mention.span.start)
    several = source.scan.norm(source.first) == "كل"  # «كل من الدكتور سامي نجار، مدير الميناء، ووليد سالم»
    body = (
        several or opens(source, Cue, Institution) or any(m.span.start <= source.span.start + 2 for m in source.inside)
    )
    return not body and (_address(source, at) or source.doc.tokens[at - 1].norm in "،,")


def _address(source: Source, at: int) -> bool:
    """Whether «الدكتور», «العميد» stands here, and no word before it that it would own («مكتب العميد»)."""
    found = [h.meaning for h in source.scan.hits(at) if isinstance(h.meaning, Title) and not h.prefix]
    address = any(m.definite and (m.type in ("honorific", "rank") or m.key in ADDRESSES) for m in found)
    address = address or source.scan.norm(at) in ("د", "م", "ا")  # «د. سامي نجار»
    owner = source.scan.bare(at - 1, Title, Cue)
    owns = owner is not None and isinstance(owner.meaning, Title | Cue) and not owner.meaning.definite
    return address and not owns and at - 1 > source.first


def name_span(source: Source, mention: Mention) -> Span | None:
    """Where the name stands within a mention of a person: a bare name is its own; None for a mere title."""
    named = mention.kind == "person" and mention.head is None and proper(mention, source)
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


def introduced(source: Source) -> Mention | None:
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
    rank = opens(source, Title)
    ranked = rank is not None and isinstance(rank.meaning, Title) and rank.meaning.type == "rank"
    return (
        before.norm in "،,"
        or before.norm in _CLOSING
        or before.norm.startswith(("ال", "لل", "بال"))
        or (before.norm.startswith("وال") and len(before.norm) > 5)  # «للثقافة والتراث», and no «والد»
        or (before.norm.endswith(("ها", "هم")) and len(before.norm) > 4)  # «وزير خارجيتها»
        or any(m.span.end == before.end for m in bodies)
        or _address(source, at)
        or (ranked and rank is not None and at - rank.end <= 2)  # «العميد بحري سامي نجار»
    )


def with_family_name(source: Source, mention: Mention) -> Mention:
    """The named person; a last word of the phrase that no list holds is the family name."""
    end = source.doc.token_at(mention.span.end)
    tail = source.doc.tokens[end : source.end]
    name = name_span(source, mention)
    last = len(tail) == 1 or (len(tail) > 1 and tail[1].norm in "،,")
    if not last or name is None or mention.entity in lexicon().facts or not _family(source, name, end):
        return as_mention(source, mention.entity, "person", mention.rule, name)
    whole = Span(name.start, tail[0].end)
    words = [t.norm for t in source.doc.tokens if whole.start <= t.start < whole.end]
    return as_mention(source, f"person:{' '.join(words)}", "person", "names/reading#title-and-name", whole)


def _family(source: Source, name: Span, i: int) -> bool:
    """Whether the phrase's last word, right behind a name, is the family's: «سامي بن نجيب البار», «خالد السبع»."""
    token = source.doc.tokens[i]
    if not token.word or token.norm == "علي":
        return False
    if could_name(token.norm):
        return True
    given = source.scan.bare(source.doc.token_at(name.start), Part)
    arabic = given is not None and isinstance(given.meaning, Part) and given.meaning.given
    elements = name.of(source.doc.text).split()
    begun = len(elements) == 1 or elements[-2] in ("بن", "ابن", "بنت")
    title = source.scan.bare(i, Title)
    office = title is not None and isinstance(title.meaning, Title) and title.meaning.type != "honorific"
    other = office or source.scan.bare(i, Word, Nisba, Cue, Institution)
    shaped = token.norm.startswith("ال") and len(token.norm) > 4 and not token.norm.endswith("ه")
    return arabic and begun and shaped and not other


def proper(mention: Mention, source: Source) -> bool:
    """Whether a mention of a person holds a name, and is no mere title."""
    at = source.doc.token_at(mention.span.start)
    return mention.head is not None or mention.entity in lexicon().facts or source.scan.hit(at, Title) is None


def titled_tail(source: Source) -> Mention | None:
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
