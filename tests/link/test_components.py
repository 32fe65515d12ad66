"""Connected components, and groups brought together, whatever the order they come in."""

from __future__ import annotations

from collections.abc import Iterator

from hypothesis import given
from hypothesis import strategies as st

from isnad.link.components import Components, components
from isnad.link.steps import each, pairs_of, together
from isnad.plan import Group, Map


@given(st.lists(st.tuples(st.sampled_from("abcdefgh"), st.sampled_from("abcdefgh"))), st.randoms())
def test_order_of_pairs_does_not_matter(pairs: list[tuple[str, str]], order: object) -> None:
    turned = [(b, a) for a, b in pairs]
    order.shuffle(turned)  # type: ignore[attr-defined]
    assert components(pairs) == components(turned)


def test_a_name_never_joined_stands_alone() -> None:
    forest = Components()
    forest.join("ب", "ا")
    assert (forest.find("ب"), forest.find("ج"), forest.groups()) == ("ا", "ج", (("ا", "ب"),))


def _first_letter(word: str) -> Iterator[str]:
    yield word[0]


def _joined(key: str, words: tuple[str, ...]) -> Iterator[str]:
    yield key + ":" + "+".join(words)


def test_groups_come_in_order_of_key_and_of_input() -> None:
    step = Group("by first letter", _first_letter, _joined)
    assert list(together(step, ["نهر", "بيت", "نور", "باب", "جسر"])) == ["ب:بيت+باب", "ن:نهر+نور"]
    assert list(each(Map("letters", _first_letter), ["نهر", "بيت"])) == ["ن", "ب"]


def test_a_large_group_is_compared_in_a_line() -> None:
    names = [f"{n:03}" for n in range(100)]
    assert len(list(pairs_of(names, 200))) == 4950
    few = list(pairs_of(names, 50))
    assert len(few) < 200
    assert components(few) == (tuple(names),)
