"""Reader in, cues out: every place where words may report a statement, before its source and content are sought."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from isnad.annotate.attribution.conjugation import Agreement, Tense
from isnad.annotate.attribution.lexicon import (
    Noun,
    Phrase,
    Verb,
    hedges,
    may_be_cue,
    nouns,
    phrases,
    plain_verbs,
    verbs_of,
    words,
)
from isnad.annotate.attribution.reader import Reader, is_adjective, is_masdar
from isnad.model import RuleId, Stance
from isnad.text.fold import fold, unvowelled
from isnad.text.tokens import readings

Kind = Literal["verb", "participle", "phrase", "hedge", "noun", "pronoun"]


@dataclass(frozen=True, slots=True)
class Cue:
    """Reporting words, tokens `first` up to `after`; `agreement` is the gender and number they ask of the speaker."""

    kind: Kind
    first: int
    after: int
    rule: RuleId
    stance: Stance
    frames: frozenset[str]
    role: str
    agreement: Agreement | None
    negated: bool = False
    clitic: bool = False
    """An object pronoun stands on the verb: «وصفها», «نقلته»."""
    tense: Tense | None = None
    bare: str = ""
    """The cue's own word without proclitics."""

    @property
    def takes_addressee_frame(self) -> bool:
        """Whether an object stands before the content: «حثت الحكومة التجار على خفض الأسعار»."""
        return any("+" in frame for frame in self.frames)


Cues = dict[int, Cue]
"""Every cue of a text by its first token, in text order."""

_SAID = frozenset(("ان", "قول"))


def find_cues(r: Reader) -> tuple[Cue, ...]:
    """Cues in text order; where readings compete for a token, multi-word hedges and phrases win over verbs."""
    out: list[Cue] = []
    i = 0
    while i < len(r.tokens):
        cue = _cue_at(r, i) if r.tokens[i].word and may_be_cue(r.tokens[i].norm) else None
        if cue is None:
            i += 1
        else:
            out.append(cue)
            i = cue.after
    return tuple(out)


def _cue_at(r: Reader, i: int) -> Cue | None:
    token = r.tokens[i]
    if _marker(r, i):
        return None
    for reading in readings(token.norm):
        if reading.prefix not in ("", "و", "ف", "ب", "ل", "وب", "ول"):
            continue
        if reading.prefix and token.norm in plain_verbs() and not _speech_soon(r, i):
            continue  # «وردت» is not «و» and «ردت»
        found = None
        if reading.prefix in ("", "و", "ف"):
            found = _phrase(r, i, reading.rest, hedges(), "hedge") or _phrase(r, i, reading.rest, phrases(), "phrase")
            if found is None and reading.rest in words("pronoun_report") and r.norm(i + 1) not in words("scripture"):
                found = _pronoun(reading.rest, i)
        found = found or _noun(r, i, reading.prefix, reading.rest) or _verb(r, i, reading.prefix, reading.rest)
        if found is not None:
            return found
    return None


def _speech_soon(r: Reader, i: int) -> bool:
    named = r.mention_from.get(i + 1)
    if named is not None and named[1].kind == "person":
        return True  # «ورد النائب على الاتهام»
    return any(
        r.norm(j) == ":" or (r.opens_quote(j) and not r.names(j)) for j in range(i + 1, min(i + 9, len(r.tokens)))
    )


def _marker(r: Reader, i: int) -> bool:
    """«ويذكر أن», «يشار إلى أن», «الجدير بالذكر» introduce narration and report nobody."""
    if r.norm(i) not in words("marker"):
        return False
    after = i + 2 if r.is_comma(i + 1) else i + 1
    return r.complementizer(after) or r.norm(after) in ("الي", "ايضا", "هنا")


