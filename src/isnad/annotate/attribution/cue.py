"""What a cue is: reporting words in token positions, with what they ask of their source and content."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from isnad.annotate.attribution.conjugation import Agreement, Tense
from isnad.model import RuleId, Stance

Kind = Literal["verb", "participle", "phrase", "hedge", "noun", "pronoun"]


@dataclass(frozen=True, slots=True)
class Cue:
    """Reporting words, tokens `first` up to `after`; `agreement` is the gender and number they ask of the speaker."""

    kind: Kind
    first: int
    after: int
    rule: RuleId
    stance: Stance
    frames: frozenset[str]
    role: str
    agreement: Agreement | None
    negated: bool = False
    clitic: bool = False
    """An object pronoun stands on the verb: «وصفها», «نقلته»."""
    tense: Tense | None = None
    bare: str = ""
    """The cue's own word without proclitics."""

    @property
    def takes_addressee_frame(self) -> bool:
        """Whether an object stands before the content: «حثت الحكومة التجار على خفض الأسعار»."""
        return any("+" in frame for frame in self.frames)


Cues = dict[int, Cue]
"""Every cue of a text by its first token, in text order."""


SAID = frozenset(("ان", "قول"))
