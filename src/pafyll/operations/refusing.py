"""What a backup or a way back stops on, in words for whoever runs it."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path


class CannotGoOn(Exception):
    """What happened, why, and what to do. Nothing is half done."""


def program(name: str) -> str:
    """The program's path: on PATH, or in the newest of PostgreSQL's folders on Debian."""
    found = shutil.which(name)
    if found:
        return found
    folders = [path for path in Path("/usr/lib/postgresql").glob(f"*/bin/{name}") if path.parts[4].isdigit()]
    if not folders:
        raise CannotGoOn(f"Finner ikke {name}. Installer PostgreSQLs klientprogrammer og prøv igjen.")
    return str(max(folders, key=lambda path: int(path.parts[4])))


def run(*command: object, what: str) -> str:
    """What the program said. Raises CannotGoOn with its last words when it failed."""
    words = [str(word) for word in command]  # PostgreSQL's own programs, on what the one who runs it has written
    done = subprocess.run(words, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        raise CannotGoOn(f"{what} gikk ikke: {done.stderr.strip()[-1500:]}")
    return done.stdout
