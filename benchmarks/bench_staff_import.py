"""A file of 50 000 rows of staff, against one bulk insert of the same rows into the same tables.

The floor only writes. Ours also reads and judges the file, finds out who everyone is, keeps a preview of what would
change, compares once more when it is confirmed, and writes in one transaction.
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

CONFIRM, WHOLE, FLAT = 5.0, 10.0, 1.5
ROOT = Path(__file__).resolve().parents[1]


def run(quick: bool) -> list[Row]:
    """Time and memory at 50 000 rows, on SQLite and PostgreSQL. quick: a tenth of it."""
    few, many = (500, 5_000) if quick else (5_000, 50_000)
    rows = []
    for name in ("SQLite", "PostgreSQL"):
        small, large, least = _told(name, "ours", few), _told(name, "ours", many), _told(name, "floor", many)
        assert large["records"] == least["records"]
        note, yardstick = f"{large['records']:,} records", "bulk insert of the same rows"
        whole = large["read"] + large["written"]
        rows += [
            Row(f"{name}: confirm {many:,} rows", large["written"], yardstick, least["written"], CONFIRM, note=note),
            Row(f"{name}: read, preview and confirm", whole, yardstick, least["written"], WHOLE, note=note),
            Row(f"{name}: highest memory", large["mib"], f"at {few:,} rows", small["mib"], FLAT, unit="MiB"),
        ]
    return rows


def _told(name: str, what: str, rows: int) -> Any:
    with _database(name) as address:
        command = [sys.executable, "-m", "benchmarks.importing", what, str(rows)]
        environment = os.environ | {"PAFYLL_DATABASE": address}
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(done.stderr[-2000:])
    return json.loads(done.stdout)


@contextmanager
def _database(name: str) -> Iterator[str]:
    """The address of an empty database, gone afterwards."""
    if name == "PostgreSQL":
        folder = postgres.binaries()
        assert folder is not None, postgres.MISSING
        with postgres.running(folder) as address:
            yield address
        return
    with tempfile.TemporaryDirectory() as home:
        yield f"sqlite:///{Path(home) / 'import.sqlite3'}"
