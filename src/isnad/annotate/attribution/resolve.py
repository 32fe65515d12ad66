"""Statements in token ranges in, attributions with speakers and chains out, in reading order."""

from __future__ import annotations

from dataclasses import replace

from isnad.annotate.attribution.actor import actor_before, says_of_it
from isnad.annotate.attribution.chain import House, credit_of, house_of, interviews, relay_between
from isnad.annotate.attribution.cue import Cue
from isnad.annotate.attribution.describing import labels
from isnad.annotate.attribution.draft import Draft
from isnad.annotate.attribution.lexicon import words
from isnad.annotate.attribution.owner import owner_of
from isnad.annotate.attribution.reader import Reader
from isnad.annotate.attribution.row import row_of, source_span
from isnad.annotate.attribution.speakers import Floor
from isnad.annotate.attribution.stance import foretells, stance_of
from isnad.annotate.attribution.unlisted_name import unknown_name
from isnad.annotate.mentions_described import relays
from isnad.model import Article, Attribution, EntityId, Mention, Span

_DEEDS = frozenset(("plan", "decide", "act", "issue"))
"""Roles that tell of a deed, which needs no interview to be known."""
_SILENT = frozenset(("owned", "circumstance"))
"""Roles of verbal nouns that tell of words said before: who said them does not go on with «وأضاف»."""
_ROWS = 60
"""Earlier statements among which a parent is sought: more than any sentence or quotation holds."""


def resolve_drafts(
    r: Reader, drafts: list[Draft], mentions: list[Mention], article: Article
) -> tuple[tuple[Attribution, ...], tuple[Mention, ...]]:
    floor = Floor.of(r.doc, mentions)
    credit = credit_of(article)
    house = house_of(r, article)
    base: tuple[EntityId, ...] = (credit.entity,) if credit else ()
    guests = interviews(r, floor, house)
    out: list[tuple[Draft, Attribution]] = []
    for draft in sorted(drafts, key=_reading_order):
        parent = None if _newsroom_doubts(r, draft) else _parent(out, draft)
        vouched = parent is not None and _vouched(out, draft, parent)
        depth = 1 if parent is not None and not vouched else 0
        if parent is not None and not vouched and _same_voice(r, out, draft, parent):
            continue
        speaker, others = _speaker(r, floor, draft, depth)
        unheld = speaker is None and draft.source is None and draft.cue.kind == "verb"
        theirs = draft.cue.role == "owned" or (draft.cue.kind == "phrase" and draft.cue.agreement is not None)
        if theirs and speaker is None:
            continue  # «بعد إعلانه», «بحسب تعبيره»: nobody is near whom the pronoun could mean
        if unheld and _topic(r, floor, draft, agreeing=False) is None:
            continue  # a verb without a subject, near which nobody is named
        draft = _with_stance(r, floor, draft, speaker)
        if draft.cue.kind != "hedge" and draft.cue.role not in _SILENT:
            said_until = r.doc.sentence_at(r.tokens[draft.content[-1][1] - 1].start)
            floor.take(draft.cue, said_until, depth, speaker, bool(others) or _joined(r, draft.source))
        via = _via(r, out, floor, draft, base, parent, speaker, house, guests)
        out.append((draft, row_of(r, article, draft, speaker, others, via, parent)))
    extra = [replace(credit, span=Span(0, 0))] if credit and base else []
    return tuple(row for _, row in out), (*floor.mentions, *extra)


def _reading_order(draft: Draft) -> tuple[int, int]:
    """A phrase governs what it stands behind, so it is read before the reports inside its content."""
    if draft.cue.kind == "phrase":
        return min(draft.cue.first, draft.content[0][0]) - 1, 0
    return draft.cue.first, 1


def _same_voice(r: Reader, out: list[tuple[Draft, Attribution]], draft: Draft, parent: Attribution) -> bool:
    """Whether a cue inside another's content reports nobody new: «قال إنه يعتقد أن», «أعتقد» inside a quotation."""
    if draft.cue.kind == "hedge":
        hidden = draft.cue.role in ("said_of", "alleged") or draft.cue.bare in words("hides_another")
        return not hidden and draft.cue.rule.split("#")[1].split()[0] not in ("لم", "تعذر")
    if draft.source is not None or draft.cue.kind not in ("verb", "participle") or draft.cue.role == "relay":
        return False
    if draft.cue.role == "label" or labels(draft.cue) or _tells_of_another(r, draft.cue):
        return False
    siblings = [row for _, row in out[-_ROWS:] if row.parent == parent.id and row.source is not None]
    return not siblings


