"""A cue in, where its content opens and ends out, and whether it is quoted, reported or both."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from isnad.annotate.attribution.cues import Cue
from isnad.annotate.attribution.lexicon import governed_noun, plain_verbs, verbs_of, words
from isnad.annotate.attribution.phrase import noun_phrase
from isnad.annotate.attribution.reader import STOP, Reader, has_preposition, is_masdar
from isnad.model import Form, Span

OpenerKind = Literal["clause", "colon", "quote", "preposition", "object"]

_FAR = 28
"""Tokens between a verb and its complementizer: a titled source with an apposition and an adverbial takes up to 25."""


@dataclass(frozen=True, slots=True)
class Opener:
    """Where content opens: `at` the opening word, `first` the content's first token."""

    kind: OpenerKind
    at: int
    first: int
    source: tuple[int, int] | None
    """Tokens of the noun phrase between the cue and the opener."""


def find_opener(r: Reader, cue: Cue, stop: int) -> Opener | None:
    """How the content of a verb or participle follows it, before token `stop`; None where nothing is reported."""
    prepositions = frozenset(f for f in cue.frames if f in ("ب", "عن", "من", "علي", "الي", "ل", "في"))
    start = _skip_adverbials(r, cue.after, stop, cue, prepositions)
    direct = _opener_at(r, start, stop, cue, prepositions, None)
    if direct is not None and direct.kind != "object":
        return direct
    if start >= stop or not _can_be_phrase(r, start):
        return direct
    end = noun_phrase(r, start, min(stop, start + 24), frames=prepositions)
    if end == start:
        return direct
    after = _skip_adverbials(r, end, stop, cue, prepositions)
    found = _opener_at(r, after, stop, cue, prepositions, (start, end))
    if found is not None and found.kind != "object":
        return found
    if found is not None and (reported_noun(r, found.first) or _is_addressee(r, cue, found.first, stop, prepositions)):
        return found
    far = _far_opener(r, end, min(stop, start + _FAR), cue, prepositions)
    if far is not None:
        return Opener(far.kind, far.at, far.first, (start, end))
    return found or direct


def reported_noun(r: Reader, i: int) -> bool:
    """Whether the object is plainly what was said: a verbal noun or a noun that carries a stance."""
    return is_masdar(r.norm(i)) or governed_noun(r.norm(i)) is not None


def _is_addressee(r: Reader, cue: Cue, i: int, stop: int, prepositions: frozenset[str]) -> bool:
    """Whether the object is the one spoken to, with the verb's preposition after it: «الشركة بدفع الأجور»."""
    wanted = {frame.split("+")[1] for frame in cue.frames if "+" in frame}
    for j in range(i + 1, min(stop, i + 12)):
        if r.norm(j) in wanted or any(len(w) == 1 and has_preposition(r, j, w) for w in wanted):
            return True
        if r.complementizer(j) or r.norm(j) in STOP:
            return False
    return False


def _can_be_phrase(r: Reader, i: int) -> bool:
    return r.tokens[i].word or r.norm(i) in "#" or r.norm(i).isdigit() or (r.opens_quote(i) and r.names(i))


def _opener_at(
    r: Reader, i: int, stop: int, cue: Cue, prepositions: frozenset[str], source: tuple[int, int] | None
) -> Opener | None:
    """The opener that stands at token `i`, if one does and the verb takes it."""
    if i >= stop:
        return None
    norm = r.norm(i)
    if r.complementizer(i):
        return _clause(r, i, i, source) if "ان" in cue.frames or cue.role in ("label", "relay") or prepositions else None
    if norm == ":" and i + 1 < stop:
        return Opener("colon", i, i + 1, source)
    if r.opens_quote(i) and not r.names(i):
        return Opener("quote", i, i, source)
    if norm in "-–" and i + 1 < stop and "قول" in cue.frames and cue.role in ("say", "continue"):
        spoken = r.opens_quote(i + 1) or i == cue.after
        return Opener("colon", i, i + 1, source) if spoken else None
    if norm in prepositions:
        if r.complementizer(i + 1):
            return _clause(r, i + 1, i, source)
        return Opener("preposition", i, i + 1, source)
    for letter in ("ب", "ل"):
        if letter in prepositions and (has_preposition(r, i, letter) or (norm == letter and r.opens_quote(i + 1))):
            return Opener("preposition", i, i, source)
    if ("مف" in cue.frames or cue.takes_addressee_frame) and not r.is_comma(i) and norm not in STOP and norm not in words("preposition") and not r.participle_at(i):
        return Opener("object", i, i, source)
    if cue.clitic and cue.role == "label" and norm.startswith("ب"):
        return Opener("preposition", i, i, source)
    return None


