"""Whoever answers, refuses and withdraws one place in the same moment: one of them wins, and the rest are told."""

from __future__ import annotations

import pytest

from tests.apps.applications.admission_races import violations
from tests.races import is_in_memory, on_a_file


@pytest.mark.django_db(transaction=True)
def test_answers_deadlines_refusals_and_withdrawals_at_once_tell_one_story():
    if is_in_memory():
        pytest.skip("a SQLite database in memory has one connection: the test below uses a file")

    assert violations() == []


def test_answers_deadlines_refusals_and_withdrawals_at_once_tell_one_story_on_a_sqlite_file(tmp_path):
    ended = on_a_file("tests.apps.applications.admission_races", tmp_path)

    assert ended.returncode == 0, ended.stdout + ended.stderr
