"""Article in, annotations out: the finders in their order, each a plain call on what the earlier ones found."""

from __future__ import annotations

from isnad.annotate.attribution import find_attributions
from isnad.annotate.entities import entities_of
from isnad.annotate.events import find_events
from isnad.annotate.mentions import find_mentions
from isnad.annotate.timex import find_timexes
from isnad.model import Annotations, Article
from isnad.text.doc import Doc
from isnad.text.unswept import unswept


def annotate(article: Article) -> Annotations:
    """Everything isnad finds in one article. Same article, same annotations: no clock, network or state is read.

    The reference time is `article.published`; without one, open values stay open.
    """
    with unswept():
        doc = Doc.of(article.text, article.paragraphs)
        timexes = find_timexes(doc, article.published.value if article.published else None)
        mentions = find_mentions(doc, timexes)
        attributions, mentions = find_attributions(doc, mentions, timexes, article)
        events = find_events(doc, mentions, timexes, attributions)
        return Annotations(article.id, timexes, mentions, entities_of(mentions), attributions, events)
