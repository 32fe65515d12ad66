"""Doc and earlier findings in, attributions out: cue by cue, source, content, stance, speaker and chain are put together."""

from __future__ import annotations

from dataclasses import dataclass, replace
from hashlib import blake2b

from isnad.annotate.attribution.chain import credit_of, named_in_line, relay_between
from isnad.annotate.attribution.content import Opener, clause_end, content_of, find_opener, spans_of
from isnad.annotate.attribution.cues import Cue, find_cues, verb_cue
from isnad.annotate.attribution.lexicon import governed_noun, words
from isnad.annotate.attribution.phrase import noun_phrase
from isnad.annotate.attribution.reader import Reader, is_masdar
from isnad.annotate.attribution.source import source_of, speaks, subject_before
from isnad.annotate.attribution.speakers import Floor
from isnad.annotate.attribution.stance import stance_of
from isnad.model import Article, Attribution, EntityId, Form, Mention, RuleId, Span, Stance, Timex
from isnad.text.doc import Doc
from isnad.text.tokens import tokenize


@dataclass(frozen=True, slots=True)
class Draft:
    """One statement in token ranges, before speakers and chains are known."""

    cue: Cue
    sentence: int
    source: tuple[int, int] | None
    content: tuple[tuple[int, int], ...]
    form: Form
    stance: Stance
    rule: RuleId
    relay: tuple[int, int] | None = None
    """Tokens of the one who passed the words on: «نقلت الوكالة عن شاهد»."""
    opener: Opener | None = None


def find_attributions(
    doc: Doc, mentions: tuple[Mention, ...], timexes: tuple[Timex, ...], article: Article
) -> tuple[tuple[Attribution, ...], tuple[Mention, ...]]:
    """Reported statements in text order, and the mentions with those that sources added.

    `find_attributions(Doc.of("قال الوزير إن الجسر آمن"), (), (), article)` gives one row: cue «قال», source «الوزير»,
    content «الجسر آمن», indirect, assert.
    """
    r = Reader.of(doc, mentions, timexes)
    cues = find_cues(r)
    drafts = [d for cue in cues for d in [_draft(r, cue, cues)] if d is not None]
    drafts = _without_relayed(drafts)
    return _resolve(r, drafts, list(mentions), article)


# --- one statement ---------------------------------------------------------------------------------------------------


def _draft(r: Reader, cue: Cue, cues: tuple[Cue, ...]) -> Draft | None:
    sentence = r.doc.sentence_at(r.tokens[cue.first].start)
    start, stop = r.doc.sentence_bounds[sentence]
    if cue.bare in ("كما", "مثلما") and cue.kind == "phrase":
        verb = verb_cue(r, cue.after - 1 if r.norm(cue.after - 1) not in ("به", "بها", "عنه") else cue.after - 2)
        opener = find_opener(r, verb, stop) if verb is not None else None
        if verb is not None and opener is not None and (opener.kind != "object" or cue.first == start):
            return _verb_draft(r, verb, sentence, start, stop, cues)
    if cue.kind == "phrase":
        return _phrase_draft(r, cue, sentence, start, stop, cues)
    if cue.kind == "hedge":
        return _hedge_draft(r, cue, sentence, stop, cues)
    if cue.kind == "noun":
        return _noun_draft(r, cue, sentence, stop, cues)
    return _verb_draft(r, cue, sentence, start, stop, cues)


def _verb_draft(r: Reader, cue: Cue, sentence: int, start: int, stop: int, cues: tuple[Cue, ...]) -> Draft | None:
    opener = find_opener(r, cue, stop)
    if opener is None or opener.first >= len(r.tokens):
        return None
    if cue.role == "relay":
        return _relay_draft(r, cue, sentence, stop, opener, cues)
    source, opener = source_of(r, cue, opener, start)
    if source is None and (cue.negated or not _stands_free(r, cue, start)):
        return None
    if cue.negated and cue.role in ("accept", "plan", "think", "feel", "weak"):
        return None
    if not _reports(r, cue, opener, source):
        return None
    found = content_of(r, cue, opener, _content_stop(r, opener, sentence, stop, cues), cues)
    if found is None:
        return None
    content, form = found
    if cue.role == "weak" and form == "indirect":
        return None
    if cue.role == "label" and form == "mixed" and opener.kind in ("quote", "preposition", "clause"):
        form = "direct" if r.opens_quote(content[0]) and r.quote_from[content[0]][0] >= content[1] else form
    stance, rule = stance_of(r, cue, opener, content[0], content[1], form, False)
    return Draft(cue, sentence, source, (content,), form, stance, rule, opener=opener)


