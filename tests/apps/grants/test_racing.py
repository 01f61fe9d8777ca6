"""Eight people pay, approve, withdraw, read the bank's files and demand back at once: no krone is in two places."""

from __future__ import annotations

import pytest

from tests.apps.grants.racing import violations
from tests.races import is_in_memory, on_a_file


@pytest.mark.django_db(transaction=True)
def test_two_payers_never_pay_twice_and_a_withdrawal_is_never_paid():
    if is_in_memory():
        pytest.skip("a SQLite database in memory has one connection: the test below uses a file")

    assert violations() == []


def test_two_payers_never_pay_twice_on_a_sqlite_file(tmp_path):
    ended = on_a_file("tests.apps.grants.racing", tmp_path)

    assert ended.returncode == 0, ended.stdout + ended.stderr
