"""Independent origins as a range: shared ends, shared credits, reused text, hidden sources, spokesmen."""

from __future__ import annotations

from tests.link.made import told

from isnad.link.all import link
from isnad.link.origins import hides
from isnad.model import Claim, EntityKind, Record

NEWS = "ثلاثين سجينا فروا من سجن الجبل فجرا بعد عطل في البوابة"


def claim(*records: Record) -> Claim:
    (found,) = [c for c in link(records).claims if len(c.attributions) == len(records)]
    return found


def test_two_pages_that_quote_one_speaker_have_one_origin() -> None:
    a = told("a", [("وزارة الداخلية", "قالت", NEWS, "assert")], "2021-05-01")
    b = told("b", [("وزارة الداخلية", "أعلنت", NEWS, "assert")], "2021-05-02")
    found = claim(a, b)
    assert (found.at_least, found.at_most) == (1, 1)
    assert found.origins[0].articles == ("a", "b")
    assert [e.text for e in found.origins[0].evidence] == ["وزارة الداخلية", "وزارة الداخلية"]


def test_named_speakers_through_one_agency_are_two() -> None:
    a = told("a", [("وزارة الداخلية", "قالت", NEWS, "assert")], "2021-05-01", via=("رويترز",))
    b = told("b", [("نقابة الحراس", "قالت", NEWS, "assert")], "2021-05-02", via=("رويترز",))
    assert (claim(a, b).at_least, claim(a, b).at_most) == (2, 2)


def test_who_carries_another_may_only_repeat_him() -> None:
    told_it = told("a", [("وزارة الداخلية", "قالت", NEWS, "assert")], "2021-05-01", via=("صحيفة النهار",))
    says_it = told("b", [("صحيفة النهار", "قالت", NEWS, "assert")], "2021-05-02")
    assert (claim(told_it, says_it).at_least, claim(told_it, says_it).at_most) == (1, 2)
    elsewhere = told("c", [("وزارة الداخلية", "قالت", NEWS, "assert")], "2021-05-02")
    assert (claim(told_it, says_it, elsewhere).at_least, claim(told_it, says_it, elsewhere).at_most) == (2, 2)


def test_hidden_sources_make_it_a_range() -> None:
    a = told("a", [("مصادر أمنية", "قالت", NEWS, "assert")], "2021-05-01")
    b = told("b", [("وزارة الداخلية", "قالت", NEWS, "assert")], "2021-05-02")
    found = claim(a, b)
    assert (found.at_least, found.at_most) == (1, 2)
    assert [o.hidden for o in found.origins] == [False, True]


def test_people_described_by_one_noun_may_be_the_same() -> None:
    some, all_, others = "ثلاثة مسؤولين في السجن", "مسؤولون", "خبراء"
    names: dict[str, tuple[str, EntityKind]] = {n: (n, "group") for n in (some, all_, others)}
    a = told("a", [(some, "قال", NEWS, "assert")], "2021-05-01", names=names)
    b = told("b", [(all_, "قال", NEWS, "assert")], "2021-05-02", names=names)
    assert (claim(a, b).at_least, claim(a, b).at_most) == (1, 2)
    c = told("c", [(others, "قال", NEWS, "assert")], "2021-05-02", names=names)
    assert (claim(a, c).at_least, claim(a, c).at_most) == (2, 2)


def test_hidden_sources_under_one_credit_are_one() -> None:
    rows = [("مصادر أمنية", "قالت", NEWS, "assert")]
    a = told("a", rows, "2021-05-01", credit="أ ف ب")  # type: ignore[arg-type]
    b = told("b", rows, "2021-05-02", credit="أ ف ب")  # type: ignore[arg-type]
    assert (claim(a, b).at_least, claim(a, b).at_most) == (1, 1)
    c = told("c", rows, "2021-05-02", credit="رويترز")  # type: ignore[arg-type]
    assert claim(a, c).at_most == 2


def test_hidden_sources_in_reused_text_are_one() -> None:
    long = f"{NEWS} وإن الحراس أبلغوا الإدارة قبل ساعة من وقوع الحادث ولم ترسل أحدا"
    a = told("a", [("مصدر مطلع", "قال", long, "assert")], "2021-05-01", outlet="الأولى")
    b = told("b", [("مصدر مطلع", "قال", long, "assert")], "2021-05-02", outlet="الثانية")
    assert (claim(a, b).at_least, claim(a, b).at_most) == (1, 1)


def test_no_speaker_at_all_is_hidden() -> None:
    a = told("a", [(None, "يقال إن", NEWS, "doubt")], "2021-05-01")
    (found,) = link([a]).claims
    assert (found.origins[0].hidden, found.at_least, found.at_most) == (True, 1, 1)


def test_words_that_hide_a_source() -> None:
    assert hides("مصادر مطلعة")
    assert hides("المصدر نفسه")
    assert not hides("وزارة الدفاع")
    assert not hides("صحيفة المصدر")