def _vouched(out: list[tuple[Draft, Attribution]], draft: Draft, parent: Attribution) -> bool:
    """«وتابع: "لن نرحل"، بحسب الصحيفة»: a phrase behind a report vouches for it, and leaves the floor to who speaks."""
    outer = next(d for d, row in reversed(out) if row.id == parent.id)
    return outer.cue.kind == "phrase" and parent.parent is None and draft.cue.first < outer.cue.first


def _newsroom_doubts(r: Reader, draft: Draft) -> bool:
    """«قال إن السد انهار، وهو ما لم تتمكن رويترز من التحقق منه»: the page tells this, whosever words stand around."""
    if draft.cue.kind != "hedge" or draft.source is None:
        return False
    return any(relays(r.mention_from[i][1]) for i in range(*draft.source) if i in r.mention_from)


def _tells_of_another(r: Reader, cue: Cue) -> bool:
    """«جاء في الشكوى أن مقال المحرر مسيء حيث اتهم سلمى بالكذب»: who accuses there is who was just spoken of."""
    return cue.role == "accuse" and r.norm(cue.first - 1) == "حيث"


def _parent(out: list[tuple[Draft, Attribution]], draft: Draft) -> Attribution | None:
    """The innermost earlier statement of the same sentence whose content holds this one's cue."""
    holding = [
        row
        for outer, row in out[-_ROWS:]
        if outer.sentence == draft.sentence or outer.form == "direct"
        if any(a <= draft.cue.first < b for a, b in outer.content)
    ]
    return holding[-1] if holding else None


def _speaker(r: Reader, floor: Floor, draft: Draft, depth: int) -> tuple[EntityId | None, tuple[EntityId, ...]]:
    if draft.cue.role == "owned":
        return owner_of(r, floor, draft.cue, draft.sentence, draft.content[0][1], depth), ()
    if draft.cue.kind in ("hedge", "noun") and draft.source is None:
        return None, ()
    if draft.source is None:
        before = r.norm(draft.cue.first - 1)
        pointed = before in ("وهو", "وهي") or (before in words("because") and draft.cue.agreement in ("ms", "fs"))
        pointed = pointed or _tells_of_another(r, draft.cue)
        nearest = _nearest(r, draft) if pointed else None
        if labels(draft.cue) and not any(t.sentence == draft.sentence for t in floor.turns[-_ROWS:]):
            return owner_of(r, floor, draft.cue, draft.sentence, draft.content[0][1], depth), ()
        held = nearest or _doer(r, floor, draft, depth) or floor.holder(draft.cue, draft.sentence, depth)
        return held or _group(r, floor, draft) or _topic(r, floor, draft), ()
    if r.norm(draft.source[0]) in words("hidden") and not _owned(r, draft.source):
        return None, ()
    if draft.source[1] - draft.source[0] == 1 and r.norm(draft.source[0]) in words("respect"):
        return floor.person(draft.cue, draft.sentence, depth, r.tokens[draft.source[0]].start), ()
    span = _name_after_title(r, draft.source) or _made_by(r, draft.source) or _whose_words(r, draft)
    span = span or source_span(r, draft)
    speaker = _two_offices(r, draft.source) or floor.speaker(span)
    return speaker, _co_speakers(r, draft.source, speaker)


def _two_offices(r: Reader, source: tuple[int, int]) -> EntityId | None:
    """The one person of two offices: «رئيس اللجنة في المحافظة، وقائد الفريق سالم المرشد»."""
    named = [(i, *r.mention_from[i]) for i in range(*source) if i in r.mention_from]
    people = [(i, after, m) for i, after, m in named if m.kind == "person"]
    if len(people) < 2 or people[0][0] != source[0] or people[0][2].head is not None:
        return None
    i, after, last = next(((i, a, m) for i, a, m in people if m.head is not None), people[0])
    office = r.norm(i)[0] == "و" and last.head is not None and last.head.start > r.tokens[i].start + 1
    return last.entity if office and after >= source[1] - 1 else None


def _made_by(r: Reader, source: tuple[int, int]) -> Span | None:
    """Who stands after «من قبل» in a source: «فحص المياه من قبل المختبر بين أن»."""
    agent = next((i + 2 for i in range(source[0], source[1] - 2) if r.norm(i) == "من" and r.norm(i + 1) == "قبل"), None)
    return r.span(agent, source[1]) if agent is not None else None


def _whose_words(r: Reader, draft: Draft) -> Span | None:
    """Whose «بحسب تصريحات محاميها» are, where no name stands in them: the words' owner, not the words."""
    assert draft.source is not None
    first, after = draft.source
    head = r.norm(first).removeprefix("ل").removeprefix("ال")
    if draft.cue.kind != "phrase" or head not in words("spoken_text") or after == first + 1:
        return None
    named = any(i in r.mention_from for i in range(first, after))
    return None if named or r.norm(first + 1) in words("preposition") else r.span(first + 1, after)


