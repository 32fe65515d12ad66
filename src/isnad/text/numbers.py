"""Number words in, values out: how Arabic units, tens, hundreds and thousands join («ألف وتسعمئة وثمانية وسبعين»).

The words themselves are knowledge of the language and live in `isnad.rules.dates`; here is only their arithmetic.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Numeral:
    """One number word. `kind` is unit, ten1, teen1, ten, hundred, scale, scales («آلاف», counted only), or ordinal with
    -f, -i, -ten, 1 or -f1."""

    value: int
    kind: str

    @property
    def ordinal(self) -> bool:
        return self.kind.startswith("ordinal")


# What may follow what without «و» («خمسة عشر», «ثلاث مئة», «خمسة آلاف») and with it («خمسة وعشرون»).
_DIRECT = {
    ("unit", "ten1"), ("teen1", "ten1"), ("unit", "hundred"), ("unit", "scale"), ("unit", "scales"), ("ten1", "scales"),
    ("ten1", "scale"), ("ten", "scale"), ("hundred", "scale"), ("ordinal", "ten1"), ("ordinal1", "ten1"),
    ("ordinal-f", "ten1"), ("ordinal-f1", "ten1"), ("ordinal-i", "ten1"),
}  # fmt: skip
_JOINED = {
    ("unit", "ten"), ("hundred", "unit"), ("hundred", "ten"), ("hundred", "ten1"), ("hundred", "teen1"),
    ("scale", "hundred"), ("scale", "unit"), ("scale", "ten"), ("scale", "ten1"), ("scale", "teen1"),
    ("ordinal", "ordinal-ten"), ("ordinal1", "ordinal-ten"), ("ordinal-f", "ordinal-ten"),
    ("ordinal-f1", "ordinal-ten"), ("unit", "ordinal-ten"),
}  # fmt: skip
_ALONE_NEVER = frozenset({"teen1", "scales", "ordinal1", "ordinal-f1"})


def read_number(words: Sequence[Numeral], joined: Sequence[bool]) -> tuple[int, int] | None:
    """Value of the longest number at the start of `words`, and how many words it took.

    `joined[i]` says whether «و» stands before word i. None where the first words make no number.

    >>> read_number((Numeral(6, "unit"), Numeral(20, "ten")), (False, True))
    (26, 2)
    """
    total, group, used = 0, words[0].value, 1
    for i in range(1, len(words)):
        before, word = words[i - 1], words[i]
        if (before.kind, word.kind) not in (_JOINED if joined[i] else _DIRECT):
            break
        if word.kind in ("scale", "scales"):
            total, group = total + group * word.value, 0
        elif word.kind == "hundred" and not joined[i]:
            group *= word.value
        else:
            group += word.value
        used = i + 1
    if used == 1 and words[0].kind in _ALONE_NEVER:
        return None
    return total + group, used
