"""Whoever sends the same call again while the first is on its way gets the first one's answer."""

from __future__ import annotations

import pytest

from tests.api.repeating import violations
from tests.races import is_in_memory, on_a_file


@pytest.mark.django_db(transaction=True)
def test_the_same_call_at_once_has_one_effect_and_one_answer(settings, monkeypatch):
    if is_in_memory():
        pytest.skip("a SQLite database in memory has one connection: the test below uses a file")
    settings.API_CALLS = 10_000
    monkeypatch.setenv("PAFYLL_NOW", "2026-03-10")

    assert violations() == []


def test_the_same_call_at_once_has_one_effect_and_one_answer_on_a_sqlite_file(tmp_path):
    ended = on_a_file("tests.api.repeating", tmp_path, PAFYLL_API_CALLS="10000")

    assert ended.returncode == 0, ended.stdout + ended.stderr