def _name_after_title(r: Reader, source: tuple[int, int]) -> Span | None:
    """The name no list holds in «نائب الرئيس للتسويق، كاليانا سيفانيانام»; None where the phrase names a person."""
    comma = next((i for i in range(*source) if r.is_comma(i)), None)
    if comma is None or unknown_name(r, comma, len(r.tokens)) != source[1]:
        return None
    people = (r.mention_from[i][1] for i in range(*source) if i in r.mention_from)
    return None if any(m.kind == "person" and m.head for m in people) else r.span(comma + 1, source[1])


def _doer(r: Reader, floor: Floor, draft: Draft, depth: int) -> EntityId | None:
    """Whom the clause before «مؤكدا», «وأعلن» is about, where no report stands between them."""
    subject = actor_before(r, draft.cue, r.doc.sentence_bounds[draft.sentence][0]) if not depth else None
    if subject is None:
        return None
    since = subject[0] if says_of_it(r, draft.cue) else -1
    if any(t.sentence == draft.sentence and since < t.at < draft.cue.first for t in floor.turns[-_ROWS:]):
        return None
    if r.norm(subject[0]) in words("respect"):
        return floor.person(draft.cue, draft.sentence, depth, r.tokens[subject[0]].start)
    return floor.speaker(r.span(*subject))


def _joined(r: Reader, source: tuple[int, int] | None) -> bool:
    """Whether a source names fellows with its speaker: «الأحمدي وزملاؤه»."""
    near = range(source[0] + 1, source[1]) if source else ()
    return any(r.norm(i)[:1] == "و" and r.norm(i).endswith(("اوه", "اءه", "وه", "اوها", "وها")) for i in near)


def _owned(r: Reader, source: tuple[int, int]) -> bool:
    """Whether somebody stands behind «تقارير …»: a person, a body or a medium is named with it."""
    named = (r.mention_from[i][1] for i in range(source[0] + 1, source[1]) if i in r.mention_from)
    return any(m.kind in ("person", "org", "group") for m in named)


def _group(r: Reader, floor: Floor, draft: Draft) -> EntityId | None:
    """Whom a plural verb means where nobody has the floor: the group named last in this sentence or the one before."""
    if draft.cue.agreement not in ("mp", "fp"):
        return None
    first = r.doc.sentence_bounds[max(draft.sentence - 1, 0)][0]
    return floor.group_before(r.tokens[draft.cue.first].start, r.tokens[first].start)


def _nearest(r: Reader, draft: Draft) -> EntityId | None:
    """The person last named in the sentence before «بعدما زعم», «لأنه قال»: the clause is about them."""
    first = r.doc.sentence_bounds[draft.sentence][0]
    for i in range(draft.cue.first - 1, first - 1, -1):
        if i in r.mention_from and r.mention_from[i][1].kind == "person":
            return r.mention_from[i][1].entity
    return None


def _topic(r: Reader, floor: Floor, draft: Draft, *, agreeing: bool = True) -> EntityId | None:
    """Whom the sentence, or the one before it, is about: the first person or body it names, of the verb's gender."""
    if draft.cue.kind == "phrase" or draft.cue.agreement not in ("ms", "fs"):
        return None
    for sentence in (draft.sentence, draft.sentence - 1):
        if sentence < 0:
            break
        first, last = r.doc.sentence_bounds[sentence]
        signed = next((i + 1 for i in range(first, min(last, first + 9)) if r.norm(i) == ":"), first)
        for i in range(signed, min(last, draft.cue.first)):
            if i not in r.mention_from or r.norm(i - 1) == "(" or r.norm(i - 1) in words("gives_out"):
                continue  # «دبي (CNN)» is a dateline; «نقلتها الصحيفة» gives out another's words
            named = r.mention_from[i][1]
            placed = named.span.start > r.tokens[i].start or r.norm(i - 1) in words("preposition")  # «بموقع فيس بوك»
            byline = sentence == 0 and r.norm(r.mention_from[i][0]) in ("-", "–", "—")  # «داليا سالم – القاهرة»
            other = floor.genders.get(named.entity, draft.cue.agreement[0]) != draft.cue.agreement[0]
            if agreeing and (byline or other):
                continue
            if named.kind in ("person", "org") and not (placed and named.kind == "org"):
                return named.entity
            acts = r.norm(i - 1)[:1] == "ت" and r.norm(i - 2).lstrip("و") in words("negation")
            if named.entity.startswith("state-") and not placed and acts and draft.cue.agreement == "fs":
                return named.entity  # «ولم تخف الهند خططها. وتقول إن»
    return None


