"""Tables of name parts in, the words out that Arabic spells in one way only."""

from __future__ import annotations

from functools import cache

from isnad.rules.load import load_rows
from isnad.text.fold import fold


@cache
def fixed_names() -> frozenset[str]:
    """Match forms of Arabic given and family names: «سعد» and «سعيد» are two names, however near their letters.

    >>> "سعيد" in fixed_names(), "ديفيد" in fixed_names()
    (True, False)
    """
    given = (row.get("forms") for row in load_rows("names/given") if row.get("origin") == "arabic")
    family = (row.get("forms") for row in load_rows("names/surnames") if row.get("forms").startswith("ال"))
    forms = (form for cell in (*given, *family) for form in cell.split("|"))
    return frozenset(word for form in forms for word in fold(form).split())
