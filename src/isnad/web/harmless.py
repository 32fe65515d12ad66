"""Text of a page in, the same text as a screen may show it out: nothing hidden, nothing that turns its neighbours."""

from __future__ import annotations

from markupsafe import Markup

LONGEST = 20_000
"""Code points of one value: a name of a megabyte is shown by its beginning."""

_CONTROL = {n: 0x2400 + n for n in range(0x20) if chr(n) not in "\t\n\r"} | {0x7F: 0x2421}
_C1 = dict.fromkeys((*range(128, 160), *range(55296, 57344), *range(917504, 917632)), "�")
_BIDI = {n: f"⟨U+{n:04X}⟩" for n in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))}
_INVISIBLE = {
    n: f"⟨U+{n:04X}⟩" for n in (0x2028, 0x2029, 0x2060, 0x2061, 0x2062, 0x2063, 0x2064, 0xFFF9, 0xFFFA, 0xFFFB)
}
_SHOWN = _CONTROL | _C1 | _BIDI | _INVISIBLE


def harmless(text: str) -> str:
    """Control characters as their pictures, direction overrides by their names; marks of Arabic typing stay.

    >>> harmless("قال" + chr(0x202E) + "أمس" + chr(7))
    'قال⟨U+202E⟩أمس␇'
    """
    # Nothing that is changed can be printed, and looking for it costs a tenth of changing it.
    return "\n".join(line if line.isprintable() else line.translate(_SHOWN) for line in text.split("\n"))


def cut(value: object) -> object:
    """What a template prints of a value: of a long string its beginning."""
    if not isinstance(value, str) or isinstance(value, Markup) or len(value) <= LONGEST:
        return value
    return value[:LONGEST] + " …"
