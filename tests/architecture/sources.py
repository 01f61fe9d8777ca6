"""Which files the house consists of: those that git keeps, so that nobody's own files are judged."""

from __future__ import annotations

import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@cache
def kept_files() -> tuple[Path, ...]:
    """Every file that is committed or about to be, relative to the root. Falls back to a walk without git."""
    command = ["git", "-c", f"safe.directory={ROOT}", "ls-files", "--cached", "--others", "--exclude-standard"]
    try:
        listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return tuple(_walked())
    return tuple(Path(line) for line in sorted(listed.splitlines()) if (ROOT / line).is_file())


MADE = {"gathered_texts.py", "refusal_titles.py"}  # written by `make messages`, not by a person


def python_files(*, under: str = "", migrations: bool = False) -> list[Path]:
    """The Python files below a folder."""
    found = [
        path for path in kept_files() if path.suffix == ".py" and str(path).startswith(under) and path.name not in MADE
    ]
    return [path for path in found if migrations or "migrations" not in path.parts]


def text_of(path: Path) -> str:
    """What the file says, or nothing when it is not text."""
    try:
        return (ROOT / path).read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return ""


def _walked() -> list[Path]:
    skipped = {".venv", "node_modules", ".git", "var", "__pycache__", "results", "vendor"}
    files = (path.relative_to(ROOT) for path in ROOT.rglob("*") if path.is_file())
    return sorted(path for path in files if not skipped & set(path.parts))
