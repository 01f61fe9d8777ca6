"""A payment run that is killed anywhere loses nothing and doubles nothing."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
import pytest

from tests import prepared
from tests.apps.grants.crashing import KEPT, drop
from tests.races import on_a_file

pytestmark = pytest.mark.heavy(30)


def test_a_run_killed_at_each_labelled_step_ends_as_one_that_was_not_on_a_sqlite_file(tmp_path):
    ended = on_a_file("tests.apps.grants.crashing", tmp_path)

    assert ended.returncode == 0, ended.stdout + ended.stderr


@pytest.mark.django_db(transaction=True)
def test_a_run_killed_at_each_labelled_step_ends_as_one_that_was_not_on_postgresql(tmp_path):
    address = os.environ.get("PAFYLL_DATABASE", "")
    if not address.startswith("postgres"):
        pytest.skip("the suite runs on SQLite now")

    with a_database_beside(address) as own:
        ended = on_a_file("tests.apps.grants.crashing", tmp_path, PAFYLL_DATABASE=own)

    assert ended.returncode == 0, ended.stdout + ended.stderr


@contextmanager
def a_database_beside(address: str) -> Iterator[str]:
    """A database of the test's own on the same server, gone afterwards: nobody's records are emptied."""
    name = f"pafyll_crash_{os.getpid()}"
    with psycopg.connect(address, autocommit=True) as server:
        empty = prepared.template("empty", address)
        server.execute(f"CREATE DATABASE {name} TEMPLATE {empty}")  # type: ignore[call-overload]
        try:
            yield f"{address.rpartition('/')[0]}/{name}"
        finally:
            for made in (name, f"{name}{KEPT}"):
                drop(server, made)
