"""A PostgreSQL server of the test run's own: Debian's binaries, an unprivileged user, a socket in its folder."""

from __future__ import annotations

import glob
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

MISSING = "PostgreSQL mangler. Installer den og prøv igjen: apt-get install -y postgresql"
UNPRIVILEGED = ("postgres", "nobody")
# A test database that dies with the run need not survive a power cut; and its queries are too short to be compiled.
SETTINGS = {
    "listen_addresses": "",
    "jit": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "max_wal_size": "4GB",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "40",
}
# As in production: the user owns its databases, and the walls hold for it. They do not for a superuser.
OURS = "CREATE ROLE pafyll LOGIN CREATEDB NOSUPERUSER NOBYPASSRLS"
OUR_OWN = "ALTER DATABASE postgres OWNER TO pafyll"


def binaries() -> Path | None:
    """The folder with initdb and pg_ctl: the newest that Debian has installed, else the one on PATH."""
    installed = glob.glob("/usr/lib/postgresql/*/bin/pg_ctl")
    newest = sorted(installed, key=lambda path: int(path.split("/")[4]), reverse=True)
    on_path = shutil.which("pg_ctl")
    found = [*newest, *([on_path] if on_path else [])]
    return Path(found[0]).parent if found else None


@contextmanager
def running(folder: Path) -> Iterator[str]:
    """Starts a server with the binaries in folder, gives its address, and stops and removes it, also on failure."""
    home = Path(tempfile.mkdtemp(prefix="pafyll-pg-"))
    user = _unprivileged_user()
    try:
        if user is not None:
            os.chown(home, user.pw_uid, user.pw_gid)
        yield from _served(folder, home, user)
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _served(folder: Path, home: Path, user: pwd.struct_passwd | None) -> Iterator[str]:
    files = home / "files"
    run = _runner(user, home)
    run(folder / "initdb", "-D", files, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")
    options = " ".join(f"-c {name}={value}" for name, value in SETTINGS.items())
    options += f" -c unix_socket_directories={home}"
    try:
        run(folder / "pg_ctl", "-D", files, "-l", home / "log", "-w", "-t", "60", "-o", options, "start")
        run(folder / "psql", "-h", home, "-U", "postgres", "-c", OURS, "-c", OUR_OWN)
        yield f"postgres://pafyll@{quote(str(home), safe='')}/postgres"
    finally:
        run(folder / "pg_ctl", "-D", files, "-m", "immediate", "-w", "stop", check=False)


def _unprivileged_user() -> pwd.struct_passwd | None:
    """PostgreSQL refuses to run as root: whom to become then. None for someone who is not root."""
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name: entry for entry in pwd.getpwall()}
    return next(known[name] for name in UNPRIVILEGED if name in known)


def _runner(user: pwd.struct_passwd | None, home: Path):  # type: ignore[no-untyped-def]
    become = {} if user is None else {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": [user.pw_gid]}

    def run(*command: object, check: bool = True) -> None:
        with (home / "commands.log").open("a+") as log:
            done = subprocess.run(
                [str(word) for word in command], cwd=home, stdout=log, stderr=log, timeout=120, **become
            )
        if check and done.returncode:
            said = "\n".join(
                path.read_text()[-2000:] for path in (home / "commands.log", home / "log") if path.exists()
            )
            raise RuntimeError(f"{command[0]} failed:\n{said}")

    return run
