"""What several files of these tests share: one browser, started once."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """A real browser; the tests that ask for it are skipped, with the reason, where there is none."""
    from tests.web.browser import NoBrowser, chromium

    try:
        with chromium() as started:
            yield started
    except NoBrowser as none:
        pytest.skip(str(none))
