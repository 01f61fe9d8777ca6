"""The runbook is carried out, block by block as it is written, on the story's world that is destroyed on the way."""

from __future__ import annotations

import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from django.conf import settings

from pafyll.integrations.clock import machine_now
from tests import prepared
from tests.config.test_production import PRODUCTION

ROOT = Path(__file__).resolve().parents[2]
RUNBOOK = ROOT / "docs" / "howto" / "disaster.md"
BLOCK = re.compile(r"<!-- run: (\w+) -->\n```sh\n(.*?)```", re.DOTALL)
BLOCKS = dict(BLOCK.findall(RUNBOOK.read_text()))
pytestmark = pytest.mark.heavy(60)


@dataclass
class Machine:
    """A production machine in a folder: its database, its backups and its notice."""

    folder: Path
    environment: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        shutil.copyfile(prepared.file("story"), self.database)
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("PAFYLL_", "DJANGO_"))}
        self.environment = {
            **kept,
            **PRODUCTION,
            "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
            "PAFYLL_DATABASE": f"sqlite:///{self.database}",
            "PAFYLL_VAR": str(self.folder),
            "PAFYLL_FIND_KEY": settings.FIND_KEY,  # what the story's history is sealed with
            "BACKUPS": str(self.folder / "backups"),
        }

    @property
    def database(self) -> Path:
        return self.folder / "pafyll.sqlite3"

    def carry_out(self, name: str, **stated: str) -> str:
        """What the block says, as a shell reads it: the first command that fails stops it."""
        done = subprocess.run(
            ["bash", "-euo", "pipefail", "-c", BLOCKS[name]], env=self.environment | stated, cwd=self.folder,
            capture_output=True, text=True, check=False, timeout=300,
        )  # fmt: skip
        assert done.returncode == 0, done.stdout + done.stderr[-2000:]
        return done.stdout

    def ask(self, sql: str) -> list[tuple[object, ...]]:
        with closing(sqlite3.connect(self.database)) as opened, opened:
            return opened.execute(sql).fetchall()


def test_every_block_of_the_runbook_does_what_it_says(tmp_path: Path) -> None:
    machine = Machine(tmp_path)
    people = machine.ask("SELECT id, last_name FROM organisations_person ORDER BY id")
    assert "Alt er helt." in machine.carry_out("backup")
    before = machine_now()
    time.sleep(1.1)  # backups are called by the second

    machine.database.unlink()
    assert "Alt er helt." in machine.carry_out("lost")
    assert machine.ask("SELECT id, last_name FROM organisations_person ORDER BY id") == people

    machine.ask("UPDATE organisations_person SET last_name = 'Slettet'")
    assert "Alt er helt." in machine.carry_out("mistake", BEFORE=before.isoformat())
    assert machine.ask("SELECT id, last_name FROM organisations_person ORDER BY id") == people
    aside = [path for path in tmp_path.glob("pafyll.sqlite3.before-*") if not path.name.endswith(("-wal", "-shm"))]
    assert aside, "what was mistaken is kept beside, to be looked into"

    for name in ("log_in", "crowded", "money"):
        assert "Stengt: –" in machine.carry_out(name).splitlines()[-2]
    assert "PAFYLL_SEAL_KEYS" in machine.carry_out("keys")
    assert not (tmp_path / "maintenance.json").exists()


def test_the_test_above_carries_out_every_block() -> None:
    assert set(BLOCKS) == {"backup", "lost", "mistake", "log_in", "crowded", "money", "keys"}


@pytest.mark.parametrize(
    ("block", "closed"), [("lost", ["site"]), ("mistake", ["sending"]), ("crowded", ["inquiries", "staff_files"])]
)
def test_people_are_told_in_both_languages_before_anything_is_done(
    tmp_path: Path, block: str, closed: list[str]
) -> None:
    machine = Machine(tmp_path)
    first = BLOCKS[block].splitlines()[0]
    subprocess.run(["bash", "-euc", first], env=machine.environment, check=True, capture_output=True)
    told = json.loads((tmp_path / "maintenance.json").read_text())
    assert told["closed"] == closed
    assert told["nb"]
    assert told["nn"]