def _reports(r: Reader, cue: Cue, opener: Opener, source: tuple[int, int] | None) -> bool:
    """Whether verb, source and opener together report words, and not a mere action."""
    if cue.kind == "participle" and opener.source is not None and opener.kind in ("clause", "colon", "quote"):
        return False
    if cue.role == "weak" and (opener.kind not in ("quote", "colon") or source is None):
        return False
    if cue.role in ("decide", "label") and source is None and not (cue.role == "label" and (cue.clitic or cue.kind == "participle")):
        return False
    if cue.role in ("govern", "opinion") and source is None and opener.kind in ("object", "preposition") and cue.kind == "verb":
        return _carries_stance(r, opener.first) or is_masdar(r.norm(opener.first))
    if cue.clitic and opener.kind == "object" and cue.role not in ("label", "accuse", "blame", "opinion"):
        return False
    if cue.role == "decide" and cue.bare.startswith(("قرر", "يقرر", "تقرر")) and source is not None and _is_person(r, source):
        return False
    if cue.role == "continue" and source is not None and not speaks(r, source):
        return False
    if cue.role in ("raise", "direct") and opener.kind == "object" and not _carries_stance(r, opener.first):
        return False
    if opener.kind == "preposition" and cue.role in ("say", "act") and source is None and cue.kind == "verb":
        return r.norm(opener.at) != "عن" or cue.bare[:2] != "تح"
    if opener.kind == "object":
        if cue.role == "show" and not is_masdar(r.norm(opener.first)):
            return False
        if cue.kind == "participle" and cue.role not in ("say", "continue", "opinion", "condemn", "praise", "urge", "refuse", "feel"):
            return False
        if cue.role in ("accept", "think", "opinion", "offer", "label", "act", "blame") and source is None:
            return False
    return True


def _is_person(r: Reader, source: tuple[int, int]) -> bool:
    return any(i in r.mention_from and r.mention_from[i][1].kind == "person" for i in range(*source))


def _stands_free(r: Reader, cue: Cue, start: int) -> bool:
    """Whether a verb without a source can carry on somebody's speech: it opens a clause, and describes no noun before it."""
    if cue.kind != "verb" or cue.first == start or cue.bare != r.norm(cue.first):
        return True
    previous = r.norm(cue.first - 1)
    return not r.tokens[cue.first - 1].word or previous in words("opening") or previous in ("ما", "بما", "كان", "كانت")


def _carries_stance(r: Reader, i: int) -> bool:
    return governed_noun(r.norm(i)) is not None or r.norm(i) in words("raised")


def _content_stop(r: Reader, opener: Opener, sentence: int, stop: int, cues: tuple[Cue, ...]) -> int:
    """Speech after a colon without quotation marks runs on over sentences, up to the next one that reports."""
    if opener.kind != "colon" or r.opens_quote(opener.first):
        return stop
    paragraph = next((p for p in r.doc.paragraphs if p.start <= r.tokens[opener.first].start < p.end), None)
    reporting = {c.first for c in cues if c.kind == "verb" and c.role in ("say", "continue", "govern", "tell")}
    for later in range(sentence + 1, len(r.doc.sentence_bounds)):
        first, last = r.doc.sentence_bounds[later]
        if paragraph is None or r.tokens[first].start >= paragraph.end or any(i in reporting for i in range(first, first + 4)):
            break
        stop = last
    return stop


