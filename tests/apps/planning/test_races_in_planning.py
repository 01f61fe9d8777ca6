"""Eight who adopt plans at once leave one in force; a file that is read in does not keep others from writing."""

from __future__ import annotations

import pytest

from tests.apps.planning.races_in_planning import violations
from tests.races import is_in_memory, on_a_file


@pytest.mark.django_db(transaction=True)
def test_one_plan_is_in_force_and_others_write_while_a_file_is_read_in():
    if is_in_memory():
        pytest.skip("a SQLite database in memory has one connection: the test below uses a file")

    assert violations() == []


def test_one_plan_is_in_force_and_others_write_while_a_file_is_read_in_on_a_sqlite_file(tmp_path):
    ended = on_a_file("tests.apps.planning.races_in_planning", tmp_path)

    assert ended.returncode == 0, ended.stdout + ended.stderr
