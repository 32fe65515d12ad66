"""Names in newspaper text: precision, recall and F1 of persons, places and organisations on ANERcorp, exact spans.

python bench/ner.py [--part dev|held-out] [--errors N]

The corpus is read from `../shared/data/ner`; its second half was set aside before any rule was written and is the part
to quote. Mentions are cut to the corpus's own conventions first (`named`). Published marks: docs/names.md.
"""

from __future__ import annotations

import argparse
import gzip
import sys
from collections import Counter
from pathlib import Path

from isnad.annotate.mentions import find_mentions
from isnad.annotate.mentions_lexicon import Known, Nisba, class_words, hits_at, lexicon, starts
from isnad.model import Mention
from isnad.text.doc import Doc
from isnad.text.fold import fold

CORPUS = Path(__file__).resolve().parents[2] / "shared" / "data" / "ner" / "anercorp.txt.gz"
KINDS = {"PERS": "person", "PER": "person", "LOC": "place", "ORG": "org"}
KEPT = frozenset(
    ("حزب", "جامعة", "مجلس", "اتحاد", "منظمة", "لجنة", "معهد", "وكالة", "بنك", "جبهة", "بحر", "دار", "خليج", "صحراء",
     "هيئة", "كلية", "محكمة", "مركز", "جبل", "رابطة", "جمعية", "مؤسسة")
)  # fmt: skip
"""Class words that the corpus takes into a name; it leaves out مدينة and شركة and marks no government or army."""
DROPPED = frozenset(
    ("صحيفة", "شبكة", "مجلة", "حركة", "شركة", "تنظيم", "قناة", "موقع", "جريدة", "نادي", "جماعة", "إذاعة", "قيادة")
)
"""Class words that are part of a listed name here and not there."""
PLACED = frozenset(("دولة", "قطاع", "شمال", "جنوب", "شرق", "غرب", "شمالي", "جنوبي", "شرقي", "غربي"))
"""Words that are part of a listed place here and not there: «دولة قطر»; so are class words not in KEPT."""
FAMILY = frozenset(("عائلة", "أسرة", "اسرة", "عشيرة", "آل"))
"""Words for a family, whose name the corpus marks as a person's."""
UNMARKED = frozenset(("west", "gulfstates", "arabstates", "intcommunity", "whitehouse"))
"""Groups of states and houses that stand for a government, which the corpus does not mark."""
Row = tuple[str, str]
Name = tuple[int, int, str]
"""First token, token after the last, kind."""


def read(part: str) -> list[list[Row]]:
    """Blocks of about 400 (word, tag) rows that end with a sentence; the first half of the file or the second."""
    with gzip.open(CORPUS, "rt", encoding="utf-8") as lines:
        rows = [line.split() for line in lines]
    pairs = [(r[0], r[1]) for r in rows if len(r) == 2]
    half = len(pairs) // 2
    pairs = pairs[:half] if part == "dev" else pairs[half:]
    blocks: list[list[Row]] = [[]]
    for word, tag in pairs:
        blocks[-1].append((word, tag))
        if word == "." and len(blocks[-1]) >= 400:
            blocks.append([])
    return [b for b in blocks if b]


def gold(block: list[Row]) -> set[Name]:
    out: set[Name] = set()
    start = -1
    for i, (_, tag) in enumerate([*block, ("", "O")]):
        if start >= 0 and not tag.startswith("I-"):
            kind = KINDS.get(block[start][1][2:])
            if kind:
                out.add((start, i, kind))
            start = -1
        if tag.startswith("B-"):
            start = i
    return out


def said(block: list[Row]) -> set[Name]:
    """The names found in the block's words, as ranges of them."""
    text = " ".join(w for w, _ in block)
    word_at: dict[int, int] = {}
    at = 0
    for i, (word, _) in enumerate(block):
        word_at |= dict.fromkeys(range(at, at + len(word)), i)
        at += len(word) + 1
    out: set[Name] = set()
    for mention in find_mentions(Doc.of(text), ()):
        span = named(mention)
        if span:
            out.add((word_at[span[0]], word_at[span[1] - 1] + 1, kind_there(mention, text[span[0] : span[1]])))
    return out


def kind_there(mention: Mention, name: str) -> str:
    """The corpus's kind of a name: families are persons, other groups bodies, a body told by its place is the place."""
    if mention.kind == "group":
        return "person" if mention.text.split()[0] in FAMILY else "org"
    if mention.kind == "org" and mention.head and name != mention.text and placed(name):
        return "place"
    return mention.kind