def _relay_draft(
    r: Reader, cue: Cue, sentence: int, stop: int, opener: Opener, cues: tuple[Cue, ...]
) -> Draft | None:
    """«نقلت الوكالة عن شاهد قوله إن …» or «… عن شاهد أن …»: the speaker stands after عن, the medium before it."""
    at = next((i for i in range(cue.after, min(stop, cue.after + 18)) if _relays(r, i)), None)
    if at is None or any(r.complementizer(i) for i in range(cue.after, at)):
        return None
    medium = (cue.after, noun_phrase(r, cue.after, at)) if at > cue.after else None
    if medium is None or not speaks(r, medium):
        medium = subject_before(r, cue, r.doc.sentence_bounds[sentence][0])
    speaker = None
    after = at + 1
    if r.norm(at) in ("عن", "لسان"):
        speaker = (at + 1, noun_phrase(r, at + 1, min(stop, at + 24)))
        after = speaker[1]
    elif after < stop and r.norm(after) not in words("pronoun_report"):
        medium = medium or (after, noun_phrase(r, after, min(stop, after + 8)))
        after = medium[1]
    inner = next((c for c in cues if c.kind == "pronoun" and at < c.first < min(stop, at + 30)), None)
    lead = inner or cue
    begin = inner.after if inner else after
    found = find_opener(r, replace(lead, after=begin, frames=frozenset(("ان", "قول"))), stop)
    if found is None or found.kind == "object":
        return None
    content = content_of(r, lead, found, stop, cues)
    if content is None:
        return None
    stance, rule = stance_of(r, replace(lead, role="say", stance="assert"), found, *content[0], content[1], False)
    return Draft(replace(lead, role="relay", agreement=lead.agreement), sentence, speaker, (content[0],), content[1], stance, rule, medium)


def _relays(r: Reader, i: int) -> bool:
    return r.norm(i) in ("عن", "عنه", "عنها", "عنهم") or (r.norm(i) == "لسان" and r.norm(i - 1) == "علي")


def _without_relayed(drafts: list[Draft]) -> list[Draft]:
    """One row for «نقلت … قوله»: the pronoun's own draft gives way to the relay's."""
    relayed = {d.cue.first for d in drafts if d.cue.role == "relay"}
    kept: list[Draft] = []
    opened: dict[int, Draft] = {}
    for d in drafts:
        if d.cue.kind == "pronoun" and d.cue.role != "relay" and d.cue.first in relayed:
            continue
        first = d.content[0][0]
        if d.cue.kind in ("verb", "participle", "pronoun") and first in opened and opened[first].cue.first < d.cue.first:
            continue  # «وتابع قائلا إن»: one report
        if d.cue.kind != "phrase":
            opened.setdefault(first, d)
        kept.append(d)
    return kept


def _phrase_draft(r: Reader, cue: Cue, sentence: int, start: int, stop: int, cues: tuple[Cue, ...]) -> Draft | None:
    """«بحسب المصدر»: its content is what its sentence says before it, or after it where it stands first."""
    first = cue.after
    while first < stop and (first in r.timex_from or r.norm(first) in words("adverb")):
        first = r.timex_from.get(first, first + 1)
    if first >= stop:
        return None
    end = noun_phrase(r, first, min(stop, first + 22))
    if end == first or (r.norm(cue.first) not in ("كما", "مثلما") and r.complementizer(first)):
        return None
    if cue.bare in ("كما", "مثلما") and (_goes_on(r, end, stop) or not speaks(r, (first, end))):
        return None
    if not speaks(r, (first, end)) and not cue.rule.rpartition("#")[2].startswith(("على", "نقلا", "برأي", "في", "من")):
        return None
    if r.norm(end) in words("pronoun_report") or r.complementizer(end) and cue.bare == "علي":
        return None
    content = _around(r, cue, start, end, stop, cues)
    if not content:
        return None
    quoted = any(r.opens_quote(i) and not r.names(i) for a, b in content for i in range(a, b))
    return Draft(cue, sentence, (first, end), content, "mixed" if quoted else "indirect", cue.stance, cue.rule)


