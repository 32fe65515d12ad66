"""A cue with its content in, the source's stance towards the content out, and the rule that decided it."""

from __future__ import annotations

from isnad.annotate.attribution.content import Opener
from isnad.annotate.attribution.cues import Cue
from isnad.annotate.attribution.lexicon import governed_noun, words
from isnad.annotate.attribution.reader import Reader
from isnad.model import Form, RuleId, Stance

_SAYING = frozenset(("show", "say", "continue", "tell", "opinion", "relay", "phrase", "act"))
_NEGATED: dict[Stance, Stance] = {
    "assert": "doubt",
    "deny": "assert",
    "commit": "deny",
    "doubt": "doubt",
    "urge": "assert",
    "warn": "assert",
    "evaluate": "evaluate",
}
"""«لم يؤكد» leaves it open, «لم يستبعد» allows it, «لم يوافق» refuses it."""
_LOOK = 9
"""Tokens of a clause in which its subject and first verb stand."""


def stance_of(r: Reader, cue: Cue, opener: Opener | None, first: int, last: int, form: Form, own: bool) -> tuple[Stance, RuleId]:
    """Stance and rule. `own` tells whether the content's subject is known to be the speaker's own side."""
    if cue.negated:
        return _NEGATED[cue.stance], f"{cue.rule}"
    if cue.rule.endswith("#أعلن") and opener is not None and opener.kind in ("object", "preposition"):
        if r.norm(first).removeprefix("ال") in words("deed"):
            return "commit", "attribution/words#deed"
    noun = _governed(r, cue, opener, first)
    if noun is not None:
        return noun
    if cue.role == "opinion" and opener is not None and form == "direct" and opener.kind in ("quote", "preposition"):
        return "evaluate", cue.rule
    if cue.role not in _SAYING or cue.stance != "assert":
        return cue.stance, cue.rule
    head = [r.norm(i) for i in range(first, min(last, first + _LOOK))]
    if any(w in words("urging") for w in head[:4]) or ("لا" in head[:3] and "بد" in head[:4]):
        return "urge", "attribution/words#urging"
    if any(w in words("uncertain") for w in head[:4]) or (form == "indirect" and ("ربما" in head or "قد" in head[:3])):
        return "doubt", "attribution/words#uncertain"
    if form != "indirect" and any(r.norm(i) in words("menace") for i in range(first, min(last, first + 20))):
        return "warn", "attribution/words#menace"
    if form == "direct" and any(r.norm(i) in words("feeling") for i in range(first, min(last, first + 20))):
        return "evaluate", "attribution/words#feeling"
    if _commits(r, first, last, form, own):
        return "commit", "attribution/words#own_side"
    return cue.stance, cue.rule


def _governed(r: Reader, cue: Cue, opener: Opener | None, first: int) -> tuple[Stance, RuleId] | None:
    if opener is None or opener.kind not in ("object", "preposition") or cue.role not in (*_SAYING, "govern", "raise"):
        return None
    return governed_noun(r.norm(first))


def _commits(r: Reader, first: int, last: int, form: Form, own: bool) -> bool:
    """Whether the speaker says what the speaker's own side will do."""
    for i in range(first, min(last, first + (_LOOK if form == "indirect" else 16))):
        norm = r.norm(i)
        if form != "indirect" and _first_person_future(norm, r.norm(i - 1)):
            return True
        if i >= first + _LOOK:
            continue
        if _future(norm) or (norm in ("تعتزم", "يعتزم", "تنوي", "ينوي")) or r.norm(i - 1) == "لن":
            return form != "direct" and (own or _own_subject(r, first, i))
    return False


def _future(norm: str) -> bool:
    return len(norm) >= 5 and norm.startswith(("سي", "ست")) and norm not in _NOT_FUTURE


_NOT_FUTURE = frozenset(("سياره", "سيارات", "سياسه", "سياسي", "سياسيه", "سيدات", "سيناء", "ستاره", "سيطره", "سيده", "سيول", "ستين"))


def _first_person_future(norm: str, previous: str) -> bool:
    norm = norm[1:] if norm[0] in "وف" else norm
    return (len(norm) >= 4 and norm.startswith(("سن", "سا")) and norm not in ("سنوات", "سنويا", "سابقا", "ساعات", "ساعه", "سابق", "ساحه", "ساعد", "ساعدت", "ساهم", "ساهمت", "سنه", "سنتين", "سناب", "سابقه", "سائق", "سادت", "ساد")) or (
        previous == "لن" and norm[0] in "ان"
    )


def _own_subject(r: Reader, first: int, verb: int) -> bool:
    if verb <= first + 1 and r.complementizer(first) and r.norm(first) not in ("ان", "بان"):
        return True
    return any(r.norm(i) in words("own_side") for i in range(first, verb)) and verb - first <= 4
