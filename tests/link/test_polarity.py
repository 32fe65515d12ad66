"""What turns a content round: negations, set phrases that turn nothing, verdicts, refusals, what only points back."""

from __future__ import annotations

import pytest

from isnad.link.polarity import accuses, calls_false, framed, negations, of_oneself, points_back, refuses, talks_of
from isnad.link.words import content_words
from isnad.text.fold import fold


def turned(text: str) -> set[str]:
    folded = fold(text)
    found = negations(folded, content_words(folded), lambda i: i).turned
    return {w.form for w in content_words(folded) if set(w.keys) & found}


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("لم تصل القافلة إلى المخيم", {"تصل"}),
        ("القافلة لن تصل غدا", {"تصل"}),
        ("ليس المدير حاضرا", {"مدر"}),
        ("ما لا يقل عن عشرين قافلة وصلت", set()),
        ("القافلة لا تزال في الطريق", set()),
        ("سنغلق الباب ما لم تصل القافلة", set()),
        ("وصلت القافلة دون تأخير", set()),
    ],
)
def test_a_negation_turns_the_word_after_it(text: str, forms: set[str]) -> None:
    assert turned(text) == forms


def test_a_word_told_both_ways_is_not_turned() -> None:
    assert turned("لم تصل القافلة الأولى لكن الثانية تصل اليوم") == set()


@pytest.mark.parametrize(
    ("text", "false"),
    [
        ("لا صحة لما تردد عن إغلاق المصنع", True),
        ("الشركة تنفي مسؤوليتها عن التلوث", True),
        ("خبر انتقال حارس المرمى إلى ناد آخر في الموسم المقبل مقابل مبلغ كبير غير صحيح", True),
        ("وزارة الصحة افتتحت مستشفى", False),
        ("صحيفة محلية نشرت القائمة", False),
    ],
)
def test_a_content_that_calls_something_false(text: str, false: bool) -> None:
    assert calls_false(fold(text)) is false


def test_refusing_an_act_is_no_denial_and_refusing_an_accusation_is_one() -> None:
    assert refuses(fold("رفضت"), fold("فتح الباب للزوار"))
    assert refuses(fold("لم تلتزم"), fold("بموعد التسليم"))
    assert refuses(fold("أكد"), fold("رفضه لقرار المدير"))
    assert not refuses(fold("رفضت"), fold("المزاعم عن تلوث البئر"))
    assert not refuses(fold("نفت"), fold("تلوث البئر"))


@pytest.mark.parametrize("text", ["ذلك", "هذه الاتهامات جملة وتفصيلا", "صحة هذه الأنباء، بل عدتها دعاية رخيصة"])
def test_a_content_that_points_back(text: str) -> None:
    assert points_back(fold(text))


@pytest.mark.parametrize("text", ["ذلك المصنع مغلق", "بيع المصنع", "اتهام المدير بالغش"])
def test_a_content_that_does_not(text: str) -> None:
    assert not points_back(fold(text))


def test_accusations_ones_own_part_and_talk_about_accusations() -> None:
    assert accuses(fold("اتهمت النقابة المدير بالغش"))
    assert not accuses(fold("وصل المدير إلى المصنع"))
    assert of_oneself(fold("أي دور لها في الحريق"))
    assert not of_oneself(fold("بيع المصنع"))
    assert talks_of(fold("الاتهامات تهدف إلى صرف الأنظار"))
    assert not talks_of(fold("التقارير تشير إلى أن الجسر أغلق"))


def test_an_opening_that_says_only_that_there_is_word_of_it() -> None:
    text = fold("هناك تقارير تفيد بأن الجسر أغلق")
    assert text[framed(text) :].strip() == fold("الجسر أغلق")
    assert framed(fold("الجسر أغلق")) == 0
