"""Changes, accepted places and changes of owner in the same moment: nobody is ended by the database."""

from __future__ import annotations

import pytest

from tests.apps.grants.ring_races import violations
from tests.races import is_in_memory, on_a_file


@pytest.mark.django_db(transaction=True)
def test_a_change_and_an_accepted_place_never_wait_for_each_other_in_a_ring():
    if is_in_memory():
        pytest.skip("a SQLite database in memory has one connection: the test below uses a file")

    assert violations() == []


def test_a_change_and_an_accepted_place_never_wait_for_each_other_in_a_ring_on_a_sqlite_file(tmp_path):
    ended = on_a_file("tests.apps.grants.ring_races", tmp_path)

    assert ended.returncode == 0, ended.stdout + ended.stderr
