"""What a function said of a word is kept, up to a bound."""

from __future__ import annotations

import pytest

from isnad.text import per_word as module
from isnad.text.per_word import per_word


def test_each_word_is_read_once() -> None:
    read: list[str] = []

    @per_word
    def length(norm: str) -> int:
        read.append(norm)
        return len(norm)

    assert [length(word) for word in ("جسر", "نهر", "جسر")] == [3, 3, 3]
    assert read == ["جسر", "نهر"]


def test_no_more_words_are_kept_than_the_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "KEPT", 2)
    read: list[str] = []

    @per_word
    def length(norm: str) -> int:
        read.append(norm)
        return len(norm)

    assert [length(word) for word in ("جسر", "نهر", "بحيرة", "جسر")] == [3, 3, 5, 3]
    assert read == ["جسر", "نهر", "بحيرة", "جسر"], "the third word made room by forgetting the first two"


def test_a_fault_is_not_kept() -> None:
    @per_word
    def first(norm: str) -> str:
        return norm[0]

    for _ in range(2):
        with pytest.raises(IndexError):
            first("")
