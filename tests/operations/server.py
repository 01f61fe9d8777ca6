"""A PostgreSQL server with the users of an installation, that archives its log; to be destroyed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psycopg
import pytest

from pafyll.operations.on_postgresql import LOG, archive_command, hand_over
from pafyll.operations.refusing import program, run
from tests import postgres, prepared
from tests.postgres import _runner, _unprivileged_user

OWN = "drill"
ROOT = Path(__file__).resolve().parents[2]
RIGHTS = ROOT / "deploy" / "rights.sql"
USERS = ("CREATE ROLE pafyll LOGIN", "CREATE ROLE pafyll_tables LOGIN REPLICATION")


@dataclass
class Server:
    """Where it lives, and how to run a program as its user."""

    folder: Path
    home: Path
    run: Any
    user: Any

    @classmethod
    @contextmanager
    def with_the_story(cls) -> Iterator[Server]:
        """A server with the story of the suite's own, or the test is skipped where the suite has none."""
        folder, address = postgres.binaries(), os.environ.get("PAFYLL_DATABASE", "")
        if folder is None or not address.startswith("postgres"):
            pytest.skip("Needs the PostgreSQL server of the whole suite: make test")
        with cls.made(folder) as made:
            made.fill_from(prepared.template("story", address), address)
            yield made

    def python(self, *words: str, by: str = "pafyll", fails: bool = False) -> str:
        """What Python says when it runs something that logs in here as the user; fails: whether it should."""
        site = {"DJANGO_SETTINGS_MODULE": "pafyll.config.settings.test", "PAFYLL_DATABASE": self.address_of(by)}
        command = [sys.executable, *words]
        done = subprocess.run(command, cwd=ROOT, env=os.environ | site, capture_output=True, text=True, check=False)
        assert bool(done.returncode) == fails, done.stderr[-2000:]
        return done.stdout + done.stderr

    @property
    def copies(self) -> Path:
        return self.home / "copies"

    @property
    def address(self) -> str:
        """As the pages and the work log in."""
        return self.address_of("pafyll")

    def address_of(self, user: str) -> str:
        """pafyll_tables owns the tables; postgres is the superuser, whom no wall stops."""
        return f"postgres://{user}@{quote(str(self.home), safe='')}/{OWN}"

    @classmethod
    @contextmanager
    def made(cls, folder: Path) -> Iterator[Server]:
        """A server that runs with an empty database of its own, stopped and removed afterwards."""
        home, user = Path(tempfile.mkdtemp(prefix="pafyll-drill-")), _unprivileged_user()
        server = cls(folder, home, _runner(user, home), user)
        (home / "copies" / LOG).mkdir(parents=True)
        server.give(home)
        first = home / "files"
        try:
            server.run(
                folder / "initdb", "-D", first, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8"
            )
            with (first / "postgresql.auto.conf").open("a") as settings:
                settings.write(server.settings)
            server.start(first)
            server._make_users()
            yield server
        finally:
            for files in (first, home / "restored"):
                if files.exists():
                    server.run(folder / "pg_ctl", "-D", files, "-m", "immediate", "-w", "stop", check=False)
            shutil.rmtree(home, ignore_errors=True)

    def _make_users(self) -> None:
        """As docs/howto/install.md has it."""
        by = ["-h", self.home, "-U", "postgres", "-v", "ON_ERROR_STOP=1", "-q"]
        self.run(self.folder / "psql", *by, *(word for one in USERS for word in ("-c", one)), "postgres")
        self.run(self.folder / "createdb", "-h", self.home, "-U", "postgres", "-O", "pafyll_tables", OWN)
        run(program("psql"), *by, "-d", OWN, "-f", RIGHTS, what="psql")

    @property
    def settings(self) -> str:
        return (
            f"listen_addresses = ''\nunix_socket_directories = '{self.home}'\nwal_level = replica\n"
            "archive_mode = on\nmax_wal_senders = 4\nfsync = off\n"
            f"archive_command = '{archive_command(self.copies)}'\n"
        )

    def start(self, files: Path) -> None:
        self.give(files)
        self.run(self.folder / "pg_ctl", "-D", files, "-l", self.home / "log", "-w", "-t", "60", "start")

    def give(self, path: Path) -> None:
        """To the user whom the server runs as."""
        if self.user is not None:
            for one in [path, *path.rglob("*")]:
                os.chown(one, self.user.pw_uid, self.user.pw_gid)

    def fill_from(self, name: str, address: str) -> None:
        """Everything of the prepared database with the name on the other server, by one whom its walls do not stop."""
        source = f"{address.rpartition('/')[0].replace('postgres://pafyll@', 'postgresql://postgres@')}/{name}"
        dump, target = self.home / "dump.sql", self.address_of("pafyll_tables").replace("postgres://", "postgresql://")
        run(program("pg_dump"), "--no-owner", "-d", source, "-f", dump, what="pg_dump")
        run(program("psql"), "-q", "-v", "ON_ERROR_STOP=1", "-d", target, "-f", dump, what="psql")

    def hand_over(self) -> None:
        """The log so far, as the server does by itself every minute or each 16 MB."""
        with psycopg.connect(self.address_of("pafyll_tables"), autocommit=True) as open_:
            hand_over(open_)

    def destroy(self, name: str = "files") -> None:
        """Pulls the plug, and removes every file."""
        self.run(self.folder / "pg_ctl", "-D", self.home / name, "-m", "immediate", "-w", "stop")
        shutil.rmtree(self.home / name)
