"""A PostgreSQL server in a network of its own, that is killed and started again. It stores as in production."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

import psycopg

from tests.postgres import _runner, _unprivileged_user
from tests.siege.addresses import DATABASE_PORT, end
from tests.siege.network import Network

NAME = "siege"
# What is not said here is PostgreSQL's own: fsync and synchronous_commit are on.
SETTINGS = (
    f"listen_addresses = '{end('db')}'\nport = {DATABASE_PORT}\nmax_connections = 60\njit = off\n"
    "recovery_init_sync_method = syncfs\n"
)
SHORT = "keepalives_idle=1&keepalives_interval=1&keepalives_count=2&tcp_user_timeout=2500&connect_timeout=2"
WAIT = 60


@dataclass
class Database:
    """postmaster is its first process while it runs."""

    binaries: Path
    home: Path
    network: Network
    postmaster: subprocess.Popen[bytes] | None = None
    kills: int = field(default=0)

    @property
    def files(self) -> Path:
        return self.home / "files"

    @property
    def inside(self) -> str:
        """For what is asked of the server itself: a socket in its folder."""
        return f"postgres://pafyll@{quote(str(self.home), safe='')}:{DATABASE_PORT}/{NAME}"

    @property
    def over_the_net(self) -> str:
        """For web and worker processes and who judges, with a shorter patience than in production."""
        return f"postgres://pafyll@{end('db')}:{DATABASE_PORT}/{NAME}?{SHORT}"

    def start(self) -> None:
        """Starts it, without waiting."""
        user = _unprivileged_user()
        become = ["setpriv", f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--clear-groups"] if user else []
        command = [*self.network.into("db"), *become, str(self.binaries / "postgres"), "-D", str(self.files)]
        with (self.home / "log").open("a") as log:
            self.postmaster = subprocess.Popen(command, stdout=log, stderr=log, start_new_session=True, cwd=self.home)

    def wait(self) -> None:
        """Until it answers. One that would not start because the killed one was not quite gone is started again."""
        until = time.monotonic() + WAIT
        while not self._answers():
            if time.monotonic() > until:
                raise RuntimeError((self.home / "log").read_text()[-3000:])
            if self.postmaster is None or self.postmaster.poll() is not None:
                self.start()
            time.sleep(0.03)

    def kill(self) -> None:
        """Every process of it at once, without a word."""
        if self.postmaster is None:
            return
        with_no_care_if_gone(self.postmaster.pid)
        self.postmaster.wait()
        while left := _living_in(self.files):  # also one that it had just begun
            for pid in left:
                with_no_care_if_gone(pid)
            time.sleep(0.005)
        self.kills += 1

    def say(self, statement: str) -> None:
        with psycopg.connect(self.inside, autocommit=True) as open_:
            open_.execute(statement)  # type: ignore[call-overload]

    def _answers(self) -> bool:
        try:
            psycopg.connect(self.inside.rpartition("/")[0] + "/postgres", connect_timeout=2).close()
        except psycopg.Error:
            return False
        return True


@contextmanager
def running(binaries: Path, network: Network) -> Iterator[Database]:
    """A server with an empty database of its own, gone afterwards."""
    home, user = Path(tempfile.mkdtemp(prefix="pafyll-siege-")), _unprivileged_user()
    database = Database(binaries, home, network)
    run = _runner(user, home)
    try:
        home.chmod(0o755)
        if user is not None:
            os.chown(home, user.pw_uid, user.pw_gid)
        run(binaries / "initdb", "-D", database.files, "-U", "pafyll", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8")
        with (database.files / "postgresql.auto.conf").open("a") as settings:
            settings.write(f"{SETTINGS}unix_socket_directories = '{home}'\n")
        with (database.files / "pg_hba.conf").open("a") as who:
            who.write("host all all 10.77.0.0/16 trust\n")
        database.start()
        database.wait()
        with psycopg.connect(database.inside.rpartition("/")[0] + "/postgres", autocommit=True) as server:
            server.execute(f"CREATE DATABASE {NAME}")  # type: ignore[call-overload]
        yield database
    finally:
        database.kill()
        shutil.rmtree(home, ignore_errors=True)


def with_no_care_if_gone(pid: int, *, group: bool = False) -> None:
    """Kills a process, or with group all that it has started; one that is gone already is fine."""
    try:
        (os.killpg if group else os.kill)(pid, signal.SIGKILL)
    except ProcessLookupError:
        return


def _living_in(folder: Path) -> list[int]:
    """PostgreSQL's processes stand in the folder of their files."""
    found = []
    for cwd in Path("/proc").glob("[0-9]*/cwd"):
        try:
            where = cwd.readlink()
        except OSError:
            continue
        if where == folder:
            found.append(int(cwd.parent.name))
    return found
