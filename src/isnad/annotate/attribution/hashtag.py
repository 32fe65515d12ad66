"""A hashtag in, where it ends and whom it names out."""

from __future__ import annotations

from isnad.annotate.attribution.reader import Reader


def hashtag_end(r: Reader, i: int, stop: int) -> int:
    """End of «#وزير_الصحة»: everything up to the next space."""
    while (
        i < stop and i + 1 < len(r.tokens) and r.tokens[i + 1].start == r.tokens[i].end and r.norm(i + 1) not in "،,.:"
    ):
        i += 1
    return i + 1


def body_tagged(r: Reader, i: int) -> bool:
    """Whether a body that is no medium stands behind its hashtag: «مديرة لـ #صندوق_التنمية»."""
    body = r.mention_from[i][1] if i in r.mention_from and r.norm(i - 1) == "#" else None
    return body is not None and body.kind == "org" and not body.rule.startswith("names/outlets")
