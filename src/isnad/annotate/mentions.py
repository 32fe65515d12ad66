"""Doc in, mentions out: names and descriptions of persons, organisations, places and groups, in text order."""

from __future__ import annotations

from bisect import bisect_right

from isnad.annotate.mentions_found import Found
from isnad.annotate.mentions_scan import scan
from isnad.annotate.mentions_unify import unify
from isnad.model import Mention, Span, Timex
from isnad.text.doc import Doc


def find_mentions(doc: Doc, timexes: tuple[Timex, ...]) -> tuple[Mention, ...]:
    """Mentions in text order, outer before inner, each with its article-local entity id.

    Known names carry the lexicon's id (`state-ru`, `afp`); unknown ones an id made of their kind and folded name
    (`person:سامر قدوره`). Words inside a time expression are no name («مارس»).

    >>> text = "وقال الرئيس الفرنسي إيمانويل ماكرون لوكالة رويترز إن باريس مستعدة"
    >>> [m.entity for m in find_mentions(Doc.of(text), ())]
    ['macron', 'reuters', 'state-fr']
    """
    starts = [t.span.start for t in timexes]
    spans = [(f, f.span(doc)) for f in scan(doc)]
    kept = [(f, span) for f, span in spans if not _is_time(span, timexes, starts)]
    entities = unify(doc, [f for f, _ in kept])
    return tuple([_mention(doc, f, span, entity) for (f, span), entity in zip(kept, entities, strict=True) if entity])


def _is_time(span: Span, timexes: tuple[Timex, ...], starts: list[int]) -> bool:
    """Whether the time expression that begins last before a finding holds it whole."""
    at = bisect_right(starts, span.start) - 1
    return at >= 0 and timexes[at].span.covers(span)


def _mention(doc: Doc, found: Found, span: Span, entity: str) -> Mention:
    """A finding as the value other rooms read."""
    head = found.name_span(doc)
    return Mention(span, span.of(doc.text), found.kind, entity, found.rule, head if head != span else None)


__all__ = ["Span", "find_mentions"]
