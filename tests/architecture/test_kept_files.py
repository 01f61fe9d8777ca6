"""What may lie in the repository: no addresses in locks, no traces of a machine, no fetched assets, no huge files."""

from __future__ import annotations

import re
from pathlib import Path

from tests.architecture.sources import ROOT, kept_files, python_files, text_of

LOCKS = ("requirements.txt", "requirements-dev.txt", "requirements-bench.txt", "package-lock.json")
# Folders of somebody's own machine. Written in pieces, so that this file is not its own first finding.
MACHINE = re.compile(
    "|".join(["/ho" + "me/[a-z]", "/wo" + r"rk/\w", "/ro" + "ot/", "/Us" + "ers/[A-Za-z]", r"[A-Z]:\\\\Users"])
)
MOST_LINES = {"src": 400, "benchmarks": 400, "tests": 500}  # a table of cases may be longer than a rule


def test_lock_files_name_no_address() -> None:
    for lock in LOCKS:
        assert "://" not in text_of(Path(lock)), lock


def test_python_locks_are_hashed_to_the_last_line() -> None:
    for lock in (name for name in LOCKS if name.endswith(".txt")):
        pinned = re.findall(r"^([\w.\[\],-]+)==\S+(.*?)(?=^\w|\Z)", text_of(Path(lock)), re.MULTILINE | re.DOTALL)
        assert pinned, lock
        assert [name for name, rest in pinned if "--hash=sha256:" not in rest] == [], lock


def test_no_file_names_a_folder_of_somebodys_machine() -> None:
    faults = [f"{path}: {found[0]}" for path in kept_files() if (found := MACHINE.search(text_of(path)))]
    assert faults == []


def test_fetched_and_generated_files_are_not_kept() -> None:
    strangers = [path for path in kept_files() if "vendor" in path.parts or path.suffix in {".mo", ".pyc", ".sqlite3"}]
    assert strangers == []


def test_no_python_file_has_grown_too_long() -> None:
    lengths = {path: text_of(path).count("\n") for path in python_files()}
    long = {str(path): n for path, n in lengths.items() if n > MOST_LINES.get(path.parts[0], 400)}
    assert long == {}


def test_most_files_are_short(record_property: object) -> None:
    lengths = sorted(text_of(path).count("\n") for path in python_files(under="src/") if (ROOT / path).stat().st_size)
    median = lengths[len(lengths) // 2]
    record_property("median lines of a file", median)  # type: ignore[operator]
    assert median <= 100
