"""A worker that is killed in the middle of a job loses nothing and doubles nothing."""

from __future__ import annotations

import os

import pytest

from tests.apps.grants.test_crashing import a_database_beside
from tests.races import on_a_file

pytestmark = pytest.mark.heavy(20)


def test_a_killed_workers_job_is_given_to_another_and_ends_the_same_on_a_sqlite_file(tmp_path):
    ended = on_a_file("tests.apps.casework.killing", tmp_path)

    assert ended.returncode == 0, ended.stdout + ended.stderr


@pytest.mark.django_db(transaction=True)
def test_a_killed_workers_job_is_given_to_another_and_ends_the_same_on_postgresql(tmp_path):
    address = os.environ.get("PAFYLL_DATABASE", "")
    if not address.startswith("postgres"):
        pytest.skip("the suite runs on SQLite now")

    with a_database_beside(address) as own:
        ended = on_a_file("tests.apps.casework.killing", tmp_path, PAFYLL_DATABASE=own)

    assert ended.returncode == 0, ended.stdout + ended.stderr


def test_a_killed_crew_loses_no_mail_and_doubles_none_on_a_sqlite_file(tmp_path):
    ended = on_a_file("tests.apps.casework.mail_killing", tmp_path)

    assert ended.returncode == 0, ended.stdout + ended.stderr


@pytest.mark.django_db(transaction=True)
def test_a_killed_crew_loses_no_mail_and_doubles_none_on_postgresql(tmp_path):
    address = os.environ.get("PAFYLL_DATABASE", "")
    if not address.startswith("postgres"):
        pytest.skip("the suite runs on SQLite now")

    with a_database_beside(address) as own:
        ended = on_a_file("tests.apps.casework.mail_killing", tmp_path, PAFYLL_DATABASE=own)

    assert ended.returncode == 0, ended.stdout + ended.stderr