def _goes_on(r: Reader, end: int, stop: int) -> bool:
    """«كما أكد الوزير أن …» opens a report of its own."""
    while end < stop and (end in r.timex_from or r.norm(end) in words("adverb")):
        end = r.timex_from.get(end, end + 1)
    return end < stop and not r.is_comma(end) and r.norm(end) not in ("(", "-", "–", ".")


def _around(r: Reader, cue: Cue, start: int, end: int, stop: int, cues: tuple[Cue, ...]) -> tuple[tuple[int, int], ...]:
    begin = start
    while begin < cue.first and not r.tokens[begin].word and not r.opens_quote(begin) and not r.tokens[begin].number:
        begin += 1
    begin = _past_setting(r, begin, cue.first)
    before = cue.first
    while before > begin and (r.is_comma(before - 1) or r.norm(before - 1) in ("-", "–", "و", "وذلك")):
        before -= 1
    if before - begin >= 2:
        dashed = r.norm(cue.first - 1) in ("-", "–") and end < stop and r.norm(end) in ("-", "–")
        if dashed and stop - end > 2:
            return (begin, before), (end + 1, clause_end(r, cue, end + 1, stop, cues))
        return ((begin, before),)
    after = end
    while after < stop and (r.is_comma(after) or after in r.timex_from or not r.tokens[after].word and not r.opens_quote(after)):
        after = r.timex_from.get(after, after + 1)
    if r.complementizer(after) or r.norm(after) == "فان":
        after += 1
    last = clause_end(r, cue, after, stop, cues) if after < stop else after
    return ((after, last),) if last - after >= 2 else ()


def _past_setting(r: Reader, begin: int, end: int) -> int:
    """Token after «وفي علامة على التقارب،»: the setting of a sentence is no part of what a source says."""
    first = r.norm(begin)
    if first not in words("adverbial") and first[1:] not in words("adverbial"):
        return begin
    comma = next((i for i in range(begin, end) if r.is_comma(i)), None)
    return comma + 1 if comma is not None and end - comma > 4 else begin


def _hedge_draft(r: Reader, cue: Cue, sentence: int, stop: int, cues: tuple[Cue, ...]) -> Draft | None:
    i = cue.after
    while i < stop and (r.norm(i) in ("بعد", "من", "في", "عن", "علي", "الفور", "صحه", "حتي", "الان", "التحقق", "التاكد") or i in r.timex_from):
        i = r.timex_from.get(i, i + 1)
    if cue.rule.endswith("الحديث"):
        i = next((j + 1 for j in range(cue.after, min(stop, cue.after + 8)) if r.norm(j) == "عن"), stop)
    if i < stop and r.complementizer(i) and r.norm(i) in ("ان", "بان"):
        i += 1
    if i >= stop:
        return None
    last = clause_end(r, cue, i, stop, cues)
    if last - i < 1:
        return None
    quoted = any(r.opens_quote(j) and not r.names(j) for j in range(i, last))
    return Draft(cue, sentence, None, ((i, last),), "mixed" if quoted else "indirect", cue.stance, cue.rule)


def _noun_draft(r: Reader, cue: Cue, sentence: int, stop: int, cues: tuple[Cue, ...]) -> Draft | None:
    prepositions = frozenset(f for f in cue.frames if f != "مف")
    i = cue.after
    source = None
    if cue.role == "source":
        if not speaks(r, (i, i + 1)):
            return None
        end = noun_phrase(r, i, min(stop, i + 10), frames=prepositions)
        source, i = (i, end), end
        if i >= stop or not r.tokens[i].word or r.norm(i) in words("preposition"):
            return None
    else:
        norm = r.norm(i)
        by_letter = any(len(p) == 1 and norm.startswith(p) and norm not in words("not_clitic") for p in prepositions)
        if norm not in prepositions and not by_letter:
            return None
        i = i + 1 if norm in prepositions else i
    last = clause_end(r, cue, i, stop, cues)
    if last - i < 1:
        return None
    quoted = any(r.opens_quote(j) and not r.names(j) for j in range(i, last))
    return Draft(cue, sentence, source, ((i, last),), "mixed" if quoted else "indirect", cue.stance, cue.rule)


