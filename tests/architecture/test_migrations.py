"""Migrations: complete, one line each, and possible to take back."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from io import StringIO
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db.migrations.loader import MigrationLoader

from tests import prepared

pytestmark = pytest.mark.heavy(45)
ROOT = Path(__file__).resolve().parents[2]
OURS = [config.label for config in apps.get_app_configs() if config.name.startswith("pafyll.apps.")]


def test_every_change_of_a_model_has_its_migration(db: None) -> None:
    said = StringIO()
    try:
        call_command("makemigrations", "--check", "--dry-run", stdout=said)
    except SystemExit:
        pytest.fail(said.getvalue())


@pytest.mark.parametrize("app", OURS)
def test_an_apps_migrations_are_one_line(app: str) -> None:
    loader = MigrationLoader(None)
    assert len(loader.graph.leaf_nodes(app)) <= 1
    assert len(loader.graph.root_nodes(app)) <= 1


@pytest.mark.parametrize("app", OURS)
def test_every_operation_can_be_taken_back(app: str) -> None:
    loader = MigrationLoader(None)
    stuck = [
        f"{name}: {operation.describe()}"
        for (label, name), migration in loader.disk_migrations.items()
        if label == app
        for operation in migration.operations
        if not operation.reversible
    ]
    assert stuck == []


@pytest.mark.parametrize("first", ["statistics", pytest.param("accounts", marks=pytest.mark.slow)])
def test_migrations_run_down_to_nothing_and_up_again(tmp_path: Path, first: str) -> None:
    """One app that nothing rests on; in the long form all of them. The first way up was made by `tests.migrating`."""
    file = tmp_path / "m.sqlite3"
    shutil.copyfile(prepared.file("empty"), file)
    for app, target in [(first, "zero"), ("", "")]:
        _migrate(file, *filter(None, (app, target)))


@pytest.mark.slow
def test_the_tables_that_tests_begin_with_are_those_that_an_installation_gets(tmp_path: Path) -> None:
    _migrate(tmp_path / "m.sqlite3")

    assert _tables(prepared.file("empty")) == _tables(tmp_path / "m.sqlite3")


def _migrate(file: Path, *words: str) -> None:
    site = {"DJANGO_SETTINGS_MODULE": "pafyll.config.settings.test", "PAFYLL_DATABASE": f"sqlite:///{file}"}
    command = [sys.executable, "manage.py", "migrate", "-v0", *words]
    done = subprocess.run(command, cwd=ROOT, env=os.environ | site, capture_output=True, text=True, timeout=600)
    assert done.returncode == 0, done.stderr[-3000:]


def _tables(file: Path) -> list[str]:
    """What each table, index and trigger was made with."""
    with closing(sqlite3.connect(file)) as database:
        return sorted(str(row[0]) for row in database.execute("SELECT sql FROM sqlite_master"))
