"""Reader in, cues out: every place where words may report a statement, before its source and content are sought."""

from __future__ import annotations

from isnad.annotate.attribution.believed import said_of_it
from isnad.annotate.attribution.circumstance import circumstance_cue
from isnad.annotate.attribution.conjugation import Agreement
from isnad.annotate.attribution.cue import SAID, Cue, Kind
from isnad.annotate.attribution.lexicon import (
    OWNERS,
    Noun,
    Phrase,
    cue_readings,
    governed_noun,
    hedges,
    nouns,
    phrases,
    plain_verbs,
    verbs_of,
    words,
)
from isnad.annotate.attribution.reader import Reader, has_preposition, is_masdar
from isnad.annotate.attribution.verb_cues import read_verb
from isnad.text.per_word import per_word


def find_cues(r: Reader) -> tuple[Cue, ...]:
    """Cues in text order; where readings compete for a token, multi-word hedges and phrases win over verbs."""
    out: list[Cue] = []
    after = 0
    for i, norm in enumerate(r.norms):
        if cue_readings(norm) and i >= after and r.norm(i - 1) not in _NO_CUE:
            cue = _cue_at(r, i)
            if cue is not None:
                out.append(cue)
                after = cue.after
    return tuple(out)


_NO_CUE = frozenset(("بن", "بنت", "_"))
"""What no verb of speech stands behind: «أسامة بن فضل», «#اللقاح_آمن»."""


def _cue_at(r: Reader, i: int) -> Cue | None:
    if _marker(r, i):
        return None
    if r.norms[i] in words("alleged"):
        return Cue("noun", i, i + 1, "attribution/words#alleged", "doubt", frozenset(), "noun", None, bare=r.norms[i])
    for reading in cue_readings(r.norms[i]):
        if reading.prefix and _is_whole(r, i):
            continue
        found = _thanks(r, i, reading.rest) if reading.prefix in ("", "و", "ف") else None
        if reading.prefix in ("", "و", "ف") and found is None:
            found = _phrase(r, i, reading.rest, hedges(), "hedge") or _phrase(r, i, reading.rest, phrases(), "phrase")
            told = reading.rest in words("pronoun_report") and r.norm(i + 1) not in words("scripture")
            if found is None and (told or (reading.rest in words("own_report") and r.complementizer(i + 1))):
                found = _pronoun(reading.rest, i)
        found = found or _noun(r, i, reading.prefix, reading.rest)
        found = found or circumstance_cue(r, i, reading.prefix, reading.rest)
        found = found or read_verb(r, i, reading.prefix, reading.rest)
        if found is not None:
            return found
    return None


def _is_whole(r: Reader, i: int) -> bool:
    """Whether a word is a verb with a first letter of its own, and no speech of another with و before it."""
    return r.norm(i) in plain_verbs() and not _speech_soon(r, i)


def _speech_soon(r: Reader, i: int) -> bool:
    named = r.mention_from.get(i + 1)
    if named is not None and named[1].kind == "person":
        return True  # «ورد النائب على الاتهام»
    return any(r.norm(j) in (":", "بالقول") or r.speech_opens(j) for j in range(i + 1, min(i + 9, len(r.tokens))))


def _marker(r: Reader, i: int) -> bool:
    """«ويذكر أن», «يشار إلى أن», «الجدير بالذكر» introduce narration and report nobody."""
    if r.norm(i) not in words("marker"):
        return False
    after = i + 2 if r.is_comma(i + 1) else i + 1
    return r.complementizer(after) or r.norm(after) in ("الي", "ايضا", "هنا")


def _phrase(r: Reader, i: int, rest: str, index: dict[str, tuple[Phrase, ...]], kind: Kind) -> Cue | None:
    if rest not in index:
        return None  # most words
    for phrase in index[rest]:
        after = i + len(phrase.words)
        if r.norms[i + 1 : after] != phrase.words[1:]:
            continue
        if phrase.words == ("علي", "ما") and not r.is_comma(i - 1):
            continue  # «بناء على ما أعلنت اللجنة»
        if phrase.words == ("علي", "حد") and not _own_words(r, i, after):
            continue
        if phrase.on_clitic and not r.norm(after).startswith(phrase.on_clitic):
            continue
        if kind == "hedge":
            if phrase.words[-1] in ("يعلن", "يكشف") and _speaker_at(r, after):
                continue  # «ولم يعلن الجيش عن خسائر»: the army is asked, and nobody is hidden
            unable = phrase.words[-1] in words("unable")
            held = not unable and said_of_it(r, i, after)
            if not (check_after(r, after) is not None if unable else held or _impersonal(r, i, after, phrase)):
                continue
            role = "said_of" if held else "hedge"
            return Cue("hedge", i, after, phrase.rule, phrase.stance, SAID, role, None, bare=rest)
        end = (
            _clause_verb(r, after)
            if phrase.words[-1] in _WITH_CLAUSE or (after < len(r.tokens) and r.norm(after) == "ما")
            else after
        )
        if end == -1:
            continue
        return Cue("phrase", i, end, phrase.rule, phrase.stance, frozenset(), "phrase", None, bare=rest)
    return None


def _speaker_at(r: Reader, i: int) -> bool:
    return i in r.mention_from or r.norm(i).removeprefix("ال") in words("agent") or r.norm(i) in words("identity")


def _own_words(r: Reader, i: int, after: int) -> bool:
    """«على حد تعبيره» where no verb of its sentence has told the words yet."""
    start, _ = r.doc.sentence_bounds[r.doc.sentence_at(r.tokens[i].start)]
    return r.norm(after) in words("own_words") and not any(r.verb_at(k) for k in range(start, i))