# --- speakers and chains ---------------------------------------------------------------------------------------------


def _resolve(
    r: Reader, drafts: list[Draft], mentions: list[Mention], article: Article
) -> tuple[tuple[Attribution, ...], tuple[Mention, ...]]:
    floor = Floor(r.doc, mentions, [])
    credit = credit_of(article)
    outlet = named_in_line(article.outlet)
    base: tuple[EntityId, ...] = (credit.entity,) if credit else ()
    out: list[tuple[Draft, Attribution]] = []
    for draft in sorted(drafts, key=_reading_order):
        parent = _parent(out, draft)
        depth = 1 if parent is not None else 0
        if parent is not None and _same_voice(out, draft, parent):
            continue
        speaker, others = _speaker(r, floor, draft, depth)
        draft = _with_stance(r, floor, draft, speaker)
        if draft.cue.kind != "phrase":
            floor.take(draft.sentence, depth, speaker, draft.cue.agreement)
        via = _via(r, out, floor, draft, base, parent, speaker, outlet.entity if outlet else None)
        out.append((draft, _row(r, article, draft, speaker, others, via, parent)))
    extra = [replace(credit, span=Span(0, 0))] if credit and base else []
    return tuple(row for _, row in out), (*floor.mentions, *extra)


def _reading_order(draft: Draft) -> tuple[int, int]:
    """A phrase governs what it stands behind, so it is read before the reports inside its content."""
    if draft.cue.kind == "phrase":
        return min(draft.cue.first, draft.content[0][0]) - 1, 0
    return draft.cue.first, 1


def _same_voice(out: list[tuple[Draft, Attribution]], draft: Draft, parent: Attribution) -> bool:
    """Whether a cue inside another's content reports nobody new: «قال إنه يعتقد أن», «أعتقد» inside a quotation."""
    if draft.cue.kind == "hedge":
        return draft.cue.rule.split("#")[1].split()[0] not in ("لم", "تعذر")
    if draft.source is not None or draft.cue.kind not in ("verb", "participle") or draft.cue.role == "relay":
        return False
    if draft.cue.role == "label":
        return False
    siblings = [row for _, row in out if row.parent == parent.id and row.source is not None]
    return not siblings


def _parent(out: list[tuple[Draft, Attribution]], draft: Draft) -> Attribution | None:
    """The innermost earlier statement of the same sentence whose content holds this one's cue."""
    holding = [
        row
        for outer, row in out
        if outer.sentence == draft.sentence or outer.form == "direct"
        if any(a <= draft.cue.first < b for a, b in outer.content)
    ]
    return holding[-1] if holding else None


def _speaker(r: Reader, floor: Floor, draft: Draft, depth: int) -> tuple[EntityId | None, tuple[EntityId, ...]]:
    if draft.cue.kind in ("hedge", "noun") and draft.source is None:
        return None, ()
    if draft.source is None:
        return floor.holder(draft.cue, draft.sentence, depth) or _topic(r, floor, draft), ()
    if r.norm(draft.source[0]) in words("hidden") and draft.source[1] - draft.source[0] == 1:
        return None, ()
    speaker = floor.speaker(_source_span(r, draft))
    return speaker, _co_speakers(r, draft.source, speaker)


def _topic(r: Reader, floor: Floor, draft: Draft) -> EntityId | None:
    """Whom the sentence, or the one before it, is about: the first person or body it names."""
    if draft.cue.kind == "phrase" or draft.cue.agreement not in ("ms", "fs"):
        return None
    for sentence in (draft.sentence, draft.sentence - 1):
        if sentence < 0:
            break
        first, last = r.doc.sentence_bounds[sentence]
        for i in range(first, min(last, draft.cue.first)):
            if i in r.mention_from and r.mention_from[i][1].kind in ("person", "org"):
                return r.mention_from[i][1].entity
    return None


