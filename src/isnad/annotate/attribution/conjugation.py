"""A verb's row in, its forms out: every person, number and gender a news page uses, in the match form."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from isnad.text.fold import fold

Tense = Literal["past", "present", "jussive", "participle"]
Agreement = Literal["ms", "fs", "md", "fd", "mp", "fp", "1"]
"""Gender and number of the subject; `1` for first and second persons, who report nothing to the reader."""


@dataclass(frozen=True, slots=True)
class Form:
    """One spelling of a verb: «أضافت» is `Form("اضافت", "past", "fs")`."""

    norm: str
    tense: Tense
    agreement: Agreement


def conjugate(past: str, present: str, participle: str) -> tuple[Form, ...]:
    """Forms of a verb from three of them: `conjugate("أضاف", "يضيف", "مضيفا")`.

    Weak verbs follow from their spelling: a final ى or ا (نفى، دعا) and a long vowel
    before the last letter (قال، يشير).
    """
    return (*_past(past), *_present(fold(present), past), *_participle(fold(participle)))


def _past(past: str) -> list[Form]:
    base = fold(past)
    if past.endswith(("ى", "ا")) and len(past) > 2:
        stem = base[:-1]
        vowel = "ي" if past.endswith("ى") else "و"
        table = [
            (base, "ms"), (stem + "ت", "fs"), (stem + "وا", "mp"), (stem + vowel + "ا", "md"), (stem + "تا", "fd"),
            (stem + vowel + "ن", "fp"), (stem + vowel + "ت", "1"), (stem + vowel + "نا", "1"),
        ]  # fmt: skip
    else:
        short = base[:-2] + base[-1] if len(base) > 2 and base[-2] == "ا" else base
        table = [
            (base, "ms"), (base + "ت", "fs"), (base + "وا", "mp"), (base + "ا", "md"), (base + "تا", "fd"),
            (short + "ن", "fp"), (short + "نا", "1"),
        ]  # fmt: skip
        if short != base:
            table.append((short + "ت", "1"))
    return [Form(norm, "past", agreement) for norm, agreement in table]  # type: ignore[arg-type]


def _present(present: str, past: str) -> list[Form]:
    stem = present[1:]
    weak = stem[-1] in "يو" or (stem[-1] == "ي" and past[-1] in "ىا")
    plural = stem[:-1] if weak else stem
    dual = stem if not weak or stem[-1] != "ا" else stem[:-1] + "ي"
    shown = [
        ("ي" + stem, "ms"), ("ت" + stem, "fs"), ("ا" + stem, "1"), ("ن" + stem, "1"),
        ("ي" + plural + "ون", "mp"), ("ي" + dual + "ان", "md"), ("ت" + dual + "ان", "fd"), ("ي" + stem + "ن", "fp"),
    ]  # fmt: skip
    short = stem[:-1] if weak else (stem[:-2] + stem[-1] if len(stem) > 2 and stem[-2] in "ويا" else stem)
    cut = [
        ("ي" + short, "ms"),
        ("ت" + short, "fs"),
        ("ي" + plural + "وا", "mp"),
        ("ي" + dual + "ا", "md"),
        ("ت" + dual + "ا", "fd"),
    ]
    return [
        *(Form(n, "present", a) for n, a in shown),  # type: ignore[arg-type]
        *(Form(n, "jussive", a) for n, a in cut if n != "ي" + stem),  # type: ignore[arg-type]
    ]


def _participle(accusative: str) -> list[Form]:
    stem = accusative[:-1]
    plural = stem[:-1] if stem.endswith("ي") and len(stem) > 3 else stem
    table = [(accusative, "ms"), (stem + "ه", "fs"), (plural + "ين", "mp"), (stem + "تين", "fd"), (stem + "ات", "fp")]
    return [Form(norm, "participle", agreement) for norm, agreement in table]  # type: ignore[arg-type]
