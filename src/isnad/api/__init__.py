"""The public API: text, files or a story file in; records, claims, articles and tables out, ready for a notebook.

Everything here is also in `isnad` itself: `isnad.read`, `isnad.read_files`, `isnad.build`, `isnad.open`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from isnad.api.story import Story
from isnad.api.views import ArticleView, ClaimView, RecordView, view_of
from isnad.model import Failure, IsnadError, Rejected

__all__ = [
    "ArticleView", "ClaimView", "Failure", "IsnadError", "RecordView", "Rejected", "Story", "build", "open", "read",
    "read_files",
]  # fmt: skip


def read(text: str, published: str | None = None) -> RecordView:
    """What is found in a text given by hand. `published` (ISO day) is what «أمس» is counted from.

    Offsets in what comes back are half-open, in Unicode code points of `text`.

    >>> import isnad
    >>> record = isnad.read("قال وزير المالية سامر الحلبي أمس إن الموازنة تأجلت.", published="2024-06-17")
    >>> [(s.speaker.name, s.cue, s.content) for s in record.statements]
    [('سامر الحلبي', 'قال', 'الموازنة تأجلت')]
    >>> [(t.text, t.value) for t in record.times]
    [('أمس', '2024-06-16')]
    """
    from isnad.pipeline import annotate_text

    return view_of(annotate_text(text, published))


def read_files(*paths: str | Path) -> Iterator[RecordView | Rejected | Failure]:
    """What is found in files and folders, one article at a time, in the order of the files.

    A file that gives no article comes back as a `Rejected` with its reason and remedy, one that crashed the analysis as
    a `Failure`; nothing is raised for it and nothing is left out.

    >>> import isnad
    >>> [found.reason for found in isnad.read_files("لا-ملف-هنا.html")]
    ['missing']
    """
    from isnad.intake import read_paths
    from isnad.pipeline import ANALYSE
    from isnad.run.serial import Serial

    for outcome in Serial().run(ANALYSE, read_paths(paths)):
        if isinstance(outcome, Rejected | Failure):
            yield outcome
        else:
            yield from map(view_of, outcome.records)


def build(paths: Iterable[str | Path], db: str | Path, *, jobs: int | None = None) -> Story:
    """Read files and folders into the story file `db`, made where there is none, and link them; the story comes back.

    Running it again adds what is new and repeats nothing. `jobs` is the number of processes, as many as there are cores
    where it is not given. What gave no article is in `Story.rejected()`. Raises `IsnadError` where the file is no story
    or cannot be written.
    """
    from isnad.intake import read_paths
    from isnad.run.pool import Pool
    from isnad.store.build import build as build_story

    build_story(db, read_paths(paths), Pool(jobs))
    return Story(Path(db))


def open(db: str | Path) -> Story:
    """A story file that `isnad build` has made. Raises `IsnadError` where there is none, or it is no story.

    >>> import isnad
    >>> isnad.open("لا-قصة-هنا.db")
    Traceback (most recent call last):
    ...
    isnad.model.IsnadError: لا-قصة-هنا.db: no such story file; `isnad build PATH -o لا-قصة-هنا.db` makes one
    """
    from isnad.store.file import open_story

    with open_story(db):
        return Story(Path(db))
