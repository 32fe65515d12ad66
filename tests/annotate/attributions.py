"""A text in, its attributions out, through the finders before them: what the tests of attribution share."""

from __future__ import annotations

from isnad.annotate.attribution import find_attributions
from isnad.annotate.entities import entities_of
from isnad.annotate.mentions import find_mentions
from isnad.annotate.timex import find_timexes
from isnad.model import Article, Attribution, Entity
from isnad.text.doc import Doc


def article(text: str, credit: str | None = None, outlet: str | None = None) -> Article:
    return Article("a", "p", "s", 0, None, text, Doc.of(text).paragraphs, credit=credit, outlet=outlet)


def attribute(
    text: str, credit: str | None = None, outlet: str | None = None
) -> tuple[tuple[Attribution, ...], dict[str, Entity]]:
    """Attributions of a text, and its entities by id."""
    doc = Doc.of(text)
    timexes = find_timexes(doc, None)
    rows, mentions = find_attributions(doc, find_mentions(doc, timexes), timexes, article(text, credit, outlet))
    return rows, {entity.id: entity for entity in entities_of(mentions)}
