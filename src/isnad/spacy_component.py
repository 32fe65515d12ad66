"""A spaCy `Doc` of Arabic text in, the same with its statements and times out: `nlp.add_pipe("isnad")`.

Brought by the extra `[spacy]`, which also registers the factory, so that nothing has to be imported first.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span

from isnad.model import Attribution, Record, Stance, Timex, TimexType
from isnad.model import Span as Place


@dataclass(frozen=True, slots=True)
class SpacyTimex:
    """A time expression: its tokens and its TIMEX3 value (None where the words give no calendar value)."""

    span: Span
    type: TimexType
    value: str | None
    start_char: int
    end_char: int


@dataclass(frozen=True, slots=True)
class SpacyAttribution:
    """A statement: its tokens, who said it, through whom.

    A span takes whole tokens. Where the words begin inside one, as behind «و», the places in `found` are exact.
    """

    cue: Span
    source: Span | None
    """None where the text leaves the source out or hides it."""
    content: tuple[Span, ...]
    speaker: str | None
    """Name; None where the text hides who speaks."""
    via: tuple[str, ...]
    """Names, from the one nearest the reader to the one nearest the speaker."""
    stance: Stance
    form: str
    confidence: float
    found: Attribution
    """The value of the model, with spans in code points of `Doc.text` and the rules that made it."""


@Language.factory(
    "isnad",
    default_config={"published": None},
    assigns=["doc._.attributions", "doc._.timexes"],
    requires=[],
)
def make_isnad(nlp: Language, name: str, published: str | None) -> Component:
    """The component; «أمس» is counted from `published` (ISO day), unless `Doc.user_data["published"]` has another.

    >>> import spacy
    >>> nlp = spacy.blank("ar")
    >>> _ = nlp.add_pipe("isnad", config={"published": "2024-06-17"})
    >>> doc = nlp("قال وزير المالية سامر الحلبي أمس إن الموازنة تأجلت.")
    >>> [(a.speaker, a.cue.text, a.content[0].text) for a in doc._.attributions]
    [('سامر الحلبي', 'قال', 'الموازنة تأجلت')]
    >>> [(t.span.text, t.value) for t in doc._.timexes]
    [('أمس', '2024-06-16')]
    """
    for extension in ("attributions", "timexes"):
        if not Doc.has_extension(extension):
            Doc.set_extension(extension, default=())
    return Component(published)


@dataclass(frozen=True, slots=True)
class Component:
    """What stands in the pipeline."""

    published: str | None

    def __call__(self, doc: Doc) -> Doc:
        from isnad.pipeline import annotate_text

        record = annotate_text(doc.text, doc.user_data.get("published", self.published))
        doc._.timexes = tuple(_timex(doc, t) for t in record.annotations.timexes)
        doc._.attributions = tuple(_attribution(doc, record, a) for a in record.annotations.attributions)
        return doc

    def to_disk(self, path: Any, exclude: Any = ()) -> None:
        """Nothing of it is learned, so nothing is kept beside its configuration."""

    def from_disk(self, path: Any, exclude: Any = ()) -> Component:
        return self

    def to_bytes(self, exclude: Any = ()) -> bytes:
        return b""

    def from_bytes(self, data: bytes, exclude: Any = ()) -> Component:
        return self


def _timex(doc: Doc, t: Timex) -> SpacyTimex:
    return SpacyTimex(_span(doc, t.span), t.type, t.value, t.span.start, t.span.end)


def _attribution(doc: Doc, record: Record, a: Attribution) -> SpacyAttribution:
    names = {e.id: e.name for e in record.annotations.entities}
    return SpacyAttribution(
        _span(doc, a.cue),
        _span(doc, a.source) if a.source else None,
        tuple(_span(doc, place) for place in a.content),
        names.get(a.speaker or "", a.speaker),
        tuple(names.get(id, id) for id in a.via),
        a.stance,
        a.form,
        a.confidence,
        a,
    )


def _span(doc: Doc, place: Place) -> Span:
    """The tokens that hold the place; spaCy counts characters as Python does, in code points."""
    found = doc.char_span(place.start, place.end, alignment_mode="expand")
    return found if found is not None else doc[0:0]
