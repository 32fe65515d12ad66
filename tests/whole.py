"""An outcome of analysis in, nothing out where it is whole: every span lies in its text, every id means something."""

from __future__ import annotations

from collections.abc import Iterator

from isnad.model import Extraction, Record, Span
from isnad.pipeline import Analysed


def check(found: Analysed) -> None:
    """Raises `AssertionError` for a span outside its text, an id that means nothing, or text that is not the page's."""
    check_extraction(found.extraction)
    assert len(found.annotations) == len(found.extraction.articles)
    for record in found.records:
        check_record(record)


def check_extraction(extraction: Extraction) -> None:
    visible = len(extraction.visible)
    for f in extraction.furniture:
        assert 0 <= f.start <= f.end <= visible, f
    for a in extraction.articles:
        for p in a.paragraphs:
            assert 0 <= p.start <= p.end <= len(a.text), p
        for piece in a.pieces:
            assert 0 <= piece.start <= piece.start + piece.length <= len(a.text), piece
            assert 0 <= piece.page_start <= piece.page_start + piece.length <= visible, piece
            end, page_end = piece.start + piece.length, piece.page_start + piece.length
            assert a.text[piece.start : end] == extraction.visible[piece.page_start : page_end], piece


def check_record(record: Record) -> None:
    article, found = record.article, record.annotations
    for span in _spans(record):
        assert 0 <= span.start <= span.end <= len(article.text), span
    for t in found.timexes:
        assert t.span.of(article.text) == t.text, t
    for m in found.mentions:
        assert m.span.of(article.text) == m.text, m
    names = {e.id for e in found.entities}
    used = {m.entity for m in found.mentions}
    ids = [a.id for a in found.attributions] + [e.id for e in found.events]
    assert len(ids) == len(set(ids)), "two findings have one id"
    for a in found.attributions:
        used |= {x for x in (a.speaker, *a.co_speakers, *a.via) if x}
        assert a.parent is None or a.parent in ids, a
        assert 0 <= a.confidence <= 1, a
    assert used <= names, used - names
    _check_rules(record)


def _spans(record: Record) -> Iterator[Span]:
    found = record.annotations
    yield from (t.span for t in found.timexes)
    for m in found.mentions:
        yield m.span
        if m.head is not None:
            yield m.head
    for a in found.attributions:
        yield from (a.cue, *a.content)
        if a.source is not None:
            yield a.source
    for e in found.events:
        yield from (e.span, e.trigger)


def _check_rules(record: Record) -> None:
    found = record.annotations
    rules = [t.rule for t in found.timexes] + [m.rule for m in found.mentions]
    rules += [r for a in found.attributions for r in a.rules] + [e.rule for e in found.events]
    assert all("#" in rule for rule in rules), rules
