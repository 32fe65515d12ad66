"""An attribution in, the probability that its whole row is right out: calibrated on annotated pages.

A logistic model over what the row itself shows (which kind of cue, whether its source stands in the text, whether the
lexicon knows its speaker). `bench/confidence.py` fits the weights, checks them page by page on pages left out, and
prints the reliability table of `docs/attribution.md`.
"""

from __future__ import annotations

from math import exp

from isnad.model import Attribution

WEIGHTS: dict[str, float] = {
    "bias": -0.01,
    "content long": -0.45,
    "content short": -0.27,
    "content split": -0.33,
    "cue:governed": -0.2,
    "cue:hedges": 0.37,
    "cue:nouns": -0.25,
    "cue:phrases": 0.13,
    "cue:verbs": 0.12,
    "cue:words": -0.14,
    "form:direct": -0.03,
    "form:indirect": 0.1,
    "form:mixed": -0.04,
    "nested": -1.01,
    "relayed": -0.47,
    "several speakers": -0.1,
    "source elided": -0.4,
    "source long": -0.49,
    "speaker a person": 0.24,
    "speaker hidden": -0.07,
    "speaker known": 0.62,
    "stance by content": 0.37,
    "stance:assert": 0.19,
    "stance:commit": 0.16,
    "stance:deny": -0.24,
    "stance:doubt": 0.27,
    "stance:evaluate": -0.36,
    "stance:urge": -0.05,
    "stance:warn": 0.07,
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
