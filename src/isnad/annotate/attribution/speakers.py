"""Source phrases in, speakers out: who means whom, and who goes on speaking where no source stands."""

from __future__ import annotations

from bisect import bisect_left, insort
from dataclasses import dataclass, replace

from isnad.annotate.attribution.conjugation import Agreement
from isnad.annotate.attribution.cue import Cue
from isnad.annotate.attribution.lexicon import words
from isnad.annotate.attribution.side import Side, is_official, named_in_title, side_of
from isnad.annotate.entities import resolve
from isnad.annotate.mentions_context import Scan
from isnad.annotate.mentions_lexicon import lexicon
from isnad.model import EntityId, Mention, Span
from isnad.text.doc import Doc
from isnad.text.fold import fold

_EARLIER, _LATER = 300, 40
"""Mentions before and after a source that it is resolved against: a long article's worth, so that time stays linear."""
_REACH = 5
"""Sentences back in which an elided speaker is sought: the longest run of «وأضاف» without a name seen is four."""
_OWN_WORDS = "names/reading#own-words"
_TURNS = 40
"""Turns looked at: five sentences hold fewer."""


@dataclass(frozen=True, slots=True)
class Turn:
    """One statement's place, nesting and speaker, and the gender and number its verb gave the speaker."""

    at: int
    sentence: int
    depth: int
    speaker: EntityId
    agreement: Agreement | None
    phrase: bool
    many: bool = False
    """Whether the source named several: «الأحمدي وزملاؤه»."""


@dataclass(slots=True)
class Floor:
    """Who had the floor, turn by turn: the discourse memory that elided sources are resolved against."""

    doc: Doc
    scan: Scan
    mentions: list[Mention]
    turns: list[Turn]
    officials: set[EntityId]
    """Speakers that a title or body's name shows to speak for more than themselves."""
    persons: set[EntityId]
    singles: set[EntityId]
    """Persons, and bodies and states that have a name: no plural verb means one of them."""
    genders: dict[EntityId, str]
    """`m` or `f` for each person whose title shows it."""
    titles: dict[EntityId, set[EntityId]]
    """Bodies and states that a speaker's titles name."""

    @classmethod
    def of(cls, doc: Doc, mentions: list[Mention]) -> Floor:
        officials = {m.entity for m in mentions if is_official(m.text)}
        persons = [m for m in mentions if m.kind == "person"]
        genders = {m.entity: gender for m in persons if (gender := _gender(m))}
        titles: dict[EntityId, set[EntityId]] = {}
        for i, mention in enumerate(mentions):
            titles.setdefault(mention.entity, set()).update(named_in_title(mentions, i))
        singles = {m.entity for m in mentions if m.kind == "person" or _named_body(m)}
        return cls(doc, Scan.of(doc), mentions, [], officials, {m.entity for m in persons}, singles, genders, titles)

    def side(self, speaker: EntityId) -> Side:
        return side_of(speaker, speaker in self.officials, self.titles.get(speaker, ()))

    def speaker(self, span: Span) -> EntityId | None:
        """Entity of a source phrase; its words become a mention where they were none."""
        at = bisect_left(self.mentions, span.start, key=_start)
        near = self.mentions[max(0, at - _EARLIER) : at + _LATER]
        found = resolve(self.doc, span, tuple(near), self.scan)
        if found is None:
            return None
        longer = _longer_name(found, near) if found.rule == _OWN_WORDS else None
        if longer is not None:
            found = replace(found, entity=longer.entity, kind=longer.kind)
        if not self._mentioned(found):
            insort(self.mentions, found, key=_order)
            titled = named_in_title(self.mentions, bisect_left(self.mentions, _order(found), key=_order))
            self.titles.setdefault(found.entity, set()).update(titled)
            if found.kind == "person":
                self.persons.add(found.entity)
                self.singles.add(found.entity)
                if gender := _gender(found):
                    self.genders.setdefault(found.entity, gender)
            if is_official(found.text):
                self.officials.add(found.entity)
        return found.entity

    def _mentioned(self, found: Mention) -> bool:
        """Whether the same entity is already mentioned by the same words."""
        at = bisect_left(self.mentions, found.span.start, key=_start)
        while at < len(self.mentions) and self.mentions[at].span.start == found.span.start:
            if self.mentions[at].entity == found.entity and self.mentions[at].span == found.span:
                return True
            at += 1
        return False

    def take(self, cue: Cue, sentence: int, depth: int, speaker: EntityId | None, many: bool) -> None:
        if speaker is not None:
            self.turns.append(Turn(cue.first, sentence, depth, speaker, cue.agreement, cue.kind == "phrase", many))

    def holder(self, cue: Cue, sentence: int, depth: int) -> EntityId | None:
        """Who goes on speaking at a cue without a source: the last turn that agrees, its own depth first.

        A participle carries on the nearest turn of its own sentence, an attribution phrase («كما أعلن») included.
        """
        near = sorted((t for t in self.turns[-_TURNS:] if sentence - t.sentence <= _REACH), key=lambda t: -t.at)
        if cue.kind == "participle":
            own = [t for t in near if t.sentence == sentence and t.at < cue.first]
            near = [t for t in own if t.depth == depth] + [t for t in own if t.depth != depth] + near
        leads = cue.kind in ("participle", "verb")
        spoken = [t for t in near if not t.phrase or cue.kind == "phrase" or (leads and self._leads(t, cue, sentence))]
        spoken = [t for t in spoken if not t.phrase or t.at < cue.first]
        same = [t for t in spoken if t.depth == depth] + [t for t in spoken if t.depth != depth]
        return next((t.speaker for t in same if self._may_be(cue.agreement, t)), None)

    def _leads(self, turn: Turn, cue: Cue, sentence: int) -> bool:
        """Whether a phrase's source goes on: in the same sentence, or «وفقا للناطق فإن …. مشيرا إلى», «… وأضاف»."""
        bounds = self.doc.sentence_bounds
        opened = turn.at <= bounds[turn.sentence][0] + 1
        if cue.kind == "verb":  # «وبحسب المصدر، فإن الطريق مفتوح، وأشار إلى أن»
            joined = self.doc.norms[cue.first] == f"و{cue.bare}"
            several = turn.sentence == sentence and turn.speaker.startswith("group:")  # no person's clause between
            return opened and joined and turn.at < cue.first and (several or cue.role == "continue")
        carried = opened and cue.first <= bounds[sentence][0] + 1
        return turn.sentence == sentence or (carried and turn.sentence == sentence - 1)

    def person(self, cue: Cue, sentence: int, depth: int, at: int) -> EntityId | None:
        """Whom «سموه», «معاليه» at an offset means: the person who holds the floor, or the one last named."""
        held = self.holder(cue, sentence, depth)
        if held in self.persons:
            return held
        before = self.mentions[: bisect_left(self.mentions, at, key=_start)]
        people = [m for m in reversed(before[-_EARLIER:]) if m.kind == "person"]
        named = (m for m in people if m.head is not None)  # «الأمير فيصل بن خالد رئيس المجلس»
        found = next(named, people[0] if people else None)
        return found.entity if found is not None else None

    def _may_be(self, asked: Agreement | None, turn: Turn) -> bool:
        """Whether a turn's speaker can be meant; «طالبن», «أكدوا» are no single person's."""
        if asked in ("ms", "fs") and self.genders.get(turn.speaker, asked[0]) != asked[0]:
            return False
        if asked in ("mp", "fp") and turn.agreement not in _PLURAL and turn.speaker in self.singles:
            return turn.many
        return _agree_in_number(asked, turn.agreement)

    def group_before(self, at: int, since: int) -> EntityId | None:
        """The group last mentioned between two offsets: whom a plural verb without a subject means."""
        first, after = bisect_left(self.mentions, since, key=_start), bisect_left(self.mentions, at, key=_start)
        return next((m.entity for m in reversed(self.mentions[first:after]) if m.kind == "group"), None)


