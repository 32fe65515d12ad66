"""An attribution in, the probability that its whole row is right out: calibrated on annotated pages.

A logistic model over what the row itself shows (which kind of cue, whether its source stands in the text, whether the
lexicon knows its speaker). `bench/confidence.py` fits the weights, checks them page by page on pages left out, and
prints the reliability table of `docs/attribution.md`.
"""

from __future__ import annotations

from math import exp

from isnad.model import Attribution

WEIGHTS: dict[str, float] = {
    "bias": 0.17,
    "content long": -0.65,
    "content short": -0.19,
    "content split": -0.26,
    "cue:governed": -0.22,
    "cue:hedges": 0.46,
    "cue:nouns": -0.25,
    "cue:phrases": 0.2,
    "cue:reports": 0.03,
    "cue:verbs": 0.01,
    "cue:words": -0.24,
    "form:direct": 0.05,
    "form:indirect": 0.0,
    "form:mixed": -0.05,
    "nested": -0.95,
    "relayed": -0.42,
    "several speakers": 0.12,
    "source elided": -0.31,
    "source long": -0.41,
    "speaker a person": 0.44,
    "speaker hidden": -0.09,
    "speaker known": 0.62,
    "stance by content": 0.46,
    "stance:assert": 0.22,
    "stance:commit": 0.04,
    "stance:deny": -0.19,
    "stance:doubt": 0.28,
    "stance:evaluate": -0.34,
    "stance:urge": -0.09,
    "stance:warn": 0.08,
}
"""Log odds of each feature."""

_LONG, _SHORT = 350, 20
"""Characters of content: beyond the first an end may have been missed, under the second a start."""


def features(row: Attribution) -> tuple[str, ...]:
    """What the model looks at, as names of `WEIGHTS`; `bias` stands in every row."""
    length = sum(len(span) for span in row.content)
    words = row.rules[0].split("/")[1].split("#")[0]
    return tuple(
        name
        for name, holds in (
            ("bias", True),
            (f"cue:{words}", True),
            (f"stance:{row.stance}", True),
            (f"form:{row.form}", True),
            ("stance by content", len(row.rules) > 1),
            ("source elided", row.source is None),
            ("source long", row.source is not None and len(row.source) > 60),
            ("speaker hidden", row.speaker is None),
            ("speaker known", row.speaker is not None and ":" not in row.speaker),
            ("speaker a person", row.speaker is not None and row.speaker.startswith("person:")),
            ("nested", row.parent is not None),
            ("relayed", len(row.via) > 1),
            ("content long", length > _LONG),
            ("content short", length < _SHORT),
            ("content split", len(row.content) > 1),
            ("several speakers", bool(row.co_speakers)),
        )
        if holds
    )


def confidence(row: Attribution) -> float:
    """Probability between 0 and 1, in hundredths, that content, speaker, chain and stance are all right."""
    odds = sum(WEIGHTS.get(name, 0.0) for name in features(row))
    return round(1 / (1 + exp(-odds)), 2)
