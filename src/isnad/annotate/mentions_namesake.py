"""Findings in, whom a hospital or a prize is named after taken out: «مستشفى الملك خالد» is one body, and no king."""

from __future__ import annotations

from collections.abc import Iterator

from isnad.annotate.mentions_bodies import with_nisba
from isnad.annotate.mentions_context import Scan
from isnad.annotate.mentions_found import Found
from isnad.annotate.mentions_lexicon import class_words
from isnad.model import EntityKind


def namesakes(scan: Scan, found: list[Found]) -> Iterator[Found]:
    """The findings, bodies and places in the place of persons they are named after; a prize is no mention at all."""
    taken = {i for f in found if f.kind != "person" for i in range(f.first, f.end)}
    for f in found:
        head = f.first - 1
        kind = None if f.kind != "person" or f.prefix or head in taken else _memorial(scan, head)
        if kind is None:
            yield f
        elif kind != "prize":
            of_what: EntityKind = "place" if kind == "place" else "org"
            prefix, noun = _noun(scan, head, kind)
            end = named_end(scan, f.end)
            yield Found(head, end, prefix, of_what, f"names/words#named{kind}", None, (head, end), type=noun)


def named_end(scan: Scan, end: int) -> int:
    """Token behind a body's name that ends with a person's, with what tells its kind: «الملك خالد الطبية»."""
    return with_nisba(scan, end + 1 if scan.norm(end) in class_words("namedkind") else end)


_KINDS = ("body", "place", "prize")


def _memorial(scan: Scan, head: int) -> str | None:
    """What the noun before a person's name or title is, where such things bear names: «ملعب», «جائزة»."""
    if head < 0 or not scan.same_sentence(head + 1):
        return None
    return next((kind for kind in _KINDS if _noun(scan, head, kind)[1]), None)


def _noun(scan: Scan, head: int, kind: str) -> tuple[str, str]:
    """Proclitics and noun: «بمستشفى» gives «ب» and «مستشفي»; no noun where it is none of the kind."""
    norm, known = scan.norm(head), class_words(f"named{kind}")
    cuts = (n for n in range(3) if norm[n:] in known and not norm[:n].strip("وفبل"))
    cut = next(cuts, None)
    return ("", "") if cut is None else (norm[:cut], norm[cut:])
