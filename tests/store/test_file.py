"""The file itself: its kind and version, faults of the disk, two writers at once, a reader beside a writer."""

from __future__ import annotations

import re
import sqlite3
import subprocess
import sys
import threading
from importlib.resources.abc import Traversable
from pathlib import Path
from unittest import mock

import pytest
from tests.store.made import dump, page, sound, standing_in

from isnad.model import IsnadError
from isnad.run.serial import Serial
from isnad.store import file, query
from isnad.store.build import build
from isnad.store.file import APPLICATION_ID, open_story, transaction


def fill(path: Path, pages: int = 30) -> None:
    with standing_in():
        build(path, [page(n) for n in range(pages)], Serial())


def test_the_header_names_kind_and_version(tmp_path: Path) -> None:
    fill(tmp_path / "s.db")
    header = (tmp_path / "s.db").read_bytes()[:100]
    assert int.from_bytes(header[68:72], "big") == APPLICATION_ID
    assert int.from_bytes(header[60:64], "big") == file.VERSION


def test_settings_of_a_writer(tmp_path: Path) -> None:
    with open_story(tmp_path / "s.db", write=True) as db:
        assert db.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert db.execute("PRAGMA foreign_keys").fetchone() == (1,)


def test_a_reader_cannot_write(tmp_path: Path) -> None:
    fill(tmp_path / "s.db")
    with pytest.raises(IsnadError, match="permissions"), open_story(tmp_path / "s.db") as db:
        db.execute("DELETE FROM page")


def test_an_older_file_is_led_up_and_keeps_its_rows(tmp_path: Path) -> None:
    """Each step of the way is one transaction: a script that fails leaves the file at the version before it."""
    fill(tmp_path / "s.db", 2)
    scripts = tmp_path / "migrations"
    scripts.mkdir()
    (scripts / "0005.sql").write_text("ALTER TABLE page ADD COLUMN seen TEXT;", "utf-8")
    (scripts / "0006.sql").write_text("ALTER TABLE page ADD COLUMN seen TEXT;", "utf-8")

    def files(package: str) -> Traversable:
        return tmp_path

    with mock.patch.multiple(file, VERSION=6, files=files):
        with pytest.raises(IsnadError, match="older isnad"), open_story(tmp_path / "s.db"):
            pass
        with pytest.raises(IsnadError, match="duplicate column"), open_story(tmp_path / "s.db", write=True):
            pass
    with sqlite3.connect(tmp_path / "s.db") as db:
        assert db.execute("PRAGMA user_version").fetchone() == (5,)
    with mock.patch.multiple(file, VERSION=5, files=files), open_story(tmp_path / "s.db") as story:
        assert query.counts(story).articles == 2


def test_a_file_of_the_first_version_is_searched_like_one_of_this(tmp_path: Path) -> None:
    fill(tmp_path / "s.db", 3)
    with open_story(tmp_path / "s.db") as story:
        before = dump(story)
    first = re.search(
        r"CREATE TABLE article_folded.*?END;.*?END;",
        (Path(file.__file__).parent / "schema.sql").read_text("utf-8"),
        re.DOTALL,
    )
    assert first
    with sqlite3.connect(tmp_path / "s.db") as db:
        db.executescript("DROP TABLE article_search; DROP TABLE article_folded;" + first[0])
        db.execute("INSERT INTO article_folded SELECT NULL, id, coalesce(title, ''), text FROM article")
        db.execute("PRAGMA user_version = 1")
    with open_story(tmp_path / "s.db", write=True) as story:
        assert dump(story) == before
        sound(story)


def test_a_full_disk_is_said_and_loses_nothing(tmp_path: Path) -> None:
    fill(tmp_path / "s.db", 30)
    with open_story(tmp_path / "s.db") as db:
        before = dump(db)
    code = (
        "import resource, sys\n"
        "from pathlib import Path\n"
        "from isnad.model import IsnadError\n"
        "from tests.store.test_file import fill\n"
        f"path = Path({str(tmp_path / 's.db')!r})\n"
        "import signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (path.stat().st_size + 20000,) * 2)\n"
        "try: fill(path, 600)\n"
        "except IsnadError as error: print(error); sys.exit(1)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 1, done.stderr
    assert "s.db: the disk is full or failing" in done.stdout
    assert "free some space" in done.stdout
    with open_story(tmp_path / "s.db") as db:
        sound_copy = dump(db)
    assert set(before["page"]) <= set(sound_copy["page"])
    fill(tmp_path / "s.db", 600)
    fill(tmp_path / "fresh.db", 600)
    with open_story(tmp_path / "s.db", write=True) as db, open_story(tmp_path / "fresh.db") as fresh:
        sound(db)
        assert dump(db) == dump(fresh)


def test_two_writers_at_once_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "s.db"
    with open_story(path, write=True):
        pass
    errors: list[IsnadError] = []

    def write(first: int) -> None:
        from tests.store.made import analyse

        from isnad.store.load import load
        from isnad.store.rows import rows_of

        try:
            with open_story(path, write=True) as db:
                for n in range(first, first + 60):
                    rows = [r for found in analyse(page(n % 90)) for r in rows_of(found)]  # type: ignore[arg-type]
                    list(load(db, rows, "v1"))
        except IsnadError as error:
            errors.append(error)

    threads = [threading.Thread(target=write, args=(first,)) for first in (0, 45)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not errors
    with open_story(path, write=True) as db:
        assert query.counts(db).articles == 90
        sound(db)


def test_a_reader_sees_whole_batches_while_another_writes(tmp_path: Path) -> None:
    fill(tmp_path / "s.db", 3)
    with open_story(tmp_path / "s.db", write=True) as writer, open_story(tmp_path / "s.db") as reader:
        with transaction(writer):
            writer.execute("DELETE FROM page")
            assert query.counts(reader).articles == 3
        assert query.counts(reader).articles == 0


def delete_and_fail(db: file.Story) -> None:
    db.execute("DELETE FROM page")
    db.execute("DELETE FROM no_such_table")


def test_a_transaction_is_all_or_nothing(tmp_path: Path) -> None:
    fill(tmp_path / "s.db", 3)
    with open_story(tmp_path / "s.db", write=True) as db:
        with pytest.raises(sqlite3.OperationalError, match="no such table"), transaction(db):
            delete_and_fail(db)
        assert query.counts(db).articles == 3


def test_every_table_and_view_can_be_read_by_any_browser(tmp_path: Path) -> None:
    """Datasette and its like run SELECT * on everything the schema names."""
    fill(tmp_path / "s.db", 3)
    with sqlite3.connect(tmp_path / "s.db") as db:
        names = [row[0] for row in db.execute("SELECT name FROM sqlite_schema WHERE type IN ('table', 'view')")]
        for name in names:
            db.execute(f"SELECT * FROM [{name}] LIMIT 5").fetchall()
        told = db.execute("SELECT speaker, stance, cue, content, title FROM statement").fetchall()
    assert len(told) == 3
    assert all(row[2] == "قال" for row in told)
