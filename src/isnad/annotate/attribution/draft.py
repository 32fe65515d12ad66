"""One statement in token ranges, before speakers and chains are known."""

from __future__ import annotations

from dataclasses import dataclass

from isnad.annotate.attribution.cue import Cue
from isnad.annotate.attribution.opener import Opener
from isnad.model import Form, RuleId, Stance


@dataclass(frozen=True, slots=True)
class Draft:
    """One statement in token ranges, before speakers and chains are known."""

    cue: Cue
    sentence: int
    source: tuple[int, int] | None
    content: tuple[tuple[int, int], ...]
    form: Form
    stance: Stance
    rule: RuleId
    relay: tuple[int, int] | None = None
    """Tokens of the one who passed the words on: «نقلت الوكالة عن شاهد»."""
    opener: Opener | None = None