def _clause(r: Reader, comp: int, at: int, source: tuple[int, int] | None) -> Opener:
    """A clause after أن / إن: a pronoun on the complementizer is the content's first word (إنه → ه)."""
    bare = r.norm(comp) in ("ان", "بان", "لان", "اني", "باني")
    return Opener("clause", at, comp + 1 if bare else comp, source)


def _far_opener(r: Reader, i: int, stop: int, cue: Cue, prepositions: frozenset[str]) -> Opener | None:
    """A complementizer, colon or quotation further on in the same clause, over words the phrase could not take in."""
    while i < stop:
        if r.norm(i) in STOP:
            return None
        if i in r.timex_from:
            i = r.timex_from[i]
            continue
        if r.opens_quote(i) and r.names(i):
            i = r.quote_from[i][0]
            continue
        if r.complementizer(i) or r.norm(i) == ":" or r.opens_quote(i):
            if r.opens_quote(i) and not ("قول" in cue.frames or cue.role == "label"):
                return None
            return _opener_at(r, i, stop, cue, prepositions, None)
        if "ب" in prepositions and has_preposition(r, i, "ب") and is_masdar(r.norm(i)[1:]):
            return Opener("preposition", i, i, None)
        if r.participle_at(i) or (r.is_comma(i - 1) and any(f.tense == "participle" for _, f, _ in verbs_of(r.norm(i)))):
            return None
        if r.norm(i) in prepositions and r.complementizer(i + 1):
            return _opener_at(r, i, stop, cue, prepositions, None)
        if r.clause_verb(i) and i not in r.mention_from:
            return None
        if r.norm(i) in ("بينما", "فيما", "لكن", "ولكن") and r.verb_at(min(i + 1, stop - 1)):
            return None
        i += 1
    return None


def _skip_adverbials(r: Reader, i: int, stop: int, cue: Cue, prepositions: frozenset[str]) -> int:
    """Past times, commas, one-word adverbs, addressees and adverbial phrases, up to what may be source or content."""
    while i < stop:
        norm = r.norm(i)
        if i in r.timex_from:
            i = r.timex_from[i]
        elif r.is_comma(i) or norm == "،":
            i += 1
        elif norm == "(" and ")" in {r.norm(k) for k in range(i, min(stop, i + 8))}:
            i = next(k for k in range(i, stop) if r.norm(k) == ")") + 1
        elif i == cue.after and cue.kind == "verb" and any(f.tense == "participle" for _, f, _ in verbs_of(norm)):
            i += 1
        elif norm in words("addressee") or (norm in words("adverb") and norm not in prepositions):
            i += 1
        elif norm in prepositions and (r.complementizer(i + 1) or not _occasion(r, i)):
            return i
        elif norm in words("adverbial") or norm in ("بما", "بعدما"):
            i = _past_adverbial(r, i, stop, prepositions)
        elif "ل" not in prepositions and _to_whom(r, i):
            quoted = r.quote_from.get(i + 1) if norm == "ل" else None
            i = quoted[0] if quoted else noun_phrase(r, i, min(stop, i + 8)) if norm != "ل" else i + 2
        elif norm in "-–" and _dashed(r, i, stop) > 0:
            i = _dashed(r, i, stop)
        else:
            return i
    return i


def _occasion(r: Reader, i: int) -> bool:
    """Whether a preposition opens the occasion of the words («في بيان») rather than their content."""
    nxt = r.norm(i + 1)
    if r.norm(i) == "علي":
        return nxt in words("occasion")
    return r.norm(i) == "في" and (nxt in words("speech_event") or i + 1 in r.timex_from)


def _past_adverbial(r: Reader, i: int, stop: int, prepositions: frozenset[str]) -> int:
    """Token after an adverbial phrase: a preposition with its noun phrase, and what no source or content can begin with."""
    j = i + 1
    if j < stop and r.tokens[j].word and not r.complementizer(j) and j not in r.timex_from:
        j = max(noun_phrase(r, j, min(stop, j + 12), frames=prepositions), j + 1)
    while j < stop:
        norm = r.norm(j)
        if r.is_comma(j) or r.complementizer(j) or norm == ":" or norm in STOP or norm in words("adverbial"):
            return j
        if norm in prepositions and norm not in ("في", "من"):
            return j
        if r.opens_quote(j):
            if not r.names(j):
                return j
            j = r.quote_from[j][0]
            continue
        if j in r.timex_from or j in r.mention_from or norm.startswith("ال") or is_masdar(norm) or has_preposition(r, j, "ب"):
            return j
        j += 1
    return j


def _to_whom(r: Reader, i: int) -> bool:
    norm = r.norm(i)
    return (norm == "ل" or has_preposition(r, i, "ل")) and not norm.startswith(("لان", "لكن"))


def _dashed(r: Reader, i: int, stop: int) -> int:
    """Token after the second dash of «- في تقرير اليوم -»; 0 where there is none near."""
    for j in range(i + 1, min(stop, i + 14)):
        if r.norm(j) in "-–":
            return j + 1
    return 0


