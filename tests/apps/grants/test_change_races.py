"""Two who act on one participation in the same moment: never both, and never twice."""

from __future__ import annotations

import pytest

from tests.apps.grants.change_races import violations
from tests.races import is_in_memory, on_a_file


@pytest.mark.django_db(transaction=True)
def test_confirming_paying_stopping_and_choosing_at_once_never_both_win():
    if is_in_memory():
        pytest.skip("a SQLite database in memory has one connection: the test below uses a file")

    assert violations() == []


def test_confirming_paying_stopping_and_choosing_at_once_never_both_win_on_a_sqlite_file(tmp_path):
    ended = on_a_file("tests.apps.grants.change_races", tmp_path)

    assert ended.returncode == 0, ended.stdout + ended.stderr
