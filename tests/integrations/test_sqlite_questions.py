"""A question in SQLite's form is the one that Django wrote."""

from __future__ import annotations

import pytest
from django.db import connection
from django.db.backends.sqlite3.base import SQLiteCursorWrapper

from pafyll.integrations.sqlite3.base import LONGEST, in_its_own_form


@pytest.mark.parametrize("question", ["SELECT %s", "SELECT '%%s', %s", "SELECT '100 %%', %s || '%%%%'", "SELECT 1"])
def test_it_is_written_as_django_writes_it(question: str) -> None:
    assert in_its_own_form(question) == SQLiteCursorWrapper.convert_query(None, question)  # type: ignore[arg-type]


@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor != "sqlite", reason="it is SQLite's own form")
@pytest.mark.parametrize("padding", [0, LONGEST])
def test_per_cent_signs_places_and_names_come_through(padding: int) -> None:
    more = f" /* {'x' * padding} */"
    with connection.cursor() as cursor:
        for value in ("a", "b%s"):
            cursor.execute("SELECT '50 %%', %s" + more, [value])
            assert cursor.fetchone() == ("50 %", value)
        cursor.execute("SELECT %(one)s" + more, {"one": 1})
        assert cursor.fetchone() == (1,)
        cursor.execute("SELECT '%s'" + more)
        assert cursor.fetchone() == ("%s",)
