"""The tutorial notebook runs from its first cell to its last, in names of its own, as a reader would run it."""

from __future__ import annotations

import ast
import json
from pathlib import Path
from typing import Any

import pytest

NOTEBOOK = Path(__file__).parents[1] / "docs" / "tutorial.ipynb"


def cells() -> list[str]:
    loaded = json.loads(NOTEBOOK.read_text("utf-8"))
    assert loaded["nbformat"] == 4
    return ["".join(c["source"]) for c in loaded["cells"] if c["cell_type"] == "code"]


def run(cell: str, names: dict[str, Any]) -> Any:
    """A cell as a notebook runs it: all of it, its last expression shown."""
    tree = ast.parse(cell)
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, str(NOTEBOOK), "exec"), names)
    return eval(compile(ast.Expression(last.value), str(NOTEBOOK), "eval"), names) if last else None


def test_the_tutorial_runs(capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("polars", reason="polars is not installed: pip install -e '.[frames]'")
    names: dict[str, Any] = {}
    shown = [run(cell, names) for cell in cells()]
    assert len(names["story"].articles()) >= 11
    html = [value._repr_html_() for value in shown if hasattr(value, "_repr_html_")]
    assert len(html) >= 4, "record, story, claim and frame show themselves"
    assert 'dir="rtl"' in html[0] or "direction:rtl" in html[0]
    printed = capsys.readouterr().out
    assert "سامر الحلبي | assert | الموازنة تأجلت" in printed
    assert shown[-1] == ["annotations.jsonld", "sources.gexf"]


def test_the_notebook_keeps_no_output() -> None:
    loaded = json.loads(NOTEBOOK.read_text("utf-8"))
    assert not [c for c in loaded["cells"] if c.get("outputs") or c.get("execution_count")]
