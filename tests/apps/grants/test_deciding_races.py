"""Eight who decide the same case in the same moment: one does, and the others are told."""

from __future__ import annotations

import pytest

from tests.apps.grants.deciding_races import violations
from tests.races import is_in_memory, on_a_file


@pytest.mark.django_db(transaction=True)
def test_changes_late_confirmations_and_recoveries_are_decided_once():
    if is_in_memory():
        pytest.skip("a SQLite database in memory has one connection: the test below uses a file")

    assert violations() == []


def test_changes_late_confirmations_and_recoveries_are_decided_once_on_a_sqlite_file(tmp_path):
    ended = on_a_file("tests.apps.grants.deciding_races", tmp_path)

    assert ended.returncode == 0, ended.stdout + ended.stderr
