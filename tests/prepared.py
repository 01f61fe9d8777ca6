"""Databases that tests begin with: a migrated one, and one with the story. Made once for each state of the code.

They lie in var/tests under the fingerprint of all that they are made from, so no old one is taken for a new one.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import cache
from importlib.metadata import distributions
from pathlib import Path

import psycopg

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "var" / "tests"
SOURCES = ROOT / "src" / "pafyll"
OTHERS = (Path(__file__), ROOT / "docs" / "glossary.yaml")
LEFT_OUT = {"__pycache__", "static"}
OURS = "pafyll_prepared_"
KEPT = 3  # states of the code: someone may be running an older one


@cache
def fingerprint() -> str:
    """Of all that a prepared database is made from: our own files, the libraries, Python and SQLite."""
    digest = hashlib.sha256(f"{sys.version} {sqlite3.sqlite_version}".encode())
    digest.update(" ".join(sorted(f"{one.name}=={one.version}" for one in distributions())).encode())
    for path in [*OTHERS, *sources(SOURCES)]:
        digest.update(f"\0{path.relative_to(ROOT)}\0".encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def sources(top: Path) -> Iterator[Path]:
    """Every file that a prepared database may depend on, in the same order on every machine."""
    for folder, inner, files in os.walk(top):
        inner[:] = sorted(set(inner) - LEFT_OUT)
        yield from (Path(folder, name) for name in sorted(files))


@dataclass(frozen=True)
class Prepared:
    """Where the two are: paths on SQLite, names of databases on PostgreSQL."""

    empty: str
    story: str


def on_sqlite() -> Prepared:
    """The two as files, made first when the code has changed; whoever asks meanwhile waits."""
    kept = FOLDER / fingerprint()
    with _alone("sqlite"):
        if not kept.exists():
            _make_files(kept)
    return Prepared(str(kept / "empty.sqlite3"), str(kept / "story.sqlite3"))


def _make_files(kept: Path) -> None:
    folders = sorted((one for one in FOLDER.iterdir() if one.is_dir()), key=lambda one: one.stat().st_mtime)
    for old in folders[: 1 - KEPT]:
        shutil.rmtree(old, ignore_errors=True)
    under_way = Path(tempfile.mkdtemp(dir=FOLDER))
    _make(f"sqlite:///{under_way / 'story.sqlite3'}", str(under_way / "empty.sqlite3"))
    under_way.rename(kept)


def on_postgres(address: str) -> Prepared:
    """The two as databases on the server of the address, for others to have as their template."""
    name = f"{OURS}{fingerprint()}"
    wanted = Prepared(f"{name}_empty", f"{name}_story")
    with _alone("postgres"), psycopg.connect(address, autocommit=True) as server:
        rows = server.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [OURS]).fetchall()
        there = {row[0] for row in rows}
        if wanted.story not in there:
            _make_databases(address, wanted, lambda statement: server.execute(statement), there)
    return wanted


def _make_databases(address: str, wanted: Prepared, run: Callable[[str], object], old: set[str]) -> None:
    for name in old:
        run(f'DROP DATABASE "{name}"')
    under_way = f"{wanted.story}_under_way"
    run(f'CREATE DATABASE "{under_way}"')
    _make(f"{address.rpartition('/')[0]}/{under_way}", wanted.empty)
    run(f'ALTER DATABASE "{under_way}" RENAME TO "{wanted.story}"')


@contextmanager
def _alone(kind: str) -> Iterator[None]:
    """One process at a time; the lock goes with the process that holds it."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with (FOLDER / f"{kind}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _make(story: str, empty: str) -> None:
    """In a process of its own: what it leaves behind in memory is no test's concern."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PAFYLL_")}
    settings = {"DJANGO_SETTINGS_MODULE": "pafyll.config.settings.test", "PAFYLL_DATABASE": story}
    command = [sys.executable, "-m", "tests.prepared", empty]
    done = subprocess.run(command, cwd=ROOT, env=kept | settings, capture_output=True, text=True, timeout=600)
    if done.returncode:
        raise RuntimeError(f"The databases for the tests could not be made:\n{done.stderr[-3000:]}")


def main(empty: str) -> None:
    """Migrates the database of the settings, copies it to empty, and goes on to plant the story."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    call_command("migrate", verbosity=0)
    connection.close()
    if connection.vendor == "sqlite":
        _copy_file(str(connection.settings_dict["NAME"]), empty)
    else:
        with connection._nodb_cursor() as cursor:  # PostgreSQL copies no database that somebody uses
            cursor.execute(f'CREATE DATABASE "{empty}" TEMPLATE "{connection.settings_dict["NAME"]}"')
    call_command("seed", "--size", "story", verbosity=0)
    _settle(connection)


def _copy_file(path: str, to: str) -> None:
    """A copy that is one file: without the log that stands beside a database in use."""
    with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(to)) as copy:
        source.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")


def _settle(connection) -> None:  # type: ignore[no-untyped-def]
    """As one file on SQLite; counted through on PostgreSQL, so that its plans are those of a filled database."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA journal_mode=DELETE" if connection.vendor == "sqlite" else "VACUUM ANALYZE")
    connection.close()


if __name__ == "__main__":
    main(sys.argv[1])