# --- where it ends ---------------------------------------------------------------------------------------------------


def content_of(r: Reader, cue: Cue, opener: Opener, stop: int, cues: tuple[Cue, ...]) -> tuple[tuple[int, int], Form] | None:
    """(half-open token range of the content, form), or None where it would be empty."""
    first = opener.first
    if opener.kind == "colon" and r.complementizer(first):
        opener = _clause(r, first, first, opener.source)
        first = opener.first
    if opener.kind == "colon" and r.opens_quote(first):
        opener = Opener("quote", opener.at, first, opener.source)
    if opener.kind == "quote":
        end, quote = r.quote_from[first]
        after = min(end, stop)
        if after < stop and _runs_on(r, after, stop):
            last = clause_end(r, cue, after, stop, cues)
            if last > after:
                return (first, last), "mixed"
        inside = (first + 1, after - 1 if quote.closed else after)
        return (inside, "direct") if inside[1] > inside[0] else None
    if opener.kind == "colon":
        turn = (i for i in range(first, stop) if r.norm(i) in words("but") and i + 1 < stop and r.verb_at(i + 1))
        last = _trim(r, first, next(turn, stop))
        return ((first, last), "direct") if last > first else None
    last = clause_end(r, cue, first, stop, cues, nominal=opener.kind in ("object", "preposition"))
    if last <= first:
        return None
    quoted = next((i for i in range(first, last) if r.opens_quote(i) and not r.names(i)), None)
    if cue.role == "label" and quoted is not None and r.quote_from[quoted][1].closed:
        return (quoted + 1, min(r.quote_from[quoted][0] - 1, last)), "direct"
    return _form(r, *_quoted_alone(r, cue, first, last))


def _quoted_alone(r: Reader, cue: Cue, first: int, last: int) -> tuple[int, int]:
    """A clause or label that begins with a quotation ends with it where a comma follows or the cue only names."""
    start = first + 1 if r.complementizer(first) and r.opens_quote(first + 1) else first
    if not r.opens_quote(start) or r.names(start):
        return first, last
    end = r.quote_from[start][0]
    if end < last and (r.is_comma(end) or cue.role == "label"):
        return first, end
    return first, last


def _runs_on(r: Reader, i: int, stop: int) -> bool:
    """Whether a reported clause goes on after a closing quotation mark: «"قرارات حاسمة" ستتخذ غدا»."""
    return r.tokens[i].word and r.norm(i)[0] not in "وف" and not r.verb_at(i) and i < stop


def _form(r: Reader, first: int, last: int) -> tuple[tuple[int, int], Form]:
    """A clause quoted from end to end is direct; one with a quotation inside is mixed."""
    start = first + 1 if r.complementizer(first) and not r.opens_quote(first) else first
    if r.opens_quote(start) and r.quote_from[start][0] >= last:
        closed = r.quote_from[start][1].closed
        return (start + 1, last - 1 if closed else last), "direct"
    quoted = any(r.opens_quote(i) and not r.names(i) for i in range(first, last))
    return (first, last), "mixed" if quoted else "indirect"


def clause_end(r: Reader, cue: Cue, first: int, stop: int, cues: tuple[Cue, ...], *, nominal: bool = False) -> int:
    """Token after the last word of a reported clause: before the next report, an attribution phrase, or a breaking word.

    `nominal` content (a noun phrase, not a clause) also ends where a comma opens a clause about something else.
    """
    found = {c.first: c for c in cues if c.first > first}
    if not r.opens_quote(first):
        stop = min(stop, _enclosing(r, first))
    i = first
    while i < stop:
        if r.opens_quote(i):
            i = min(stop, max(i + 1, r.quote_from[i][0]))
            continue
        if i > first and _breaks(r, i, found.get(i), nominal, cue, first):
            break
        i += 1
    return _trim(r, first, i)


def _enclosing(r: Reader, i: int) -> int:
    """Token of the closing mark of the quotation that token `i` stands in; past the text where there is none."""
    inside = [after for at, (after, _) in r.quote_from.items() if at < i < after and not r.names(at)]
    return min(inside) - 1 if inside else len(r.tokens)


