"""Officers who want the same krone in the same moment: one gets it, and the books add up."""

from __future__ import annotations

import pytest

from tests.apps.grants.last_krone import violations
from tests.races import is_in_memory, on_a_file


@pytest.mark.django_db(transaction=True)
def test_eight_officers_never_spend_the_last_krone_twice():
    if is_in_memory():
        pytest.skip("a SQLite database in memory has one connection: the test below uses a file")

    assert violations() == []


def test_eight_officers_never_spend_the_last_krone_twice_on_a_sqlite_file(tmp_path):
    ended = on_a_file("tests.apps.grants.last_krone", tmp_path)

    assert ended.returncode == 0, ended.stdout + ended.stderr
