"""The documents tell the truth: links lead somewhere, commands exist, examples in docstrings and documents run."""

from __future__ import annotations

import doctest
import importlib
import pkgutil
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import click
import pytest

import isnad
from isnad.cli import group

ROOT = Path(__file__).parents[1]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
MODULES = sorted(
    module.name for module in pkgutil.walk_packages(isnad.__path__, "isnad.") if "__main__" not in module.name
)


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_link_leads_to_a_file(document: Path) -> None:
    links = re.findall(r"\]\(([^)#\s]+)[^)]*\)", document.read_text("utf-8"))
    assert not [link for link in links if "://" not in link and not (document.parent / link).exists()]


def test_every_page_of_the_documentation_is_listed() -> None:
    index = (ROOT / "docs" / "index.md").read_text("utf-8")
    pages = [path.relative_to(ROOT / "docs").as_posix() for path in (ROOT / "docs").rglob("*.md")]
    assert not [page for page in pages if page != "index.md" and f"({page})" not in index]


def test_every_command_of_the_readme_exists() -> None:
    context = click.Context(group)
    lines = re.findall(r"^isnad (\w+)(.*)$", (ROOT / "README.md").read_text("utf-8"), re.MULTILINE)
    assert lines
    for name, rest in lines:
        command = group.get_command(context, name)
        assert command
        known = {option for parameter in command.params for option in parameter.opts}
        assert set(re.findall(r"(?<!\S)--?[a-z]+", rest)) <= known


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_toml_in_documents_is_toml(document: Path) -> None:
    for block in re.findall(r"```toml\n(.*?)```", document.read_text("utf-8"), re.DOTALL):
        assert tomllib.loads(block)


@pytest.fixture(scope="module")
def beside_a_story(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the story file that documents speak of."""
    folder = tmp_path_factory.mktemp("docs")
    call = "import sys; from isnad.cli import main; sys.exit(main())"
    command = [sys.executable, "-c", call, "build", str(ROOT / "examples"), "-o", str(folder / "story.db")]
    subprocess.run(command, check=True, capture_output=True)
    return folder


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_python_in_documents_runs(document: Path, beside_a_story: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(beside_a_story)
    for block in re.findall(r"```python\n(.*?)```", document.read_text("utf-8"), re.DOTALL):
        exec(compile(block, str(document), "exec"), {})


@pytest.mark.parametrize("name", MODULES)
def test_examples_in_docstrings_run(name: str) -> None:
    try:
        module = importlib.import_module(name)
    except ModuleNotFoundError as missing:
        if missing.name is None or missing.name.startswith("isnad"):
            raise
        pytest.skip(f"needs {missing.name}, which is an extra")
    failed, _ = doctest.testmod(module, optionflags=doctest.NORMALIZE_WHITESPACE)
    assert not failed
