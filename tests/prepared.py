"""Databases that tests begin with: an empty one that is migrated, and one with the story.

Each is made once for a state of the code, and copied from then on. They are called by the fingerprint of all that they
are made from, so no old one is taken for a new one.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import cache
from importlib.metadata import distributions
from pathlib import Path

import psycopg

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "var" / "tests"
SOURCES = ROOT / "src" / "pafyll"
OTHERS = (Path(__file__), ROOT / "tests" / "migrating.py", ROOT / "docs" / "glossary.yaml")
LEFT_OUT = {"__pycache__", "static"}
OURS = "pafyll_prepared"
KEPT = 3  # states of the code: someone may be running an older one
COMMANDS = {"empty": ("-m", "tests.migrating"), "story": ("manage.py", "seed", "--size", "story", "-v0")}


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


def file(what: str) -> Path:
    """The empty one or the one with the story, as a SQLite file. The first who asks makes it; others wait for it."""
    with _alone("sqlite"):
        folder = FOLDER / fingerprint()
        if not (folder / "empty.sqlite3").exists():
            _forget_the_oldest()
            folder.mkdir(parents=True, exist_ok=True)
        return _made_file(folder, what)


def _made_file(folder: Path, what: str) -> Path:
    made, under_way = folder / f"{what}.sqlite3", folder / f"{what}.under_way"
    if made.exists():
        return made
    for leftover in folder.glob(f"{under_way.name}*"):  # of one that was stopped, with its log beside it
        leftover.unlink()
    if what == "story":
        shutil.copyfile(_made_file(folder, "empty"), under_way)
    _run(COMMANDS[what], f"sqlite:///{under_way}")
    with closing(sqlite3.connect(under_way)) as database:
        database.execute("PRAGMA journal_mode=DELETE")  # one file, without the log that stands beside one in use
    return under_way.rename(made)


def _forget_the_oldest() -> None:
    folders = sorted((one for one in FOLDER.iterdir() if one.is_dir()), key=lambda one: one.stat().st_mtime)
    for old in folders[: 1 - KEPT]:
        shutil.rmtree(old, ignore_errors=True)


def template(what: str, address: str) -> str:
    """The same two on the PostgreSQL server of the address: the name of a database to have as a template."""
    with _alone("postgres"), psycopg.connect(address, autocommit=True) as server:
        rows = server.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [OURS]).fetchall()
        there = {str(row[0]) for row in rows}
        for old in sorted(name for name in there if fingerprint() not in name or name.endswith("under_way")):
            server.execute(f'DROP DATABASE "{old}"')  # type: ignore[call-overload]
        return _made_database(server, address, what, there)


def _made_database(server: psycopg.Connection, address: str, what: str, there: set[str]) -> str:
    made = f"{OURS}_{fingerprint()}_{what}"
    if made in there:
        return made
    under_way = f"{made}_under_way"
    source = _made_database(server, address, "empty", there) if what == "story" else "template1"
    server.execute(f'CREATE DATABASE "{under_way}" TEMPLATE "{source}"')  # type: ignore[call-overload]
    own = f"{address.rpartition('/')[0]}/{under_way}"
    _run(COMMANDS[what], own)
    with psycopg.connect(own, autocommit=True) as filled:
        filled.execute("VACUUM ANALYZE")  # so that its plans are those of a database that is filled
    if what == "empty":
        _dump(own)
    server.execute(f'ALTER DATABASE "{under_way}" RENAME TO "{made}"')  # type: ignore[call-overload]
    return made


def fill(address: str) -> None:
    """Makes the tables in an empty database on any PostgreSQL server, from a dump of the same code when it is there."""
    own, dump = address.replace("postgres://", "postgresql://"), _dumped()
    if dump.exists():
        at_once = ["psql", "-q", "-1", "-v", "ON_ERROR_STOP=1", "-d", own, "-f", dump]
        subprocess.run(at_once, check=True, capture_output=True)
        return
    _run(COMMANDS["empty"], address)
    _dump(address)


def _dumped() -> Path:
    return FOLDER / fingerprint() / "empty.sql"


def _dump(address: str) -> None:
    """Keeps the tables of a database that is migrated and empty, unless they are kept already."""
    made = _dumped()
    under_way, own = made.with_suffix(f".{os.getpid()}"), address.replace("postgres://", "postgresql://")
    if made.exists() or shutil.which("pg_dump") is None:
        return
    made.parent.mkdir(parents=True, exist_ok=True)
    # Its user is no superuser, and sees nothing behind the walls without saying so.
    sees_all = {**os.environ, "PGOPTIONS": "-c pafyll.sees=all"}
    command = ["pg_dump", "--enable-row-security", "-d", own, "-f", under_way]
    done = subprocess.run(command, env=sees_all, capture_output=True, text=True)
    if done.returncode:
        under_way.unlink(missing_ok=True)
        raise RuntimeError(f"pg_dump failed: {done.stderr[-2000:]}")
    under_way.rename(made)


@contextmanager
def _alone(kind: str) -> Iterator[None]:
    """One process at a time; the lock goes with the process that holds it."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with (FOLDER / f"{kind}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _run(command: tuple[str, ...], database: str) -> None:
    """A command in a process of its own: what it leaves in memory is no test's concern."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PAFYLL_")}
    settings = {"DJANGO_SETTINGS_MODULE": "pafyll.config.settings.test", "PAFYLL_DATABASE": database}
    whole = [sys.executable, *command]
    done = subprocess.run(whole, cwd=ROOT, env=kept | settings, capture_output=True, text=True, timeout=3600)
    if done.returncode:
        raise RuntimeError(f"{' '.join(command)} failed, so there is no database to begin with:\n{done.stderr[-3000:]}")
