"""Connections that are lent again: one moment each, the file that lies there now, none left open to a broken one."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from tests.store.test_file import fill

from isnad.model import IsnadError
from isnad.store import query
from isnad.store.file import open_story
from isnad.store.readers import MOST, Readers


def test_a_connection_is_lent_again(tmp_path: Path) -> None:
    fill(tmp_path / "s.db", 2)
    readers = Readers(tmp_path / "s.db")
    with readers.lent() as first:
        assert query.counts(first).articles == 2
    with readers.lent() as again, readers.lent() as other:
        assert again is first
        assert other is not first


def test_each_sees_one_moment_and_the_next_one_sees_what_came(tmp_path: Path) -> None:
    fill(tmp_path / "s.db", 2)
    readers = Readers(tmp_path / "s.db")
    with readers.lent() as db:
        before = query.counts(db).articles
        fill(tmp_path / "s.db", 5)
        assert query.counts(db).articles == before
    with readers.lent() as db:
        assert query.counts(db).articles == 5


def test_a_file_put_in_its_place_is_the_one_that_is_read(tmp_path: Path) -> None:
    fill(tmp_path / "s.db", 2)
    fill(tmp_path / "t.db", 3)
    readers = Readers(tmp_path / "s.db")
    with readers.lent() as db:
        assert query.counts(db).articles == 2
    for end in ("", "-wal", "-shm"):
        if (tmp_path / f"t.db{end}").exists():
            os.replace(tmp_path / f"t.db{end}", tmp_path / f"s.db{end}")
        else:
            (tmp_path / f"s.db{end}").unlink(missing_ok=True)
    with readers.lent() as db:
        assert query.counts(db).articles == 3
    (tmp_path / "s.db").unlink()
    with pytest.raises(IsnadError, match="no such story"), readers.lent():
        pass


def test_what_goes_wrong_names_the_file_and_the_next_question_is_answered(tmp_path: Path) -> None:
    fill(tmp_path / "s.db", 2)
    readers = Readers(tmp_path / "s.db")
    with pytest.raises(IsnadError, match=r"s\.db"), readers.lent() as db:
        db.execute("SELECT nothing FROM nowhere")
    with pytest.raises(ValueError, match="mine"), readers.lent() as db:
        raise ValueError("mine")
    with readers.lent() as db:
        assert query.counts(db).articles == 2


def test_no_more_are_kept_than_are_of_use(tmp_path: Path) -> None:
    fill(tmp_path / "s.db", 1)
    readers = Readers(tmp_path / "s.db")
    lent = [readers.lent() for _ in range(MOST + 3)]
    for each in lent:
        each.__enter__()
    for each in lent:
        each.__exit__(None, None, None)
    assert len(readers._idle) == MOST
    with open_story(tmp_path / "s.db", write=True) as db:
        assert query.counts(db).articles == 1
