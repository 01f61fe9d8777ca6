"""An appeal and a freed place in the same moment: nobody gets two places, and money for one goes to one."""

from __future__ import annotations

import pytest

from tests.apps.casework.appeal_races import violations
from tests.races import is_in_memory, on_a_file


@pytest.mark.django_db(transaction=True)
def test_an_appeal_ends_once_and_gives_nobody_a_second_place():
    if is_in_memory():
        pytest.skip("a SQLite database in memory has one connection: the test below uses a file")

    assert violations() == []


def test_an_appeal_ends_once_and_gives_nobody_a_second_place_on_a_sqlite_file(tmp_path):
    ended = on_a_file("tests.apps.casework.appeal_races", tmp_path)

    assert ended.returncode == 0, ended.stdout + ended.stderr
