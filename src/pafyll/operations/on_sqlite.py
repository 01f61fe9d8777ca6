"""Backup of a SQLite file while it is in use, and the way back."""

from __future__ import annotations

import hashlib
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from pafyll.integrations.clock import machine_now
from pafyll.operations.refusing import CannotGoOn

STAMP = "%Y%m%dT%H%M%SZ"


def back_up(database: Path, folder: Path, *, at: datetime) -> Path:
    """A whole copy named by the second, with its SHA-256 beside it. Those who write meanwhile wait for nothing."""
    if not database.exists():
        raise CannotGoOn(f"Databasen {database} finnes ikke. Sjekk PAFYLL_DATABASE.")
    folder.mkdir(parents=True, exist_ok=True)
    made = folder / f"pafyll-{at.astimezone(UTC).strftime(STAMP)}.sqlite3"
    if made.exists():
        raise CannotGoOn(f"{made} finnes alt. Vent et sekund og prøv igjen.")
    under_way = made.with_suffix(".under_way")
    under_way.unlink(missing_ok=True)
    with closing(sqlite3.connect(database)) as source, closing(sqlite3.connect(under_way)) as copy:
        source.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")  # one file, without a log beside it
        _require_whole(copy, under_way)
    _sum_of(made).write_text(f"{_sha256(under_way)}  {made.name}\n")
    return under_way.rename(made)


def put_back(folder: Path, database: Path, *, until: datetime | None = None) -> Path:
    """Puts the newest copy from the moment or before in the database's place. What stood there is kept beside it.

    Returns the copy that was used. Raises CannotGoOn when there is none, or when it is not as it was written.
    """
    copy = _newest(folder, until)
    told = _sum_of(copy).read_text().split()[0] if _sum_of(copy).exists() else ""
    if told != _sha256(copy):
        raise CannotGoOn(f"{copy} er ikke slik den ble skrevet: fingeravtrykket stemmer ikke. Bruk en annen kopi.")
    with closing(sqlite3.connect(copy)) as opened:
        _require_whole(opened, copy)
    database.parent.mkdir(parents=True, exist_ok=True)
    arrives = database.with_suffix(".arrives")
    arrives.write_bytes(copy.read_bytes())
    _set_aside(database)
    arrives.rename(database)
    return copy


def _newest(folder: Path, until: datetime | None) -> Path:
    stamp = until.astimezone(UTC).strftime(STAMP) if until else "9"
    copies = sorted(path for path in folder.glob("pafyll-*.sqlite3") if path.stem.removeprefix("pafyll-") <= stamp)
    if not copies:
        raise CannotGoOn(f"Det er ingen kopi i {folder} fra før det tidspunktet.")
    return copies[-1]


def _set_aside(database: Path) -> None:
    """The file and its log, by names that tell when: nothing is thrown away."""
    stamp = machine_now().astimezone(UTC).strftime("%Y%m%dT%H%M%S.%fZ")  # so fine that no earlier one is written over
    for suffix in ("", "-wal", "-shm"):
        old = database.with_name(database.name + suffix)
        if old.exists():
            old.rename(old.with_name(f"{database.name}.before-{stamp}{suffix}"))


def _require_whole(opened: sqlite3.Connection, path: Path) -> None:
    said = opened.execute("PRAGMA integrity_check").fetchone()[0]
    if said != "ok":
        raise CannotGoOn(f"{path} er skadet: {said}. Bruk en annen kopi.")


def _sum_of(copy: Path) -> Path:
    return copy.with_suffix(".sha256")


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