def placed(name: str) -> bool:
    """Whether a name is a listed place: what «مؤتمر روما» leaves when its class word goes."""
    words = tuple(fold(name).split())
    return any(
        isinstance(h.meaning, Known) and h.meaning.kind == "place" and h.end == len(words) for h in hits_at(words, 0)
    )


def named(mention: Mention) -> tuple[int, int] | None:
    """The proper name in a mention, as the corpus marks it: persons without titles, no descriptions, no peoples."""
    span = mention.span.start, mention.span.end
    head = (mention.head.start, mention.head.end) if mention.head else None
    if mention.kind == "person":
        return head or (span if mention.rule.startswith(("names/people", "names/reading#personal-name")) else None)
    if mention.kind == "group" and head and mention.text.split()[0] in FAMILY:
        return head
    if mention.rule.startswith(("names/institutions", "names/ministries")) or mention.entity in UNMARKED:
        return None
    if mention.kind == "group" and (":" in mention.entity or mention.entity.startswith("people-")):
        return None
    facts = lexicon().facts.get(mention.entity)
    if facts and (facts.type == "army" or (facts.type == "agency" and len(mention.text.split()[0]) == 1)):
        return None
    text = mention.text
    if national(mention):  # «ليون الفرنسي» is «ليون» there
        text = text.rpartition(" ")[0]
        span = span[0], span[0] + len(text)
        head = (head[0], min(head[1], span[1])) if head else None
    return cut(text, mention.kind, span, head)


def national(mention: Mention) -> bool:
    """Whether a club's or an armed group's listed name ends with its nationality."""
    facts = lexicon().facts.get(mention.entity)
    last = fold(mention.text).rpartition(" ")
    adjective = any(isinstance(m, Nisba) for _, node in starts(last[2]) for m in node.get("", ()))
    return bool(facts and facts.type in ("club", "armed") and last[0] and adjective)


def cut(text: str, kind: str, span: tuple[int, int], head: tuple[int, int] | None) -> tuple[int, int]:
    """A span without the class word, quote marks and nationality that the corpus leaves out of a name."""
    first, _, rest = text.partition(" ")
    end = head[1] if head else span[1]
    while text[: end - span[0]].endswith(('"', "»", "”", " ")):
        end -= 1
    if head and head[0] > span[0] and first.removeprefix("ال") not in KEPT:
        return head[0], end
    left_out = (
        (first in PLACED or (fold(first) in class_words("placecue") and first not in KEPT))
        if kind == "place"
        else first in DROPPED
    )
    if rest and left_out and not first.startswith("لل"):
        return span[0] + len(text) - len(rest.lstrip('«"“ ')), end
    return span[0], end


def shown(sign: str, block: list[Row], name: Name) -> str:
    start, end, kind = name
    words = [w for w, _ in block]
    before, after = words[max(0, start - 4) : start], words[end : end + 3]
    return f"{sign} {kind} {' '.join(before)} [{' '.join(words[start:end])}] {' '.join(after)}"


def line(name: str, hit: int, wanted: int, found: int) -> str:
    p, r = hit / found if found else 0.0, hit / wanted if wanted else 0.0
    f = 2 * p * r / (p + r) if p + r else 0.0
    return f"{name:8} P {p:.3f}  R {r:.3f}  F1 {f:.3f}  ({hit} of {wanted}, {found} said)"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--part", choices=["dev", "held-out"], default="held-out")
    parser.add_argument("--errors", type=int, default=0, help="print about N errors (of the dev part only)")
    args = parser.parse_args()
    if not CORPUS.exists():
        print(f"bench/ner.py needs {CORPUS}, which is not here: nothing measured")
        return 0
    hits, wanted, found = Counter[str](), Counter[str](), Counter[str]()
    wrong: list[str] = []
    for block in read(args.part):
        g, s = gold(block), said(block)
        wanted.update(kind for _, _, kind in g)
        hits.update(kind for _, _, kind in g & s)
        found.update(kind for _, _, kind in s)
        wrong += [shown(sign, block, n) for sign, names in (("miss", g - s), ("extra", s - g)) for n in sorted(names)]
    if args.errors and args.part == "dev":
        print("\n".join(wrong[:: max(1, len(wrong) // args.errors)]))
    for kind in ("person", "place", "org"):
        print(line(kind, hits[kind], wanted[kind], found[kind]))
    print(line("all", hits.total(), wanted.total(), found.total()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
