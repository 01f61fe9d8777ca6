"""A copy of SQLite while it is used, and the way back."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pafyll.operations import on_sqlite
from pafyll.operations.refusing import CannotGoOn

MORNING, NOON = datetime(2026, 11, 27, 8, tzinfo=UTC), datetime(2026, 11, 27, 12, tzinfo=UTC)


@pytest.fixture
def database(tmp_path: Path) -> Path:
    file = tmp_path / "pafyll.sqlite3"
    with closing(sqlite3.connect(file)) as opened:
        opened.executescript(
            "PRAGMA journal_mode=WAL; CREATE TABLE said (words text); INSERT INTO said VALUES ('først')"
        )
    return file


def say(database: Path, words: str) -> None:
    with closing(sqlite3.connect(database)) as opened, opened:
        opened.execute("INSERT INTO said VALUES (?)", [words])


def said(database: Path) -> list[str]:
    with closing(sqlite3.connect(database)) as opened:
        return [row[0] for row in opened.execute("SELECT words FROM said ORDER BY rowid")]


def test_a_copy_holds_what_is_written_while_somebody_else_is_writing(database: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(database)) as writer:
        writer.execute("INSERT INTO said VALUES ('ikke ferdig')")  # a transaction that is not over
        copy = on_sqlite.back_up(database, tmp_path / "copies", at=MORNING)
    assert said(copy) == ["først"]
    assert copy.name == "pafyll-20261127T080000Z.sqlite3"


def test_the_newest_copy_from_before_the_moment_is_put_back_and_what_stood_there_is_kept(
    database: Path, tmp_path: Path
) -> None:
    copies = tmp_path / "copies"
    on_sqlite.back_up(database, copies, at=MORNING)
    say(database, "så")
    on_sqlite.back_up(database, copies, at=NOON)
    say(database, "til slutt")

    on_sqlite.put_back(copies, database, until=datetime(2026, 11, 27, 11, 59, tzinfo=UTC))
    assert said(database) == ["først"]
    on_sqlite.put_back(copies, database)
    assert said(database) == ["først", "så"]
    kept = [path for path in tmp_path.glob("pafyll.sqlite3.before-*") if not path.name.endswith(("-wal", "-shm"))]
    assert any("til slutt" in said(path) for path in kept)


def test_a_copy_that_is_not_as_it_was_written_is_refused_and_nothing_is_touched(database: Path, tmp_path: Path) -> None:
    copy = on_sqlite.back_up(database, tmp_path / "copies", at=MORNING)
    content = bytearray(copy.read_bytes())
    content[-1] ^= 1
    copy.write_bytes(content)
    before = database.read_bytes()
    with pytest.raises(CannotGoOn, match="fingeravtrykket stemmer ikke"):
        on_sqlite.put_back(tmp_path / "copies", database)
    assert database.read_bytes() == before


@pytest.mark.parametrize("until", [None, MORNING])
def test_without_a_copy_there_is_no_way_back(database: Path, tmp_path: Path, until: datetime | None) -> None:
    with pytest.raises(CannotGoOn, match="ingen kopi"):
        on_sqlite.put_back(tmp_path, database, until=until)


def test_a_database_that_is_not_there_is_not_copied(tmp_path: Path) -> None:
    with pytest.raises(CannotGoOn, match="finnes ikke"):
        on_sqlite.back_up(tmp_path / "pafyll.sqlite3", tmp_path, at=MORNING)
