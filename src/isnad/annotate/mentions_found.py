"""What the scanner hands to unification: one found name or description, in token positions."""

from __future__ import annotations

from typing import NamedTuple

from isnad.model import EntityKind, RuleId, Span
from isnad.text.doc import Doc


class Found(NamedTuple):
    """A run of tokens `[first, end)` that names or describes an entity.

    A named tuple: a page makes dozens, and a frozen class of fifteen fields costs four times as much.
    """

    first: int
    end: int
    prefix: str
    """Proclitics of the first token that are no part of it."""
    kind: EntityKind
    rule: RuleId
    known: str | None = None
    """Id of the lexicon, where it gives one."""
    name: tuple[int, int] | None = None
    """Token range of the proper name inside."""
    titles: tuple[str, ...] = ()
    """Keys of the titles in it, outermost first."""
    governs: tuple[str, ...] = ()
    """Ids of states and bodies its titles govern, and match forms of other words they govern."""
    gender: str = "m"
    definite: bool = True
    type: str = ""
    """Class of the thing named, where words say it: `صحيفه`, `agency`, `ministry` …"""
    short: bool = False
    """A known person by a short form of the name."""
    city: str | None = None
    """The capital that stands for the state."""
    prefix_name: str = ""
    """Proclitics of the first token of the name."""

    def span(self, doc: Doc) -> Span:
        return Span(after_prefix(doc, self.first, self.prefix), doc.tokens[self.end - 1].end)

    def name_span(self, doc: Doc) -> Span | None:
        if self.name is None:
            return None
        prefix = self.prefix if self.name[0] == self.first else self.prefix_name
        return Span(after_prefix(doc, self.name[0], prefix), doc.tokens[self.name[1] - 1].end)


def after_prefix(doc: Doc, token: int, prefix: str) -> int:
    """Offset of the letter after a token's proclitics; marks over them belong to them."""
    at = doc.tokens[token].start
    if not prefix:
        return at
    for _ in prefix:
        at += 1
        while at < doc.tokens[token].end and not doc.text[at].isalpha():
            at += 1
    return at