def _co_speakers(r: Reader, source: tuple[int, int], speaker: EntityId | None) -> tuple[EntityId, ...]:
    """Second speakers of «موسكو وبيونغ يانغ»; «مسؤولون من واشنطن وسيول» are one group, not two speakers."""
    first, after = source
    found = []
    for i in range(first + 1, after):
        if r.norm(i) in words("preposition"):
            break
        if i in r.mention_from and r.norm(i)[0] == "و" and r.mention_from[i][0] <= after:
            entity = r.mention_from[i][1].entity
            if entity != speaker and entity not in found:
                found.append(entity)
    return tuple(found)


def _with_stance(r: Reader, floor: Floor, draft: Draft, speaker: EntityId | None) -> Draft:
    """An official's «ستستمر الهدنة» commits the side that speaks; a bystander's only foretells."""
    if draft.stance != "assert" or speaker is None:
        return draft
    if draft.opener is None and not (draft.cue.kind == "phrase" and foretells(r, *draft.content[0])):
        return draft
    stance, rule = stance_of(r, draft.cue, draft.opener, *draft.content[0], draft.form, floor.side(speaker))
    return replace(draft, stance=stance, rule=rule)


def _carried(
    out: list[tuple[Draft, Attribution]], draft: Draft, speaker: EntityId | None
) -> tuple[EntityId, ...] | None:
    """The chain of the statement that «وأضاف», «مشيرا إلى» or «حيث أكد» carries on, where the same speaker made it."""
    carries = draft.cue.role == "continue" or draft.cue.kind == "participle"
    if speaker is None or (draft.source is not None and not carries):
        return None
    for earlier, row in reversed(out):
        if draft.sentence - earlier.sentence > (2 if carries else 0):
            return None
        if earlier.cue.kind != "phrase":
            return row.via if row.speaker == speaker else None
    return None


def _via(
    r: Reader,
    out: list[tuple[Draft, Attribution]],
    floor: Floor,
    draft: Draft,
    base: tuple[EntityId, ...],
    parent: Attribution | None,
    speaker: EntityId | None,
    house: House,
    guests: dict[EntityId, tuple[int, EntityId]],
) -> tuple[EntityId, ...]:
    """Through whom the words came: the article's credit, outer speakers, who was told; else whose guest spoke."""
    via = list(base)
    carried = _carried(out, draft, speaker) if parent is None else None
    if carried is not None:
        via = list(carried)
    parent = None if _narrated(r, draft) else parent
    if draft.cue.kind == "noun" and parent is not None and parent.content[0].start == r.tokens[draft.cue.first].start:
        via = list(parent.via)  # «نفت الشركة اتهامات بالتقصير»: the charge is not the denier's to pass on
    elif parent is not None and parent.speaker not in (None, speaker) and not _relays_nobody(parent.speaker):
        via = [*parent.via, parent.speaker]
    elif parent is not None:
        via = list(parent.via)
    if draft.relay is not None:
        medium = floor.speaker(r.span(*draft.relay)) if draft.relay[1] > draft.relay[0] else None
        if medium is not None and medium != house.outlet:
            via.append(medium)
    elif _may_tell_medium(r, draft.cue):
        relay = relay_between(r, floor, draft.cue, draft.content[0][0], house)
        if relay is not None:
            via.append(relay)
    chain = tuple(e for i, e in enumerate(via) if e != speaker and e not in via[:i])
    since, host = guests.get(speaker or "", (r.size, ""))
    hosted = parent is None and draft.cue.first > since and draft.cue.role not in _DEEDS
    return (*base, host) if hosted and chain == base else chain


def _narrated(r: Reader, draft: Draft) -> bool:
    """Whether the page itself tells it beside another's words: «قال … إن الهدنة التي أعلنتها موسكو انتهت»."""
    if draft.source is None or draft.source[0] < draft.cue.first or draft.cue.first in r.closing:
        return False  # «التقارير التي تتحدث»: the relative's own subject is what he spoke of
    before = r.norm(draft.cue.first - 1 - draft.cue.negated)
    return before in words("relative")


def _relays_nobody(speaker: EntityId) -> bool:
    """Whether a speaker is only a text whose issuer nobody names («بيان صدر عقب القمة»), or «مراسلنا»."""
    head = speaker.partition(":")[2].split(" ")[0]
    return head.removeprefix("ال") in words("text") or head in words("own_staff")


def _may_tell_medium(r: Reader, cue: Cue) -> bool:
    """Whether a cue may name a medium its words were spoken to: a verb of speech, or «مضيفا لصحيفة المدى أن»."""
    if cue.kind == "participle":
        return r.norm(cue.after)[:1] == "ل"
    return cue.kind == "verb" and cue.role not in ("relay", "act", "show", "issue")