def _source_span(r: Reader, draft: Draft) -> Span:
    """The source's characters, without the preposition of «وفقا لمسؤولين» on its first word."""
    assert draft.source is not None
    span = r.span(*draft.source)
    if draft.cue.kind == "phrase" and r.norm(draft.source[0])[0] == "ل" and draft.cue.rule.endswith(" ل"):
        return Span(span.start + (2 if r.norm(draft.source[0]).startswith("لل") else 1), span.end)
    return span


def _co_speakers(r: Reader, source: tuple[int, int], speaker: EntityId | None) -> tuple[EntityId, ...]:
    """Second speakers of «موسكو وبيونغ يانغ»."""
    first, after = source
    found = []
    for i in range(first + 1, after):
        if i in r.mention_from and r.norm(i)[0] == "و" and r.mention_from[i][0] <= after:
            entity = r.mention_from[i][1].entity
            if entity != speaker and entity not in found:
                found.append(entity)
    return tuple(found)


def _with_stance(r: Reader, floor: Floor, draft: Draft, speaker: EntityId | None) -> Draft:
    """An official's «ستستمر الهدنة» commits the side that speaks; a bystander's only foretells."""
    if draft.opener is None or draft.stance != "assert" or speaker is None:
        return draft
    forms = [m.text for m in floor.mentions if m.entity == speaker]
    official = any(w.norm in words("official") for form in forms for w in tokenize(form))
    if not official or draft.content[0][0] in r.mention_from and r.mention_from[draft.content[0][0]][1].kind == "person":
        return draft
    stance, rule = stance_of(r, draft.cue, draft.opener, *draft.content[0], draft.form, True)
    return replace(draft, stance=stance, rule=rule)


def _carried(out: list[tuple[Draft, Attribution]], draft: Draft, speaker: EntityId | None) -> tuple[EntityId, ...] | None:
    """The chain of the statement that «وأضاف» or «مشيرا إلى» carries on, where the same speaker made it."""
    if speaker is None or not (draft.cue.role == "continue" or draft.cue.kind == "participle"):
        return None
    for earlier, row in reversed(out):
        if draft.sentence - earlier.sentence > 2:
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
    outlet: EntityId | None,
) -> tuple[EntityId, ...]:
    via = list(base)
    carried = _carried(out, draft, speaker) if parent is None else None
    if carried is not None:
        via = list(carried)
    if parent is not None and parent.speaker is not None and parent.speaker != speaker:
        via = [*parent.via, parent.speaker]
    elif parent is not None:
        via = list(parent.via)
    if draft.relay is not None:
        medium = floor.speaker(r.span(*draft.relay)) if draft.relay[1] > draft.relay[0] else None
        if medium is not None and medium != outlet:
            via.append(medium)
    elif draft.cue.kind == "verb" and draft.cue.role in ("say", "tell", "continue"):
        relay = relay_between(r, floor, draft.cue, draft.content[0][0], outlet)
        if relay is not None:
            via.append(relay)
    return tuple(e for i, e in enumerate(via) if e != speaker and e not in via[:i])


def _row(
    r: Reader,
    article: Article,
    draft: Draft,
    speaker: EntityId | None,
    others: tuple[EntityId, ...],
    via: tuple[EntityId, ...],
    parent: Attribution | None,
) -> Attribution:
    cue = _cue_span(r, draft.cue)
    content = tuple(spans_of(r, a, b) for a, b in draft.content)
    source = _source_span(r, draft) if draft.source else None
    key = f"{article.id}|{cue.start}|{content[0].start}"
    rules = tuple(dict.fromkeys((draft.cue.rule, draft.rule)))
    return Attribution(
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


def _cue_span(r: Reader, cue: Cue) -> Span:
    """The cue without the و or ف that joins it to what stands before."""
    first = cue.first - 1 if cue.negated else cue.first
    span = r.span(first, cue.after)
    norm = r.norm(first)
    if cue.negated:
        return Span(span.start + (1 if norm[0] in "وف" and len(norm) > 2 else 0), span.end)
    cut = 1 if cue.bare and norm != cue.bare and norm[0] in "وف" and norm[1:].startswith(cue.bare[:2]) else 0
    return Span(span.start + cut, span.end)