_REACH = 9
"""Words between «لم تتمكن» and «التحقق»: the longest name of a newsroom with an adverb."""

_WITH_CLAUSE = frozenset(("ما", "لما", "حسبما", "وفقما", "كما", "مثلما"))


def check_after(r: Reader, after: int) -> int | None:
    """Where the noun of checking stands that «لم تتمكن» or «لا يمكن لـ» governs, in the same clause."""
    for i in range(after, min(after + _REACH, r.size)):
        if r.norm(i) in words("checking"):
            return i
        if r.is_comma(i) or r.complementizer(i) or r.norm(i) in (".", ":", "؛") or r.norm(i) in words("reaching"):
            return None
    return None


def _clause_verb(r: Reader, after: int) -> int:
    """Token after the reporting verb of «بحسب ما أفاد به», «كما أعلنت»; -1 where no such verb stands there."""
    i = after + 1 if r.norm(after) == "ما" else after
    while r.norm(i) in ("قد", "كان", "كانت"):
        i += 1
    if r.norm(i) in words("document") and r.norm(i + 1) == "في":
        return i + 2  # «بحسب ما جاء في البيان»
    said = any(f.tense != "participle" for _, f, _ in verbs_of(r.norm(i)))
    if r.norm(i + 1) == "علي" and r.norm(i + 2).startswith("لسان") and (said or r.norm(i) in words("document")):
        return i + 3  # «وفقا لما نقلته على لسانه الصحيفة»
    if i >= len(r.tokens) or not said:
        return -1
    return i + 2 if r.norm(i + 1) in ("به", "بها", "عنه", "عنها", "اليه") else i + 1


def _impersonal(r: Reader, i: int, after: int, phrase: Phrase) -> bool:
    """Whether a one-word hedge has no subject: what follows is its clause or preposition, not a noun."""
    if len(phrase.words) > 1:
        return True
    nxt = r.norm(after)
    if phrase.words[0] == "يشتبه" and _of_them(r, after):
        return True
    if phrase.words[0] == "يبدو" and not (r.is_comma(i - 1) or r.norm(i)[0] in "وف" or i == _sentence_start(r, i)):
        return False  # «بها كدمات يبدو أنها قديمة»
    if not (r.complementizer(after) or nxt in ("في", "عن", "علي", "بعد", "من")):
        return False
    if phrase.words[0] in ("لم", "لا"):
        return True
    previous = r.norm(i - 1)
    subject = (i in r.mention_until) or (r.tokens[i - 1].word if i else False)
    opening = previous in words("opening") or previous in words("preposition") or not subject
    return r.norm(i)[0] in "وف" or opening


def _thanks(r: Reader, i: int, rest: str) -> Cue | None:
    """«قدم الأمين شكره للمتطوعين», «تقدم بالاعتذار»: what is given is words; «قدم الدرع» gives a thing."""
    if rest not in words("gives"):
        return None
    near = range(i + 1, min(i + 9, r.size))
    end = next((k for k in near if r.is_comma(k) or r.norm(k) in (".", ":") or r.verb_at(k)), near.stop)
    if not any(r.norm(k) in words("thanks") for k in range(i + 1, min(end + 1, near.stop))):
        return None
    agreement: Agreement = "fs" if rest.endswith("ت") else "mp" if rest.endswith("وا") else "ms"
    rule, takes = "attribution/words#gives", frozenset(("مف", "ب"))
    return Cue("verb", i, i + 1, rule, "evaluate", takes, "praise", agreement, tense="past", bare=rest)


def _sentence_start(r: Reader, i: int) -> int:
    return r.doc.sentence_bounds[r.doc.sentence_at(r.tokens[i].start)][0]


def _of_them(r: Reader, i: int) -> bool:
    """«أشخاص يشتبه في كونهم مهربين», «يشتبه بقيامهم بالتجسس»: the deed is theirs of whom it is told."""
    deed = r.norm(i + 1) if r.norm(i) in ("في", "ب") else r.norm(i)[1:] if has_preposition(r, i, "ب") else ""
    bare = next((deed.removesuffix(owner) for owner in (*OWNERS, "هما") if deed.endswith(owner)), "")
    return bool(bare) and (bare == "كون" or is_masdar(deed))


def _pronoun(rest: str, i: int) -> Cue:
    agreement: Agreement = "fs" if rest.endswith("ها") else "mp" if rest.endswith("هم") else "ms"
    stance, rule = governed_noun(rest) or ("assert", "attribution/words#pronoun_report")  # «نفيه أن»
    return Cue("pronoun", i, i + 1, rule, stance, SAID, "say", agreement, bare=rest)


def _noun(r: Reader, i: int, prefix: str, rest: str) -> Cue | None:
    noun = _listed(rest) or (nouns().get("ل" + rest) if prefix == "ل" else None)
    accused = rest.startswith("متهم") and r.norm(i + 1) in words("object_pronoun")
    if noun is None or accused or (noun.source_follows and noun.word != rest):
        return None  # «متهما إياه بالسرقة»
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


@per_word
def _listed(norm: str) -> Noun | None:
    """The reporting noun that a word is, alone or with its owner's pronoun."""
    stems = (norm, *(norm.removesuffix(owner) for owner in OWNERS))
    return next((nouns()[stem] for stem in stems if stem in nouns()), None)


def verb_cue(r: Reader, i: int) -> Cue | None:
    """The finite verb at token `i` as a cue of its own: «أعلن» in «كما أعلن الوزير أن»."""
    return read_verb(r, i, "", r.norm(i))
