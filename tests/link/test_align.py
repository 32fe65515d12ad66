"""What an outlet kept, added, dropped and changed of another's article."""

from __future__ import annotations

from tests.link.made import article

from isnad.link.align import compare

LEAD = "وصلت القافلة إلى المخيم قبل الفجر ومعها الطعام والأغطية"
END = "وقال السائقون إن الطريق الجبلي كان مقطوعا بالثلوج طوال الليل"


def shown(first: str, second: str) -> list[tuple[str, str, str]]:
    a, b = article("a", first), article("b", second)
    return [(c.kind, c.span.of(first), c.other.of(second)) for c in compare(a, b)]


def test_a_sentence_added_between_two_kept_ones() -> None:
    assert shown(f"{LEAD}. {END}.", f"{LEAD}. وهذه زيادة. {END}.") == [
        ("same", LEAD, LEAD),
        ("added", "", "وهذه زيادة"),
        ("same", END, END),
    ]


def test_a_sentence_dropped_and_a_lead_changed() -> None:
    found = shown(f"بيروت. {LEAD}. {END}.", f"خاص بنا. {LEAD}.")
    assert [kind for kind, _, _ in found] == ["changed", "same", "dropped"]
    assert found[0][1:] == ("بيروت", "خاص بنا")


def test_passages_in_another_order_are_moved() -> None:
    found = shown(f"{LEAD}. {END}.", f"{END}. {LEAD}.")
    assert [kind for kind, _, _ in found] in (["added", "same", "dropped"], ["dropped", "same", "added"])


def test_nothing_in_common_and_nothing_at_all() -> None:
    assert [kind for kind, _, _ in shown(LEAD, END)] == ["changed"]
    assert shown("", "") == []
