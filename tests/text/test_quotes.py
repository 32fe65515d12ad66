"""Quotation marks of every kind, nested, turned round and left open."""

import pytest

from isnad.text.quotes import find_quotes

QUOTED = {
    "قال «نعم» وقالت “لا”": ["نعم", "لا"],
    "وقال: ” عدنا إلى الملعب“.": [" عدنا إلى الملعب"],
    "وقال ”عدنا” ثم سكت": ["عدنا"],
    'قال «سمعته يقول "عد" فعدت»': ['سمعته يقول "عد" فعدت', "عد"],
    'قال اليوم" إنه عاد" ومضى': [" إنه عاد"],
    'هدأ البحر،" وفقا للصياد': [],
    'ودعا «إلى الهدوء".': ["إلى الهدوء"],
    "ويضيف :» كنا ننتظر الخبر«.": [" كنا ننتظر الخبر"],
    "كاميرا “هيرو4″ الجديدة": ["هيرو4"],
    'قال «هذا 5" فقط» وعاد': ['هذا 5" فقط'],
    'وقالت إن "الطريق طويل': ["الطريق طويل"],
    'وصف الأمر بـ"الكارثة".': ["الكارثة"],
}


@pytest.mark.parametrize("text", QUOTED)
def test_what_stands_in_quotation_marks(text: str) -> None:
    assert [quote.inner.of(text) for quote in find_quotes(text)] == QUOTED[text]


def test_a_quotation_left_open_says_so() -> None:
    (quote,) = find_quotes(text := 'وقالت إن "الطريق طويل')
    assert not quote.closed
    assert quote.span.end == len(text)