def _breaks(r: Reader, i: int, found: Cue | None, nominal: bool, cue: Cue, first: int) -> bool:
    norm = r.norm(i)
    after_comma = r.is_comma(i - 1)
    if found is not None:
        if found.kind == "phrase":
            return found.bare not in ("كما", "مثلما", "وفق", "حسب") or after_comma or found.after > found.first + 1
        if found.kind == "participle":
            return after_comma or _complemented(r, found)
        if found.kind in ("verb", "hedge"):
            joined = norm[0] in "وف" and found.bare != norm
            if found.tense == "present" and cue.tense == "past" and not _names_source(r, found.after):
                return False  # «يشكل الهجوم خطرا … ويؤكد استمرار التهريب»: its subject is the content's own
            if joined and (after_comma or found.role in ("continue", "say", "govern")):
                return True
            if r.norm(i - 1) in ("بينما", "فيما", "وبينما", "وفيما"):
                return True
    if norm in ("بينما", "وبينما", "فيما", "وفيما") and after_comma and _compares(r, first, i):
        return False
    if norm in ("بينما", "وبينما"):
        return True
    if norm in words("but") and any(r.verb_at(j) for j in range(i + 1, min(i + 4, len(r.tokens)))):
        return True
    if norm in ("فيما", "وفيما") and i + 1 < len(r.tokens) and r.verb_at(i + 1):
        return True
    if norm in ("الا", "غير", "بيد") and r.norm(i + 1) in ("ان", "انه", "انها", "انهم"):
        return True
    if nominal and norm == "دون" and r.complementizer(i + 1):
        return True
    if nominal and r.clause_verb(i) and not (len(norm) == 4 and norm[2] != "ا"):
        return True  # of three letters («ومنع») it may be a verbal noun, so it ends nothing
    if norm[0] == "ف" and i in r.mention_from and r.mention_from[i][1].span.start > r.tokens[i].start:
        return True
    if not after_comma:
        return False
    if _new_subject(r, i):
        return True
    if norm in words("clause_break") or (nominal and norm in words("nominal_break")) or r.clause_verb(i):
        return True
    if nominal and (norm in plain_verbs() or norm in ("لكن", "ولكن", "لكنه", "لكنها", "وان", "وانه", "وانها")):
        return True
    if norm == "في" and r.norm(i + 1) in ("اشاره", "حين", "وقت"):
        return True
    if nominal and (_describes(r, i) or _tells_of_person(r, i)):
        return True
    return norm == "كما" and any(r.verb_at(j) for j in range(i + 1, min(i + 5, len(r.tokens))))


def _new_subject(r: Reader, i: int) -> bool:
    """«، وتدعم واشنطن», «، ويسلط الاجتماع»: a present verb with a subject of its own after a comma."""
    norm = r.norm(i)
    if norm[:2] not in ("وي", "وت") or len(norm) < 5 or is_masdar(norm[1:]) or i in r.mention_from or r.verb_at(i):
        return False
    named = r.mention_from.get(i + 1)
    return named is not None or (r.norm(i + 1).startswith("ال") and not r.norm(i + 1).startswith(("الي", "الا")))


def _names_source(r: Reader, i: int) -> bool:
    """Whether a source follows the verb: a name, or one who speaks."""
    return i in r.mention_from or r.norm(i).removeprefix("ال") in words("agent")


def _compares(r: Reader, first: int, i: int) -> bool:
    """«حصل التحالف على 121 مقعدا، بينما حصل خصمه على 79»: figures on both sides are one report."""
    end = min(i + 14, len(r.tokens))
    return any(r.tokens[j].number for j in range(first, i)) and any(r.tokens[j].number for j in range(i, end))


def _describes(r: Reader, i: int) -> bool:
    """Whether a definite noun after a quoted name and a comma explains the name («، العبارة التي …»)."""
    return r.norm(i).startswith("ال") and r.norm(i - 2) in ("»", "”", '"')


def _tells_of_person(r: Reader, i: int) -> bool:
    """Whether «، الذي …» says more of a person just named, as in «جثة الجبوري، الذي ترشح»."""
    if r.norm(i) not in words("relative"):
        return False
    return any(after == i - 1 and mention.kind == "person" for after, mention in r.mention_from.values())


def _complemented(r: Reader, participle: Cue) -> bool:
    """Whether a participle has a complement of its own right after it: «معربا عن», «مضيفا أن»."""
    i = participle.after
    return r.complementizer(i) or r.norm(i) in participle.frames or r.norm(i) == ":" or r.opens_quote(i)


def _trim(r: Reader, first: int, last: int) -> int:
    while last > first and (r.norm(last - 1) in STOP or r.is_comma(last - 1) or r.norm(last - 1) in ("-", "–", "و", ":")):
        last -= 1
    return last


def spans_of(r: Reader, first: int, last: int) -> Span:
    """The content's characters; a complementizer's pronoun is its first letter (إنه → ه)."""
    span = r.span(first, last)
    token = r.tokens[first]
    if r.complementizer(first):
        keep = {"انه": 1, "بانه": 1, "انها": 2, "بانها": 2, "انهم": 2, "بانهم": 2, "انهما": 3, "بانهما": 3}.get(token.norm, 0)
        return Span(token.end - keep, span.end) if keep else Span(r.tokens[min(first + 1, last - 1)].start, span.end)
    return span
