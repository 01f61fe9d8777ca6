"""Two votes by one body in the same moment, while the ballot is counted: the body has one vote, and it is counted."""

from __future__ import annotations

import pytest

from tests.apps.forums.vote_races import violations
from tests.races import is_in_memory, on_a_file


@pytest.mark.django_db(transaction=True)
def test_a_body_votes_once_whoever_is_quickest():
    if is_in_memory():
        pytest.skip("a SQLite database in memory has one connection: the test below uses a file")

    assert violations() == []


def test_a_body_votes_once_whoever_is_quickest_on_a_sqlite_file(tmp_path):
    ended = on_a_file("tests.apps.forums.vote_races", tmp_path)

    assert ended.returncode == 0, ended.stdout + ended.stderr
