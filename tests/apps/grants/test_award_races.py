"""Eight who decide the same about an award in the same moment: one does, and the others are told."""

from __future__ import annotations

import pytest

from tests.apps.grants.award_races import violations
from tests.races import is_in_memory, on_a_file


@pytest.mark.django_db(transaction=True)
def test_changes_settlements_and_recoveries_of_awards_are_decided_once():
    if is_in_memory():
        pytest.skip("a SQLite database in memory has one connection: the test below uses a file")

    assert violations() == []


def test_changes_settlements_and_recoveries_of_awards_are_decided_once_on_a_sqlite_file(tmp_path):
    ended = on_a_file("tests.apps.grants.award_races", tmp_path)

    assert ended.returncode == 0, ended.stdout + ended.stderr
