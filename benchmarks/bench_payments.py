"""A semester's statements and payment run, against writing the same rows with one COPY or one bulk insert.

The floor writes only the rows that are new, into the same tables with the same constraints; ours also finds out what
is due, counts it on every promise, checks the ledger and sets the file for the bank.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from benchmarks.row import Row
from tests import postgres

GOAL = 3.0
FLAT = 1.1
ROOT = Path(__file__).resolve().parents[1]


def run(quick: bool) -> list[Row]:
    """Time at 10 000 participants and memory at 1 000 and 100 000, on SQLite and PostgreSQL. quick: a tenth of it."""
    few, usual, many = (100, 1_000, 10_000) if quick else (1_000, 10_000, 100_000)
    rows = []
    for name in ("SQLite", "PostgreSQL"):
        with _planted(name, usual) as address:
            rows.append(_time(name, usual, _told(address, "time")))
        peaks = []
        for size in (few, many):
            with _planted(name, size) as address:
                peaks.append(_told(address, "peak")["mib"])
        what = f"{name}: highest memory at {many:,} participants"
        rows.append(Row(what, peaks[1], f"at {few:,}", peaks[0], FLAT, unit="MiB"))
    return rows


def _time(name: str, participants: int, told: dict[str, Any]) -> Row:
    yardstick = "COPY of the same rows" if name == "PostgreSQL" else "bulk insert of the same rows"
    what = f"{name}: payment run for {participants:,} participants"
    return Row(what, told["ours"], yardstick, told["theirs"], GOAL, note=f"{told['rows']:,} rows")


@contextmanager
def _planted(name: str, participants: int) -> Iterator[str]:
    """The address of a database with so many participants, gone afterwards."""
    with _database(name) as address:
        _told(address, "plant", str(participants))
        yield address


@contextmanager
def _database(name: str) -> Iterator[str]:
    if name == "PostgreSQL":
        folder = postgres.binaries()
        assert folder is not None, postgres.MISSING
        with postgres.running(folder) as address:
            yield address
        return
    with tempfile.TemporaryDirectory() as home:
        yield f"sqlite:///{Path(home) / 'paying.sqlite3'}"


def _told(address: str, *words: str) -> Any:
    environment = os.environ | {"PAFYLL_DATABASE": address, "DJANGO_SETTINGS_MODULE": "pafyll.config.settings.test"}
    command = [sys.executable, "-m", "benchmarks.paying", *words]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(done.stderr[-2000:])
    return json.loads(done.stdout) if done.stdout.strip() else None
