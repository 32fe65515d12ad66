"""A story file of two short pages, built once."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cli.command import write_news

import isnad


@pytest.fixture(scope="session")
def story_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("exported")
    return isnad.build([write_news(folder)], folder / "bridge.db", jobs=1).path
