"""A story in, a dossier out as a sequence of blocks: claims with who vouches and who denies, articles, decisions.

Markdown and DOCX are two ways of writing the same blocks.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from isnad.export.harmless import one_line
from isnad.export.whole import Day, Said, Whole
from isnad.export.wording import assistance, labels, nouns, web_address
from isnad.model import Claim

ROLES = {"vouches": "يقول به", "denies": "ينفيه", "unverified": "لم يتسنّ له التحقق"}
UNKNOWN_SOURCE = "مصدر غير مسمى"


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph of the dossier."""

    kind: Literal["title", "part", "claim", "line", "item", "quote"]
    text: str
    address: str | None = None
    """Where a click leads: a web address alone."""


def blocks(whole: Whole) -> Iterator[Block]:
    """The whole dossier, in reading order; every line of a page stands on one line here."""
    said: dict[str, Said] = {}
    articles: list[tuple[str, Block]] = []
    for record in whole.records:
        said |= {s.id: s for s in whole.said(record) if s.roles}
        a, day = record.article, whole.day(record.article)
        line = " · ".join([day_words(day), one_line(a.outlet or "وسيلة غير معروفة"), one_line(a.title or a.id)])
        articles.append((day.first if day else "9", Block("item", line, web_address(a.url))))
    titles = [one_line(s.title) for s in whole.links.storylines]
    yield Block("title", titles[0] if len(titles) == 1 else one_line(whole.name))
    yield Block("line", f"{nouns()['article'].ar(len(articles))}، {nouns()['claim'].ar(len(whole.links.claims))}")
    yield Block("part", "الادعاءات")
    for claim in sorted(whole.links.claims, key=_weight):
        yield from _claim(claim, said)
    yield Block("part", "المقالات")
    yield from (block for _, block in sorted(articles, key=lambda pair: (pair[0], pair[1].text)))
    yield from _decisions(whole)


def _weight(c: Claim) -> tuple[bool, int, str]:
    """Contested ones first, then what most statements speak of."""
    return not c.contested_by, -len(c.attributions) - len(c.contested_by) - len(c.unverified), c.id


def _claim(c: Claim, said: dict[str, Said]) -> Iterator[Block]:
    days = f" · {c.begin}" + (f" – {c.end}" if c.end and c.end != c.begin else "") if c.begin else ""
    yield Block("claim", one_line(c.text))
    yield Block("line", f"{origins(c)}{days} · {c.id}")
    for role, ids in (("vouches", c.attributions), ("denies", c.contested_by), ("unverified", c.unverified)):
        for id in ids:
            if id in said:
                yield from _statement(ROLES[role], said[id])
    for o in c.origins:
        hidden = " (محجوب)" if o.hidden else ""
        words = "؛ ".join(f"«{one_line(e.text)}»" for e in o.evidence)
        yield Block("item", f"أصل: {one_line(o.name)}{hidden}: {words}")
    for d in c.drift:
        yield Block("item", f"{labels()['drift'][d.kind][0]}: «{one_line(d.before.text)}» ← «{one_line(d.after.text)}»")


def _statement(role: str, s: Said) -> Iterator[Block]:
    way = [speakers(s), *(e.name for e in reversed(s.via)), s.article.outlet or "الصفحة"]
    assisted = model_note(s)
    chain = one_line(" ← ".join(way))
    yield Block("item", f"{role}: {chain} ({stance(s)}){assisted}", web_address(s.article.url))
    yield Block("quote", one_line(f"{s.cue}: {s.told}"))


def model_note(s: Said) -> str:
    """« · بمساعدة نموذج لغوي», « · قرأه نموذج لغوي كذلك», or nothing."""
    said = assistance(s.found.rules)
    return f" · {labels()['assist'][said][0]}" if said else ""


def _decisions(whole: Whole) -> Iterator[Block]:
    if whole.decisions:
        yield Block("part", "قرارات المحررين")
    for d in whole.decisions:
        state = "" if d.id in whole.standing else " (نُقض)"
        note = f": {one_line(d.note)}" if d.note else ""
        yield Block("item", one_line(f"{d.at[:10]} · {d.by} · {d.kind} {d.target} {d.detail}") + note + state)


def origins(c: Claim) -> str:
    """«بين أصل واحد وأصلين»: at least and at most."""
    return nouns()["origin"].ar_range(c.at_least, c.at_most)


def stance(s: Said) -> str:
    """What the source does with the content, in a word."""
    return str(labels()["stance"][s.stance][0])


def speakers(s: Said) -> str:
    """Who speaks, or the words the page has for him."""
    return " و".join(e.name for e in s.people) or s.source or UNKNOWN_SOURCE


def day_words(day: Day | None) -> str:
    """When an article was published, and how that is known."""
    if day is None:
        return "بلا تاريخ"
    first, last = day.first[:10], day.last[:10]
    return f"{first if first == last else f'{first} – {last}'} ({labels()['origin'][day.how][0]})"
