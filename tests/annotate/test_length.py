"""Long texts of bad shapes in, the calls that annotating them takes out: they grow with the length, and no faster."""

from __future__ import annotations

import sys
from types import FrameType

import pytest

from isnad.annotate.article import annotate
from isnad.model import Article
from isnad.text.doc import Doc

SHAPES = {
    "hashtags": "#وأعلن #المجلس #موعد #السباق #القادم #في #المدينة ",
    "no stop at all": "قال المدرب إن الفريق جاهز وأعلن النادي موعد السباق مؤكدا أن الطريق مفتوح ",
    "quotations never closed": '"قال المدرب إن الفريق جاهز والطريق مفتوح ',
    "opened by one mark, closed by another": "«قال المدرب إن” الفريق جاهز ",
    "speeches after a colon": "في مساء اليوم البارد قال: الجسر مغلق. ",
    "statements nobody owns": "وأكد البيان أن الجسر الذي قال إنه مغلق مفتوح. ",
    "events": "هاجموا القرية وقتل الجنود في الهجوم ثم تظاهر السكان احتجاجا ",
    "one line a word": "قال\nالمدرب\nإن\nالفريق\nجاهز\n",
    "dates": "الخميس 14 حزيران 2018 الساعة 15:30 وبعد 3 أيام ",
}


def article(text: str) -> Article:
    return Article("long", "page", "test", 0, None, text, Doc.of(text).paragraphs)


def calls(text: str) -> int:
    """Calls of Python functions that annotating a text takes, its words met before."""
    subject = article(text)
    annotate(subject)
    count = 0

    def seen(frame: FrameType, event: str, arg: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(seen)
    try:
        annotate(subject)
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("shape", SHAPES)
def test_the_work_grows_with_the_length(shape: str) -> None:
    words = SHAPES[shape]
    short = words * (5_000 // len(words))
    assert calls(4 * short) < 5.5 * calls(short)  # not quite four times: descriptions look back over 300 mentions
