"""Eight who prepare, approve, send and read at once: no part is paid twice, and nothing that was cut is paid."""

from __future__ import annotations

import pytest

from tests.apps.grants.part_races import violations
from tests.races import is_in_memory, on_a_file


@pytest.mark.django_db(transaction=True)
def test_two_runs_at_once_never_pay_a_part_twice():
    if is_in_memory():
        pytest.skip("a SQLite database in memory has one connection: the test below uses a file")

    assert violations() == []


def test_two_runs_at_once_never_pay_a_part_twice_on_a_sqlite_file(tmp_path):
    ended = on_a_file("tests.apps.grants.part_races", tmp_path)

    assert ended.returncode == 0, ended.stdout + ended.stderr
