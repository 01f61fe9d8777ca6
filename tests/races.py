"""Acts that start in the same moment: in this process on PostgreSQL, in a process of its own on a SQLite file."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

from django.db import connection, connections

from tests import prepared

ROOT = Path(__file__).resolve().parents[1]
THREADS = 8
ROUNDS = 200 if os.environ.get("PAFYLL_LONG") == "1" else 10
DONE = "done"


def at_once(*acts: Callable[[], object]) -> list[str]:
    """Runs the acts in threads that start together, and says how each ended: done, or the name of what it raised."""
    gate = threading.Barrier(len(acts))
    outcomes: list[str] = []

    def run(act: Callable[[], object]) -> None:
        try:
            gate.wait(10)
            act()
            outcomes.append(DONE)
        except Exception as error:  # the name is what is compared
            outcomes.append(type(error).__name__)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return outcomes


def is_in_memory() -> bool:
    """Whether the database has one connection only, so that nobody can race."""
    return connection.vendor == "sqlite" and "memory" in str(connection.settings_dict["NAME"])


def on_a_file(module: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Runs a module that races, alone, on a SQLite database in a file. It exits with 0 when nothing was violated."""
    if "PAFYLL_DATABASE" not in environment:
        shutil.copyfile(prepared.file("empty"), folder / "race.sqlite3")
    site = {"PAFYLL_DATABASE": f"sqlite:///{folder / 'race.sqlite3'}", "PAFYLL_NOW": "2026-03-10"} | environment
    command = [sys.executable, "-m", module]
    return subprocess.run(command, cwd=ROOT, env=os.environ | site, capture_output=True, text=True, timeout=1200)
