"""Coverage-guided fuzzing of everything a page goes through: bytes in, and every span of what comes out is checked.

    python fuzz/pages.py [-max_total_time=600] [libFuzzer options]

Needs `pip install atheris`. The corpus lies in fuzz/corpus/ and grows as new paths are found; a crash is written to
fuzz/crashes/ and belongs into a test. The first byte says what arrives: text, markup, or whatever the bytes look like.
"""

from __future__ import annotations

import sys
from pathlib import Path

import atheris

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent))

with atheris.instrument_imports(include=["isnad"]):
    from isnad.intake.page import page_of
    from isnad.model import Failure, Page
    from isnad.pipeline import ANALYSE, Analysed, warm
    from isnad.run.attempt import attempt
    from isnad.store.rows import rows_of

    warm()  # imports the rest: a room imported outside this block would not be looked into

from tests.whole import check  # noqa: E402

KINDS = ("text", "html", None)
LIMIT = 20.0
"""Seconds after which an input counts as a hang: instrumented code is about ten times slower."""


def one_input(data: bytes) -> None:
    """Raises for whatever a page may not do: crash a stage, take too long, give a span outside its text."""
    page = page_of(data[1:], "fuzz", KINDS[data[0] % 3] if data else None)  # type: ignore[arg-type]
    if not isinstance(page, Page):
        return
    for outcome in attempt(ANALYSE, page, LIMIT):  # type: ignore[arg-type]
        assert not isinstance(outcome, Failure), outcome
        if isinstance(outcome, Analysed):
            check(outcome)
            list(rows_of(outcome))


def main() -> None:
    (HERE / "crashes").mkdir(exist_ok=True)
    options = [f"-artifact_prefix={HERE / 'crashes'}/", "-max_len=6000", "-timeout=60"]
    atheris.Setup([sys.argv[0], *options, *sys.argv[1:], str(HERE / "corpus")], one_input)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
