"""Modes and contexts of events: every entry's own example, and what no word tells."""

from __future__ import annotations

import pytest

from isnad.rules.events import contexts_of, mode_of
from isnad.rules.load import Rule, load_rules


@pytest.mark.parametrize("rule", load_rules("events/modes"), ids=lambda rule: rule.id)
def test_a_mode_is_told_by_its_example(rule: Rule) -> None:
    assert [mode_of(rule.get("type") or "", e.text) for e in rule.yes] == [rule.get("mode")] * len(rule.yes)


@pytest.mark.parametrize("rule", load_rules("events/contexts"), ids=lambda rule: rule.id)
def test_a_context_is_told_by_its_example(rule: Rule) -> None:
    assert all(rule.get("context") in contexts_of(e.text) for e in rule.yes)


def test_a_mode_belongs_to_its_type() -> None:
    assert mode_of("CONSULT", "قصف الجيش القرية بالمدفعية") is None


def test_where_no_word_tells_there_is_no_mode_and_no_context() -> None:
    assert mode_of("ASSAULT", "هاجم مجهولون المزرعة") is None
    assert contexts_of("هاجم مجهولون المزرعة") == ()


def test_the_first_entry_that_fits_is_the_mode() -> None:
    """A suicide bombing is told by both words; who blows himself up is what PLOVER asks for."""
    assert mode_of("ASSAULT", "انفجار سيارة يقودها انتحاري") == "suicide-attack"


def test_a_strike_of_all_trades_is_general() -> None:
    assert mode_of("PROTEST", "دعت النقابات إلى الإضراب العام") == "general"
    assert mode_of("PROTEST", "شل إضراب السائقين الحركة") == "strike"
