"""Runs the command in this process, as the shell would: arguments in, exit code and both streams out."""

from __future__ import annotations

import contextlib
import io
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest import mock

from isnad.cli import main

NEWS = {
    "الأولى.txt": (
        "وزير النقل يفتتح جسر الواحة\n\n14 أيار 2023\n\n"
        "قال وزير النقل سعيد الحمدان أمس إن جسر الواحة افتتح بعد عامين من العمل. "
        "وأضاف أن الكلفة بلغت مليون دينار.\nونفت بلدية الواحة وجود أي تأخير في المشروع.\n"
    ),
    "الثانية.txt": (
        "سكان الواحة يشكون من الغبار\n\n20 أيار 2023\n\n"
        "اشتكى سكان مدينة الواحة من الغبار حول الجسر. وأكد رئيس البلدية عمر الصافي أن العمل ينتهي الأسبوع المقبل.\n"
        "وبحسب وكالة أنباء الواحة، بلغت كلفة الجسر مليون دينار.\n"
    ),
}
"""Two short pages of one story, by the name of their file."""


@dataclass(frozen=True)
class Done:
    """What a command left behind."""

    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[dict[str, Any]]:
        """Its output as JSON lines."""
        return [json.loads(line) for line in self.out.splitlines()]


class _Stream(io.StringIO):
    """A stream that main() may set to UTF-8; it is, being characters."""

    def reconfigure(self, **_: str) -> None:
        pass


def isnad(*arguments: object) -> Done:
    """`isnad("show", story)`: the exit code is the one the shell would see."""
    out, err = _Stream(), _Stream()
    argv = ["isnad", *map(str, arguments)]
    with mock.patch.object(sys, "argv", argv), contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            main()
            code = 0
        except SystemExit as leaving:
            code = leaving.code if isinstance(leaving.code, int) else 1
    return Done(code, out.getvalue(), err.getvalue())


def write_news(folder: Path) -> Path:
    """The two pages in a folder of their own."""
    news = folder / "news"
    news.mkdir()
    for name, text in NEWS.items():
        (news / name).write_text(text, "utf-8")
    return news


def one_line(err: str, *words: str) -> str:
    """The only line of stderr that holds all the words; fails where there is none, or more than one."""
    found = [line for line in err.splitlines() if all(word in line for word in words)]
    assert len(found) == 1, f"{words} in {err!r}"
    return found[0]


def texts(done: Done) -> Iterator[str]:
    """Article texts of JSON lines."""
    return (line["article"]["text"] for line in done.lines)