def _longer_name(found: Mention, near: list[Mention]) -> Mention | None:
    """Whom one definite word shortens: «الحربي» the last «صالح الحربي» before it, «الجوازات» «مديرية الجوازات»."""
    word = fold(found.text.strip('"«»“”'))
    if " " in word or not word.startswith("ال"):
        return None
    for mention in reversed(near):
        known_place = mention.kind == "place" and ":" not in mention.entity
        if mention.span.start >= found.span.start or " " not in mention.text or known_place:
            continue
        named = mention.kind != "person" or (mention.head is not None and mention.head.end == mention.span.end)
        *_, last = fold(mention.text).split(" ")
        body = mention.kind != "person" and last.startswith("لل") and last[2:] == word[2:]
        if named and (last == word or body):
            return mention
    return None


def _gender(mention: Mention) -> str | None:
    """Gender that the lexicon or a title shows: «الوزيرة» f, «الرئيس التنفيذي» m."""
    facts = lexicon().facts.get(mention.entity)
    if facts is not None and facts.type in ("m", "f"):
        return facts.type
    title = fold(mention.text).split(" ", 1)[0].removeprefix("ال")
    if title not in words("agent") or (mention.head is not None and mention.head.start == mention.span.start):
        return None
    return "f" if title.endswith("ه") or title in ("ام", "اخت", "بنت") else "m"


def _named_body(mention: Mention) -> bool:
    """«قصر الإليزيه», «روسيا»: one thing, of which no verb is plural; «الحكومة», «الشرطة» may be told as people."""
    return mention.kind in ("org", "place") and ":" not in mention.entity and "-" not in mention.entity


def _start(mention: Mention) -> int:
    return mention.span.start


def _order(mention: Mention) -> tuple[int, int]:
    return mention.span.start, -mention.span.end


_PLURAL = frozenset(("mp", "fp", "md", "fd"))


def _agree_in_number(asked: Agreement | None, had: Agreement | None) -> bool:
    if asked is None or had is None or asked == had:
        return True
    if asked in _PLURAL:
        return True  # «قال مسؤولون … وتابعوا»: a verb before its subject is singular
    return had in _PLURAL and asked in ("ms", "fs")
