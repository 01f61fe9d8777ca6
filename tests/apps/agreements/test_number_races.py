"""Several who issue invoices in the same moment: the numbers have no gap, and none is used twice."""

from __future__ import annotations

import pytest

from tests.apps.agreements.number_races import violations
from tests.races import is_in_memory, on_a_file

pytestmark = pytest.mark.heavy(25)


@pytest.mark.django_db(transaction=True)
def test_the_numbers_follow_each_other_whoever_is_quickest():
    if is_in_memory():
        pytest.skip("a SQLite database in memory has one connection: the test below uses a file")

    assert violations() == []


def test_the_numbers_follow_each_other_whoever_is_quickest_on_a_sqlite_file(tmp_path):
    ended = on_a_file("tests.apps.agreements.number_races", tmp_path)

    assert ended.returncode == 0, ended.stdout + ended.stderr
