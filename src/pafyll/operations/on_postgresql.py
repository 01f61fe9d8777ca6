"""Base backups of a PostgreSQL server beside its archived log, and the way back to a chosen second.

The server itself hands over each piece of its log (`archive_command`) to the folder `log` beside the base backups.
PostgreSQL's own programs do the work; these are the steps in the right order, and what stops them.
"""

from __future__ import annotations

import shutil
import time
from datetime import UTC, datetime
from pathlib import Path

import psycopg

from pafyll.integrations.clock import machine_now
from pafyll.operations.refusing import CannotGoOn, program, run

STAMP = "%Y%m%dT%H%M%SZ"
DONE = "taken_at"  # the file that says when a base backup was finished, written last
LOG = "log"
PATIENCE = 60  # seconds that the server has to hand over the last piece of its log


def back_up(address: str, folder: Path, *, at: datetime) -> Path:
    """A base backup that has been read through and found whole, in a folder named by the second."""
    with psycopg.connect(address, autocommit=True) as server:
        _require_archiving(server, folder)
        made = folder / f"base-{at.astimezone(UTC).strftime(STAMP)}"
        if made.exists():
            raise CannotGoOn(f"{made} finnes alt. Vent et sekund og prøv igjen.")
        under_way = made.with_name(f"{made.name}.under_way")
        shutil.rmtree(under_way, ignore_errors=True)
        run(program("pg_basebackup"), "-d", address, "-D", under_way, "-c", "fast", "-X", "stream", what="Kopien")
        run(program("pg_verifybackup"), "-q", under_way, what="Gjennomlesingen av kopien")
        hand_over(server)
    (under_way / DONE).write_text(machine_now().isoformat())
    return under_way.rename(made)


def hand_over(server: psycopg.Connection) -> None:
    """Lets the server put what it has written so far in the archive, and waits until it has."""
    row = server.execute("SELECT pg_walfile_name(pg_switch_wal())").fetchone()
    wanted, ends = row[0] if row else "", time.monotonic() + PATIENCE
    while time.monotonic() < ends:
        last = server.execute("SELECT last_archived_wal, last_failed_wal FROM pg_stat_archiver").fetchone()
        if last and last[0] and last[0] >= wanted:
            return
        server.execute("SELECT pg_sleep(0.1)")
    raise CannotGoOn(
        f"Serveren har ikke lagt {wanted} i arkivet på {PATIENCE} sekunder. Se etter feil fra archive_command i loggen."
    )


def prepare_restore(folder: Path, into: Path, *, until: datetime | None = None) -> Path:
    """Lays the newest base backup from before the moment in an empty folder, ready to be started as a server.

    When it is started it reads the archived log up to the moment, and opens. None is as far as the log goes. Returns
    the base backup that was used.
    """
    base = _newest(folder, until)
    if into.exists() and any(into.iterdir()):
        raise CannotGoOn(f"{into} er ikke tom. Velg en tom mappe: ingenting blir skrevet over.")
    run(program("pg_verifybackup"), "-q", "-i", DONE, base, what="Gjennomlesingen av kopien")
    shutil.copytree(base, into, dirs_exist_ok=True, ignore=shutil.ignore_patterns(DONE))
    into.chmod(0o700)
    # Always said: a backup that was taken after another way back remembers how far that one went.
    moment = f"{until.astimezone(UTC):%Y-%m-%d %H:%M:%S.%f}+00" if until else ""
    piece = f'"{folder / LOG}/%f'
    settings = [
        f'restore_command = \'test -f {piece}.gz" && gunzip < {piece}.gz" > "%p" || cp {piece}" "%p"\'',
        "recovery_target_action = 'promote'",
        f"recovery_target_time = '{moment}'",
    ]
    with (into / "postgresql.auto.conf").open("a") as file:
        file.write("\n".join(["", "# Written by the way back", *settings, ""]))
    (into / "recovery.signal").touch()
    return base


def archive_command(folder: Path) -> str:
    """Packed, since a piece is 16 MB also when nearly nothing was written; whole at once or not there."""
    piece = f"{folder / LOG}/%f"
    return f'test ! -f "{piece}.gz" && gzip < "%p" > "{piece}.part" && mv "{piece}.part" "{piece}.gz"'


def _require_archiving(server: psycopg.Connection, folder: Path) -> None:
    """The log must be handed over, or there is no way back to a second between two base backups."""
    asked = "SELECT name, setting FROM pg_settings WHERE name IN ('archive_mode', 'wal_level')"
    settings: dict[str, str] = dict(server.execute(asked).fetchall())
    if settings.get("archive_mode") not in ("on", "always") or settings.get("wal_level") == "minimal":
        raise CannotGoOn(
            "Serveren arkiverer ikke loggen sin. Sett wal_level = replica, archive_mode = on og\n"
            f"archive_command = '{archive_command(folder)}', og start den på nytt."
        )


def _newest(folder: Path, until: datetime | None) -> Path:
    whole = [path for path in sorted(folder.glob("base-*")) if (path / DONE).exists()]
    found = [path for path in whole if until is None or datetime.fromisoformat((path / DONE).read_text()) <= until]
    if not found:
        raise CannotGoOn(f"Det er ingen kopi i {folder} fra før det tidspunktet.")
    return found[-1]
