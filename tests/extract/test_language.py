"""The language of a page, told by its words."""

from __future__ import annotations

from isnad.extract.language import language_of


def test_a_ligature_that_folds_to_several_words_is_one_word() -> None:
    text = "قال الخطيب إن النبي ﷺ أوصى بالجار، ودعا الحاضرين إلى زيارة جيرانهم في العيد."
    assert language_of(text) == "ar"