def _phrase(r: Reader, i: int, rest: str, index: dict[str, tuple[Phrase, ...]], kind: Kind) -> Cue | None:
    for phrase in index.get(rest, ()):
        after = i + len(phrase.words)
        if any(r.norm(i + k) != phrase.words[k] for k in range(1, len(phrase.words))):
            continue
        if phrase.on_clitic and not r.norm(after).startswith(phrase.on_clitic):
            continue
        if kind == "hedge":
            if not _impersonal(r, i, after, phrase):
                continue
            return Cue("hedge", i, after, phrase.rule, phrase.stance, _SAID, "hedge", None, bare=rest)
        end = (
            _clause_verb(r, after)
            if phrase.words[-1] in _WITH_CLAUSE or (after < len(r.tokens) and r.norm(after) == "ما")
            else after
        )
        if end == -1:
            continue
        return Cue("phrase", i, end, phrase.rule, phrase.stance, frozenset(), "phrase", None, bare=rest)
    return None


_WITH_CLAUSE = frozenset(("ما", "لما", "حسبما", "وفقما", "كما", "مثلما"))


def _clause_verb(r: Reader, after: int) -> int:
    """Token after the reporting verb of «بحسب ما أفاد به», «كما أعلنت»; -1 where no such verb stands there."""
    i = after + 1 if r.norm(after) == "ما" else after
    while r.norm(i) in ("قد", "كان", "كانت"):
        i += 1
    if i >= len(r.tokens) or not any(f.tense != "participle" for _, f, _ in verbs_of(r.norm(i))):
        return -1
    return i + 2 if r.norm(i + 1) in ("به", "بها", "عنه", "عنها", "اليه") else i + 1


def _impersonal(r: Reader, i: int, after: int, phrase: Phrase) -> bool:
    """Whether a one-word hedge has no subject: what follows is its clause or preposition, not a noun."""
    if len(phrase.words) > 1:
        return True
    nxt = r.norm(after)
    if not (r.complementizer(after) or nxt in ("في", "عن", "علي", "بعد", "من")):
        return False
    if phrase.words[0] in ("لم", "لا"):
        return True
    previous = r.norm(i - 1)
    subject = (i in r.mention_until) or (r.tokens[i - 1].word if i else False)
    opening = previous in words("opening") or previous in words("preposition") or not subject
    return r.norm(i)[0] in "وف" or opening


def _pronoun(rest: str, i: int) -> Cue:
    agreement: Agreement = "fs" if rest.endswith("ها") else "mp" if rest.endswith("هم") else "ms"
    return Cue("pronoun", i, i + 1, "attribution/words#pronoun_report", "assert", _SAID, "say", agreement, bare=rest)


def _noun(r: Reader, i: int, prefix: str, rest: str) -> Cue | None:
    noun: Noun | None = (
        nouns().get(rest)
        or next((nouns()[stem] for own in ("ه", "ها", "هم") if (stem := rest.removesuffix(own)) in nouns()), None)
        or (nouns().get("ل" + rest) if prefix == "ل" else None)
    )
    if noun is None:
        return None
    return Cue(
        "noun",
        i,
        i + 1,
        noun.rule,
        noun.stance,
        noun.frames,
        "source" if noun.source_follows else "noun",
        None,
        bare=rest,
    )


