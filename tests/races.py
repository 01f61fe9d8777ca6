"""Acts that start in the same moment: in this process on PostgreSQL, in a process of its own on a SQLite file."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.db import connection, connections, transaction

from tests import prepared

ROOT = Path(__file__).resolve().parents[1]
THREADS = 8
ROUNDS = 200 if os.environ.get("PAFYLL_LONG") == "1" else 10
DONE = "done"
LONG_ENOUGH = 0.5  # seconds for the second to come as far as it gets


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


def overlapping(first: Callable[[], Any], second: Callable[[], Any]) -> list[str]:
    """The first has done its work but not finished its transaction when the second begins: how each ended."""
    done, finish, outcomes = threading.Event(), threading.Event(), ["", ""]

    def hold() -> None:
        with transaction.atomic():
            first()
            done.set()
            finish.wait(10)

    threads = [threading.Thread(target=_told, args=(act, outcomes, n)) for n, act in enumerate((hold, second))]
    threads[0].start()
    assert done.wait(10), outcomes
    threads[1].start()
    time.sleep(LONG_ENOUGH)
    finish.set()
    for thread in threads:
        thread.join(20)
    return outcomes


def _told(act: Callable[[], Any], outcomes: list[str], place: int) -> None:
    try:
        act()
        outcomes[place] = DONE
    except Exception as error:  # the name is what is compared
        outcomes[place] = getattr(getattr(error, "answer", None), "code", type(error).__name__)
    finally:
        connections.close_all()


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
