"""A pile made by chance of a few sentences: reprints, a claim told in several ways, denials, notices, shared names."""

from __future__ import annotations

import random
from dataclasses import replace

from tests.link.made import plain, told
from tests.link.test_duplicates import words

from isnad.model import DateCandidate, EntityKind, Record, Stance

NAMES: dict[str, tuple[str, EntityKind]] = {
    "سليم الحداد": ("سليم الحداد", "person"),
    "رئيس البلدية": ("رئيس البلدية", "org"),
    "الناطق باسم الوزارة": ("الناطق باسم الوزارة", "person"),
    "الوزارة": ("الوزارة", "org"),
    "مصادر مطلعة": ("مصادر مطلعة", "group"),
}
GUESTS: dict[str, tuple[str, EntityKind]] = {
    "فيكتور سيلينسكي": ("فيكتور سيلينسكي", "person"),
    "فيكتور سيلنسكي": ("فيكتور سيلنسكي", "person"),
}
STATE = "الأردن"
TELLINGS: tuple[tuple[str, Stance], ...] = (
    ("إن السد الجديد عند القرية الشمالية سيفتح أبوابه في الربيع المقبل", "assert"),
    ("إن أبواب السد الجديد قرب القرية الشمالية ستفتح في الربيع المقبل", "assert"),
    ("إن السد الجديد عند القرية الشمالية كلف 40 مليون دينار", "assert"),
    ("إن السد الجديد عند القرية الشمالية كلف 45 مليون دينار", "assert"),
    ("أن يكون السد الجديد عند القرية الشمالية قد كلف 40 مليون دينار", "deny"),
    ("فتح أبواب السد", "deny"),
    ("إن موسم الزيتون هذا العام أضعف من الموسم الماضي بسبب الجفاف", "assert"),
    ("إن موسم الزيتون هذا العام قد يكون أضعف من الموسم الماضي بسبب الجفاف", "doubt"),
    ("إلى فتح مدرسة للموسيقى في الحي القديم من المدينة", "urge"),
    ("إن فرقة الإنقاذ أخرجت 12 عاملا من نفق القطار بعد ساعات من الانهيار", "assert"),
    ("إن فرق الإنقاذ أخرجت 13 عاملا من نفق القطار بعد ساعات على انهياره", "assert"),
)
CUES: dict[Stance, str] = {"assert": "قال", "deny": "نفى", "doubt": "رجح", "urge": "دعا"}


def pile(seed: int, articles: int) -> list[Record]:
    """So many records, in no order; one in five carries another's text, one in seven has no date."""
    chance = random.Random(seed)
    out: list[Record] = []
    for n in range(articles):
        if n > 4 and n % 5 == 0:
            out.append(_reprint(f"p{n:03}.0", chance.choice(out), chance))
        else:
            out.append(_article(f"p{n:03}.0", chance))
    chance.shuffle(out)
    return out


def _article(id: str, chance: random.Random) -> Record:
    rows: list[tuple[str | None, str, str, Stance]] = []
    for content, stance in chance.sample(TELLINGS, chance.randint(1, 5)):
        speaker = chance.choice([*NAMES, None])
        rows.append((speaker, CUES[stance], content, stance))
        if chance.random() < 0.2:
            rows.append((None, "ولم يتسن التحقق من", "صحة ذلك من مصدر مستقل", "doubt"))
    if chance.random() < 0.15:
        rows.append((chance.choice([*GUESTS]), "قال", "إن الوفد سيصل إلى الأردن مساء الأحد", "assert"))
    names: dict[str, tuple[str, EntityKind]] = {**NAMES, **GUESTS, STATE: (STATE, "place")}
    day = None if chance.random() < 0.15 else f"2022-03-{chance.randint(1, 28):02}"
    outlet = chance.choice(["الأفق", "مدار", "الغد", None])
    record = told(id, rows, day, outlet=outlet, credit=chance.choice([None, None, "وكالة النهر"]), names=names)
    entities = tuple(replace(e, iso="JO", known=True) if e.name == STATE else e for e in record.annotations.entities)
    return replace(record, annotations=replace(record.annotations, entities=entities))


def _reprint(id: str, of: Record, chance: random.Random) -> Record:
    """The same findings under another id, with or without a paragraph of its own below; or only a shared passage."""
    if chance.random() < 0.3:
        return plain(
            id, f"{words(chance.randint(0, 99), 150)}\n{of.article.text}\n{words(7, 40)}", "2022-03-30", "الساحل"
        )
    text = of.article.text + (f"\n{words(chance.randint(0, 99), 15)}" if chance.random() < 0.5 else "")
    day = DateCandidate("2022-03-29", "stated", "x", "made#day", "chosen")
    article = replace(of.article, id=id, page=id, source=id, text=text, outlet="الساحل", published=day)
    found = of.annotations
    rows = tuple(replace(a, id=f"{id}-{n}") for n, a in enumerate(found.attributions))
    return Record(article, replace(found, article=id, attributions=rows))