def _verb(r: Reader, i: int, prefix: str, rest: str) -> Cue | None:
    if (
        prefix in ("", "و", "ف")
        and rest in words("document")
        and r.norm(i + 1) in ("في", "ب")
        and _is_document(r, i + 2)
    ):
        return Cue("verb", i, i + 2, "attribution/words#document", "assert", _SAID, "say", "ms", bare=rest)
    if prefix not in ("", "و", "ف"):
        return None  # a future («سيعلن») or a purpose («ليعلن») reports nothing yet
    for verb, form, clitic in verbs_of(rest):
        if form.agreement == "1":
            continue
        if clitic and rest.endswith("ه") and r.raw(i).endswith("ة"):
            continue  # «إشارة», «ملاحظة» are nouns
        if "ّ" in verb.past and "ّ" not in r.raw(i):
            continue  # «ذكّر» is told from «ذكر» by its written shadda alone
        if verb.past.endswith("أ") and form.norm == fold(verb.past) and not r.raw(i).endswith("أ"):
            continue  # «هنا» is not «هنأ»
        bare_raw = r.raw(i).lstrip("وف")
        if bare_raw.startswith("آ") != verb.past.startswith("آ") and form.tense == "past":
            continue  # «آثار» is not «أثار», and «أمن» is not «آمن»
        if form.tense == "present" and bare_raw[1:2] == "ُ" and verb.past[0] not in "أ" and len(verb.past) != 4:
            continue  # «يُعد»: a written damma makes it passive
        if rest in words("homograph") and unvowelled(r.raw(i)):
            continue
        if form.tense == "participle":
            if _participle_reports(r, i, form.agreement):
                return _cue_of(verb, i, "participle", form.agreement, rest, clitic)
            continue
        if (clitic and _names_words(r, i, verb)) or not _stands_as_verb(r, i, form.tense, rest, clitic, prefix):
            continue
        negated = r.norm(i - 1) in words("negation") and not prefix
        if form.tense == "jussive" and not negated:
            continue
        if negated and verb.stance == "deny" and verb.past not in ("نفى", "استبعد", "أنكر"):
            continue
        return _cue_of(verb, i, "verb", form.agreement, rest, clitic, negated, form.tense)
    return None


def verb_cue(r: Reader, i: int) -> Cue | None:
    """The finite verb at token `i` as a cue of its own: «أعلن» in «كما أعلن الوزير أن»."""
    return _verb(r, i, "", r.norm(i))


def _cue_of(
    verb: Verb,
    i: int,
    kind: Kind,
    agreement: Agreement,
    rest: str,
    clitic: bool,
    negated: bool = False,
    tense: Tense | None = None,
) -> Cue:
    return Cue(kind, i, i + 1, verb.rule, verb.stance, verb.frames, verb.role, agreement, negated, clitic, tense, rest)


def _participle_reports(r: Reader, i: int, agreement: Agreement) -> bool:
    """A participle reports in the accusative («مضيفا», «مشيرة إلى»); forms that adjectives share must open a clause."""
    if i == 0 or r.norm(i - 1) in words("preposition") or r.norm(i).startswith("ال"):
        return False
    if agreement == "ms":
        return True
    opens = r.is_comma(i - 1) or not r.tokens[i - 1].word or r.norm(i)[0] == "و"
    return opens or r.complementizer(i + 1) or (r.norm(i + 1) in ("الي", "علي", "عن") and r.complementizer(i + 2))


_BEFORE_NOUN = frozenset(("في", "من", "الي", "عن", "بين", "بعد", "قبل", "دون", "عبر", "خلال"))


def _stands_as_verb(r: Reader, i: int, tense: str, rest: str, clitic: bool, prefix: str) -> bool:
    """Whether a spelling that can be a noun as well is a verb here."""
    raw = r.raw(i)
    if raw.endswith(("ًا", "اً")):
        return False  # «فضلاً»: a finite verb takes no tanwin
    if rest in words("clause_only") and unvowelled(raw) and not _clause_follows(r, i, prefix):
        return False
    if clitic and rest[:3] in ("بين", "حسب") and unvowelled(raw):
        return False
    if rest == "عبر" and r.norm(i + 1) != "عن" and not _later(r, i, "عن"):
        return False
    if rest.endswith("ي") and tense == "past" and raw.endswith("ي"):
        return False  # «رأي», «نفي» are nouns, «رأى», «نفى» verbs
    previous = r.norm(i - 1) if i else ""
    if (
        tense == "present"
        and not prefix
        and (previous in ("قد", "وقد", "سوف", "كي", "لكي", "حتي") or _subjunctive(r, i))
    ):
        return False
    if tense == "past" and not prefix and (previous in ("اذا", "لو", "واذا") or r.raw(max(i - 1, 0)) in ("إن", "وإن")):
        return False
    if r.norm(i + 1) in words("reflexive") or (tense == "present" and _of_a_fact(r, i, previous)):
        return False
    if prefix in ("و", "ف"):
        return True
    if rest in words("noun_like") and (_needs_noun(previous) or _in_construct(r, i)):
        return False
    if previous in words("passive_helper") or previous in words("determiner") or previous in _BEFORE_NOUN:
        return False
    return not (previous == "علي" and tense == "past")


