"""Words and rows in, lines on stdout out: colours and tables at a terminal, tab-separated lines in a pipe."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import click

WORDS = {
    "pages": ("pages", "صفحات"),
    "articles": ("articles", "مقالات"),
    "undated": ("undated", "بلا تاريخ"),
    "statements": ("statements", "أقوال"),
    "claims": ("Claims", "الأخبار"),
    "timeline": ("Timeline", "الخط الزمني"),
    "sources": ("Sources", "المصادر"),
    "storylines": ("Storylines", "القصص"),
    "rejected": ("Rejected", "المرفوضة"),
    "failed": ("Failed", "المتعثرة"),
    "published": ("published", "النشر"),
    "outlet": ("outlet", "الوسيلة"),
    "title": ("title", "العنوان"),
    "said": ("said", "قال"),
    "relayed": ("relayed", "نُقل عنه"),
    "denied": ("denied", "نفى"),
    "name": ("name", "الاسم"),
    "id": ("id", "المعرّف"),
    "source": ("source", "المصدر"),
    "reason": ("reason", "السبب"),
    "remedy": ("what to do", "ما العمل"),
    "stage": ("stage", "المرحلة"),
    "error": ("error", "الخطأ"),
    "vouches": ("vouches", "يثبت"),
    "denies": ("denies", "ينفي"),
    "unverified": ("could not verify", "لم يتحقق"),
    "origin": ("origin", "أصل"),
    "hidden": ("hidden", "محجوب"),
    "page itself": ("the page itself", "الصفحة نفسها"),
    "unnamed": ("unnamed source", "مصدر غير مسمى"),
    "none": ("none", "لا شيء"),
    "undated one": ("undated", "بلا تاريخ"),
    "inferred": ("inferred", "استنتاجاً"),
    "through": ("through", "عبر"),
    "words": ("words", "الكلمات"),
    "rule": ("rule", "القاعدة"),
    "entries": ("entries", "المداخل"),
    "drift": ("changed on the way", "ما تغيّر في الطريق"),
    "why": ("why", "لماذا"),
    "examples": ("for example", "مثال"),
    "not": ("but not", "لا"),
    "speaker": ("speaker", "القائل"),
    "cue": ("cue", "فعل القول"),
    "content": ("content", "المقول"),
    "stance": ("stance", "الموقف"),
    "article": ("article", "المقال"),
    "date evidence": ("evidence for its date", "شواهد تاريخه"),
}  # fmt: skip
"""What the screen says, in English and in Arabic."""

STANCES = {
    "assert": "يثبت",
    "deny": "ينفي",
    "doubt": "يشكّ",
    "commit": "يلتزم",
    "urge": "يدعو",
    "warn": "يحذّر",
    "evaluate": "يقيّم",
}


class Screen:
    """Where answers are printed, in one language."""

    def __init__(self, lang: str) -> None:
        self.lang = lang
        self.tty = sys.stdout.isatty()

    def word(self, key: str) -> str:
        """A word of the screen in its language."""
        english, arabic = WORDS[key]
        return arabic if self.lang == "ar" else english

    def counted(self, noun: str, number: int, most: int | None = None) -> str:
        """A counted noun: "2 articles", «مقالان»; with `most`, a range: "1 to 3 independent origins"."""
        from isnad.export.wording import nouns

        form, most = nouns(latin=True)[noun], number if most is None else most
        if self.lang != "ar":
            return form.en_range(number, most)
        return form.ar(number) if number == most else form.ar_range(number, most)

    def stance(self, stance: str) -> str:
        """A stance in the screen's language."""
        return STANCES[stance] if self.lang == "ar" else stance

    def title(self, key: str, note: str = "") -> None:
        """A heading, with an empty line before it."""
        click.echo("")
        click.secho(self.word(key) + (f"  {note}" if note else ""), bold=True)

    def line(self, text: str = "", *, dim: bool = False, indent: int = 0) -> None:
        """One line of text."""
        click.echo(" " * indent + (click.style(text, dim=True) if dim else text))

    def table(self, heads: Sequence[str], rows: Sequence[Sequence[str]], arabic: Sequence[int] = ()) -> None:
        """Rows under their heads, columns numbered in `arabic` at the right; in a pipe, one tab between cells."""
        if not self.tty:
            for row in rows:
                click.echo("\t".join(" ".join(cell.split()) for cell in row))
            return
        from rich.box import SIMPLE_HEAD
        from rich.console import Console
        from rich.table import Table
        from rich.text import Text

        table = Table(box=SIMPLE_HEAD, pad_edge=False)
        for n, head in enumerate(heads):
            table.add_column(self.word(head), justify="right" if n in arabic else "left", overflow="fold")
        for row in rows:
            table.add_row(*(Text(cell) for cell in row))
        Console().print(table)


class Progress:
    """A bar on stderr while pages are read; nothing where stderr is no terminal."""

    def __init__(self, label: str) -> None:
        self.label = label

    @contextmanager
    def running(self) -> Iterator[Progress]:
        """Shown in this block."""
        if not sys.stderr.isatty():
            yield self
            return
        from rich.console import Console
        from rich.progress import MofNCompleteColumn, SpinnerColumn, TextColumn, TimeElapsedColumn
        from rich.progress import Progress as Bar

        columns = (SpinnerColumn(), TextColumn("{task.description}"), MofNCompleteColumn(), TimeElapsedColumn())
        with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
            self._bar, self._task = bar, bar.add_task(self.label, total=None)
            yield self
            del self._bar

    def at(self, done: int, label: str | None = None) -> None:
        """How many are done, and of what."""
        if hasattr(self, "_bar"):
            self._bar.update(self._task, completed=done, description=label or self.label)


def clip(text: str, length: int) -> str:
    """At most so many characters of a text on one line, cut at a space."""
    flat = " ".join(text.split())
    if len(flat) <= length:
        return flat
    return flat[:length].rsplit(" ", 1)[0] + " …"


def safe(text: str) -> str:
    """Text of a page as a terminal may show it: no control character, no direction override."""
    return "".join(c if c.isprintable() or c in "\n\t" else "\N{REPLACEMENT CHARACTER}" for c in text)
