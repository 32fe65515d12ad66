"""What a person asks for in, the decision that says so out; what cannot be meant is refused with the reason."""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Literal, cast, get_args

from isnad.model import Decision, Record, Span, Stance
from isnad.store import query
from isnad.store.decided import StoredRecords
from isnad.store.file import Story
from isnad.store.query.log import decision_by_id
from isnad.text.whole import whole_words

Kind = Literal["merge", "split", "reject", "rename", "fix", "date", "undo"]

_FITS: dict[str, tuple[str, ...]] = {
    "merge": ("claim", "entity"),
    "split": ("claim", "entity"),
    "reject": ("attribution", "claim", "storyline"),
    "rename": ("claim", "entity", "storyline"),
    "fix": ("attribution",),
    "date": ("article",),
}
"""What each kind of decision may be about."""


class Unfit(ValueError):
    """It cannot be meant; the message says why, in Arabic and in English."""

    def __init__(self, arabic: str, english: str) -> None:
        super().__init__(english)
        self.words = (arabic, english)


@dataclass(frozen=True, slots=True)
class Asked:
    """A decision and the findings it touches."""

    decision: Decision
    about: tuple[str, ...]


def asked_for(db: Story, given: Mapping[str, str]) -> Asked:
    """The decision a form or a program asks for. Raises `Unfit`."""
    kind = "fix" if given.get("kind") == "right" else given.get("kind", "")
    target = given.get("target", "")
    by = given.get("by", "").strip()[:80]
    if not by:
        raise Unfit("اكتب اسمك: القرار يحمل اسم صاحبه.", "Give your name: a decision carries its maker's.")
    if kind not in get_args(Kind):
        raise Unfit("لا قرار من هذا النوع.", "There is no decision of this kind.")
    detail, others = _detail(db, kind, target, given)
    now = datetime.now(UTC).isoformat(timespec="seconds")
    text = json.dumps(detail, ensure_ascii=False, separators=(",", ":"))
    note = given.get("note", "").strip()[:500]
    decision = Decision(f"dec-{secrets.token_hex(8)}", cast(Kind, kind), target, text, by, now, note)
    return Asked(decision, (target, *others))


def _detail(db: Story, kind: str, target: str, given: Mapping[str, str]) -> tuple[dict[str, object], tuple[str, ...]]:
    if kind == "undo":
        found = decision_by_id(db, target)
        if found is None:
            raise Unfit("لا قرار بهذا المعرّف.", "There is no such decision.")
        return {}, (found.target,)
    named = [n.kind for n in query.find(db, target) if n.id == target and n.kind in _FITS[kind]]
    if not named:
        raise Unfit("لا يوجد في السجل ما يُقرَّر فيه هذا.", "The record holds nothing that this could be about.")
    if kind == "merge":
        return _merge(db, named[0], target, given.get("with", ""))
    if kind == "split":
        return _split(db, named[0], target, given), ()
    if kind == "rename":
        return {"name": _name(given)}, ()
    if kind == "date":
        return {"published": _day(given.get("published", ""))}, ()
    if kind == "fix":
        return ({"right": True} if given.get("kind") == "right" else _fix(db, target, given)), ()
    return {}, ()


def _merge(db: Story, kind: str, target: str, other: str) -> tuple[dict[str, object], tuple[str, ...]]:
    if other == target or not any(n.kind == kind and n.id == other for n in query.find(db, other)):
        raise Unfit("اختر شيئاً آخر من نوعه لتجمعه به.", "Choose another one of its kind to merge it with.")
    return {"with": other}, (other,)


def _split(db: Story, kind: str, target: str, given: Mapping[str, str]) -> dict[str, object]:
    if kind == "claim":
        claim = query.claim(db, target)
        ids = (*claim.attributions, *claim.contested_by, *claim.unverified) if claim else ()
        if given.get("statement") not in ids:
            raise Unfit("هذا القول ليس من هذا الادعاء.", "This statement is not of this claim.")
        return {"statement": given["statement"]}
    article, _, local = given.get("member", "").partition("|")
    link = query.entity_link(db, target)
    if link is None or (article, local) not in link.members:
        raise Unfit("هذا النص لا يذكر هذا الاسم.", "This article does not hold this name.")
    return {"article": article, "name": local}


def _name(given: Mapping[str, str]) -> str:
    name = " ".join(given.get("name", "").split())[:600]
    if not name or not name.isprintable():
        raise Unfit("اكتب اسماً يُقرأ.", "Give a name that can be read.")
    return name


def _day(text: str) -> str:
    try:
        return date.fromisoformat(text.strip()).isoformat()
    except ValueError:
        raise Unfit("اكتب اليوم هكذا: 2025-10-06.", "Give the day like this: 2025-10-06.") from None


def _fix(db: Story, target: str, given: Mapping[str, str]) -> dict[str, object]:
    """What differs from the statement as it stands."""
    article = query.statements_by_id(db, [target])[target].article
    record = next(StoredRecords(db).named([article]))
    found = next(a for a in record.annotations.attributions if a.id == target)
    out: dict[str, object] = {}
    stance = given.get("stance")
    if stance and stance != found.stance:
        if stance not in get_args(Stance):
            raise Unfit("لا موقف بهذا الاسم.", "There is no such stance.")
        out["stance"] = stance
    if "speaker" in given and given["speaker"].strip() != _speaker_now(db, record, found.speaker):
        out["speaker"] = " ".join(given["speaker"].split())[:200]
    words = given.get("content", "").strip()
    shown = " … ".join(whole_words(record.article.text, s) for s in found.content)
    if words and " ".join(words.split()) != " ".join(shown.split()):
        out["content"] = _places(record.article.text, words, found.content[0].start)
    if not out:
        raise Unfit("لم تغيّر شيئاً؛ إن كان صحيحاً فقل «صحيح كما هو».", "Nothing was changed; if it is right, say so.")
    return out


def _speaker_now(db: Story, record: Record, local: str | None) -> str:
    if local is None:
        return ""
    linked = query.names_of(db, [(record.article.id, local)]).get((record.article.id, local))
    own = next((e.name for e in record.annotations.entities if e.id == local), "")
    return linked.name if linked and linked.id != local else own


def _places(text: str, words: str, near: int) -> list[list[object]]:
    """Where the words stand in the article, nearest to where the statement stood."""
    out: list[list[object]] = []
    for part in words.replace("...", "…").split("…"):
        part = part.strip()
        if not part:
            continue
        starts = [n for n in range(len(text)) if text.startswith(part, n)]
        if not starts:
            raise Unfit(
                f"ليست هذه الكلمات في النص: «{part[:80]}». انقلها منه حرفاً حرفاً.",
                "These words are not in the article; copy them from it as they stand.",
            )
        start = min(starts, key=lambda n: abs(n - near))
        span = Span(start, start + len(part))
        out.append([span.start, span.end, part])
    if not out:
        raise Unfit("اترك في الخانة كلمات من النص.", "Leave some words of the article in the field.")
    return out