def _of_a_fact(r: Reader, i: int, previous: str) -> bool:
    """«وهذا يدعو إلى القلق», «وذلك يؤكد أن»: a fact is the subject, and nobody speaks; «وبعد ذلك يؤكد» is no such."""
    return previous in words("fact") and not (i > 1 and r.norm(i - 2).lstrip("وف") in words("before_fact"))


def _needs_noun(previous: str) -> bool:
    """Whether a noun must follow: after a number, a noun without its article, or a verb that takes one."""
    if previous.replace(".", "").replace(",", "").isdigit() or previous in words("counted"):
        return True
    annexed = is_masdar(previous) or (previous.endswith("ات") and len(previous) > 4)
    return previous in words("wanting") or (annexed and not previous.startswith("ال"))


def _clause_follows(r: Reader, i: int, prefix: str) -> bool:
    """Whether «وبين الباحث أن», «ووجدت الدراسة أن»: a clause within a short subject's reach, «بين» opening it."""
    if r.norm(i).endswith("بين") and not prefix and r.tokens[i - 1 if i else 0].word and i:
        return False
    for j in range(i + 1, min(i + 9, len(r.tokens))):
        if r.complementizer(j):
            return r.norm(j) not in ("بان", "بانه", "بانها")
        if r.norm(j)[:1] in "و" or (not r.tokens[j].word and not r.is_comma(j)):
            return False
    return False


def _names_words(r: Reader, i: int, verb: Verb) -> bool:
    """«ما قاله الوزير» names words and reports none; «ما وصفه بالكارثة» labels."""
    return verb.role not in ("label", "opinion") and r.norm(i - 1) in ("ما", "بما", "عما", "مما", "كما")


def _in_construct(r: Reader, i: int) -> bool:
    """«خطاب شكر», «مشروع قرار», «رفض مضاد»: a bare noun before the word, or an adjective after it, makes it a noun."""
    nxt, previous = r.norm(i + 1), r.norm(i - 1)
    if is_adjective(nxt) and not nxt.startswith("ال") and i + 1 not in r.mention_from and nxt not in words("agent"):
        return True
    if i == 0 or not r.tokens[i - 1].word or i in r.mention_until or i - 1 in r.timex_from:
        return False
    bare = not previous.startswith("ال") and len(previous) > 2 and previous not in words("agent")
    function = previous in words("opening") or previous in words("adverb") or previous in words("preposition")
    return bare and not function and previous.isalpha() and previous in words("paper")


def _subjunctive(r: Reader, i: int) -> bool:
    """«أن يعلن الوزير» says what may be announced: nothing has been."""
    return i > 0 and r.norm(i - 1) in ("ان", "بان", "الا") and not r.raw(i - 1).startswith("إ")


def _is_document(r: Reader, i: int) -> bool:
    """Whether the words that follow «جاء في» are a document with what it says: «جاء في البيان أن»."""
    if r.norm(i).removeprefix("ال") not in words("speech_event"):
        return False
    return any(
        r.complementizer(j) or r.norm(j) == ":" or r.opens_quote(j) for j in range(i + 1, min(i + 12, len(r.tokens)))
    )


def _later(r: Reader, i: int, word: str) -> bool:
    """Whether a preposition stands within the reach of a titled subject."""
    return any(r.norm(j) == word for j in range(i + 1, min(i + 9, len(r.tokens)))) and r.norm(i - 1) not in words(
        "preposition"
    )
