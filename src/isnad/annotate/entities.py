"""Mentions in, entities out; and the entity that a source phrase means, given what stands before it."""

from __future__ import annotations

from isnad.model import Entity, Mention, Span
from isnad.text.doc import Doc
from isnad.text.fold import fold


def entities_of(mentions: tuple[Mention, ...]) -> tuple[Entity, ...]:
    """One entity for each id, with every form it was seen in."""
    found: dict[str, list[Mention]] = {}
    for mention in mentions:
        found.setdefault(mention.entity, []).append(mention)
    return tuple(
        Entity(id, rows[0].text, rows[0].kind, mentions=tuple(dict.fromkeys(m.text for m in rows)))
        for id, rows in found.items()
    )


def resolve(doc: Doc, span: Span, mentions: tuple[Mention, ...]) -> Mention | None:
    """The mention that the source phrase `span` means, given everything earlier in the text."""
    words = span.of(doc.text)
    if not words.strip():
        return None
    return Mention(span, words, "group", f"group:{fold(words)}", "names#own-words")
