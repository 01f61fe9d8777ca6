"""A crew that is killed with kill -9 while it tells loses nothing, and what comes twice has the same name."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.apps.grants.test_crashing import a_database_beside
from tests.races import on_a_file

pytestmark = pytest.mark.heavy(25)


def test_a_killed_crew_loses_no_message_on_a_sqlite_file(tmp_path: Path) -> None:
    ended = on_a_file("tests.apps.connections.killing", tmp_path)

    assert ended.returncode == 0, ended.stdout + ended.stderr


@pytest.mark.django_db(transaction=True)
def test_a_killed_crew_loses_no_message_on_postgresql(tmp_path: Path) -> None:
    address = os.environ.get("PAFYLL_DATABASE", "")
    if not address.startswith("postgres"):
        pytest.skip("the suite runs on SQLite now")

    with a_database_beside(address) as own:
        ended = on_a_file("tests.apps.connections.killing", tmp_path, PAFYLL_DATABASE=own)

    assert ended.returncode == 0, ended.stdout + ended.stderr
