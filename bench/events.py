"""Sentences that human coders read for protest and assault in, what the event finder finds of them out.

python bench/events.py [../shared/data] [--rows]

Each sentence was coded by two to four people: verb, source actor and target words, and CAMEO codes of both. Found
means: a verb or noun of the same type shares a word with a coder's verb; a sentence's other events of the type, which
the coders did not mark, count against precision. Of the events found: the share whose actor (target) words meet a
coder's, where the coder marked any; and the share whose actor's state is the coder's code, where isnad knows one.
"""

from __future__ import annotations

import gzip
import json
import sys
import time
from pathlib import Path
from typing import Any

from isnad.annotate.events import Draft, read_events
from isnad.annotate.mentions import find_mentions
from isnad.annotate.timex import find_timexes
from isnad.model import Mention
from isnad.rules.load import load_rows
from isnad.text.doc import Doc
from isnad.text.fold import fold
from isnad.text.tokens import tokenize

SHARED = Path(__file__).parents[2] / "shared" / "data"
ALPHA3 = {
    "AF": "AFG", "BE": "BEL", "CN": "CHN", "DE": "DEU", "EG": "EGY", "FR": "FRA", "GB": "GBR", "GR": "GRC", "IL": "ISR",
    "IN": "IND", "IQ": "IRQ", "IR": "IRN", "LB": "LBN", "LK": "LKA", "LY": "LBY", "ML": "MLI", "PK": "PAK", "PS": "PSE",
    "RS": "SRB", "RU": "RUS", "SA": "SAU", "SD": "SDN", "SO": "SOM", "SY": "SYR", "TH": "THA", "TN": "TUN", "TR": "TUR",
    "US": "USA", "YE": "YEM", "JO": "JOR", "DZ": "DZA", "MA": "MAR", "KP": "PRK", "KR": "KOR", "UA": "UKR",
}  # fmt: skip


def words_of(coded: list[str]) -> set[str]:
    """Words without marks and with the joined «و» cut, in the match form."""
    out = set()
    for word in coded:
        for token in tokenize(fold(word)):
            if token.word and len(token.norm) > 1:
                out |= {token.norm, token.norm.removeprefix("و"), token.norm.removeprefix("ب")}
    return out


def words_at(doc: Doc, found: tuple[int, int] | None) -> set[str]:
    return words_of([t.norm for t in doc.tokens[found[0] : found[1]]]) if found else set()


def code_of(
    doc: Doc, mentions: tuple[Mention, ...], found: tuple[int, int] | None, states: dict[str, str]
) -> str | None:
    """CAMEO code of the state named in the words: a known state's entity, or its adjective."""
    if found is None:
        return None
    span = doc.span(found[0], found[1] - 1)
    for mention in mentions:
        if mention.span.meets(span) and mention.entity in states:
            return ALPHA3.get(states[mention.entity])
    for token in doc.tokens[found[0] : found[1]]:
        code = states.get(token.norm.removeprefix("ال").removesuffix("ين").removesuffix("ون").removesuffix("ه"))
        if code:
            return ALPHA3.get(code)
    return None


def state_words() -> dict[str, str]:
    """ISO code of each state by its entity id and by its adjective in the match form."""
    out = {row.get("id"): row.get("iso") for row in load_rows("names/states")}
    return out | {
        fold(row.get("adjective")): row.get("iso") for row in load_rows("names/states") if row.get("adjective")
    }


def main() -> int:
    arguments = [a for a in sys.argv[1:] if not a.startswith("--")]
    folder = Path(arguments[0] if arguments else SHARED) / "events"
    if not folder.is_dir():
        print(f"the sentences are not here ({folder}); docs/events.md holds the last figures")
        return 0
    states = state_words()
    names = f"{'sentences':>9} {'precision':>10} {'recall':>7} {'F1':>6} {'typed':>6}"
    print(f"{'':8} {names} {'actor':>13} {'target':>13} {'code':>12} {'ms':>6}")
    for kind in ("ASSAULT", "PROTEST"):
        with gzip.open(folder / f"{kind.lower()}.jsonl.gz", "rt", encoding="utf-8") as lines:
            print(score([json.loads(line) for line in lines], kind, states))
    return 0


def score(rows: list[dict[str, Any]], kind: str, states: dict[str, str]) -> str:
    hits = said = wanted = typed = 0
    counts = {"actor": [0, 0], "target": [0, 0], "code": [0, 0]}
    spent = 0.0
    for row in rows:
        doc = Doc.of(row["text"])
        timexes = find_timexes(doc, None)
        mentions = find_mentions(doc, timexes)
        began = time.process_time()
        drafts = read_events(doc, mentions, timexes)
        spent += time.process_time() - began
        spans = [s for s in row["spans"] if s["verb"]]
        verbs = [words_of(s["verb"]) for s in spans]
        if not spans:
            continue
        mine = [d for d in drafts if d.type == kind]
        matched = [d for d in mine if any(words_at(doc, (d.trigger, d.trigger + 1)) & v for v in verbs)]
        found = [any(words_at(doc, (d.trigger, d.trigger + 1)) & v for d in mine) for v in verbs]
        typed += bool(mine)
        hits, said, wanted = hits + len(matched), said + len(mine), wanted + 1
        counts_of(doc, matched, spans, mentions, states, counts)
        if "--rows" in sys.argv and not any(found):
            print(row["text"][:200], "|", [s["verb"] for s in spans], "|", [doc.tokens[d.trigger].norm for d in drafts])
        recalled.append(any(found))
    precision = hits / said if said else 0.0
    recall = sum(recalled) / len(recalled)
    recalled.clear()
    f1 = 2 * precision * recall / (precision + recall)
    parts = [f"{a}/{b} {a / max(1, b):.2f}" for a, b in counts.values()]
    return (
        f"{kind:8} {wanted:9} {precision:10.3f} {recall:7.3f} {f1:6.3f} {typed / wanted:6.3f} "
        f"{parts[0]:>13} {parts[1]:>13} {parts[2]:>12} {spent / len(rows) * 1000:6.3f}"
    )


recalled: list[bool] = []


def counts_of(
    doc: Doc, matched: list[Draft], spans: list[dict[str, Any]], mentions: tuple[Mention, ...], states: dict[str, str],
    counts: dict[str, list[int]],
) -> None:  # fmt: skip
    """For each coder's verb that was found: whether actor, target and actor's code agree."""
    for span in spans:
        verb = words_of(span["verb"])
        mine = [d for d in matched if words_at(doc, (d.trigger, d.trigger + 1)) & verb]
        if not mine:
            continue
        for name, coded, pick in (
            ("actor", span["source_actor"], lambda d: d.actor),
            ("target", span["target_actor"], lambda d: d.recipient),
        ):
            if coded:
                counts[name][0] += any(words_at(doc, pick(d)) & words_of(coded) for d in mine)
                counts[name][1] += 1
        role = span["source_role"].get("main") if isinstance(span["source_role"], dict) else None
        code = next((c for d in mine if (c := code_of(doc, mentions, d.actor, states))), None)
        if role not in (None, "None", "UNKNOWN", "IMG", "INT", "IGO") and code:
            counts["code"][0] += code == role
            counts["code"][1] += 1


if __name__ == "__main__":
    sys.exit(main())
