"""Runs of a distribution and choices among them are written once: the database itself refuses to change them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

TABLES = ("forums_distributionrun", "forums_distributionchoice")
REFUSED = "A distribution that has been run is never altered: run it again, or choose another"


def freeze(vendor: str) -> list[str]:
    """The statements that put the triggers in place."""
    if vendor == "postgresql":
        return [_FUNCTION, *(_for_postgresql(table) for table in TABLES)]
    return [_for_sqlite(table, verb) for table in TABLES for verb in ("UPDATE", "DELETE")]


def thaw(vendor: str) -> list[str]:
    """The statements that take the triggers away."""
    if vendor == "postgresql":
        return [f"DROP TRIGGER IF EXISTS {table}_frozen ON {table}" for table in TABLES]
    return [f"DROP TRIGGER IF EXISTS {table}_no_{verb}" for table in TABLES for verb in ("update", "delete")]


def freeze_with(apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
    """For a migration, forwards."""
    for statement in freeze(editor.connection.vendor):
        editor.execute(statement)


def thaw_with(apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
    """For a migration, backwards."""
    for statement in thaw(editor.connection.vendor):
        editor.execute(statement)


@contextmanager
def emptying() -> Iterator[None]:
    """While a whole database is emptied. The demonstration and the tests use it; nothing in production does."""
    _run(thaw(connection.vendor))
    try:
        yield
    finally:
        _run(freeze(connection.vendor))


def _run(statements: list[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


_FUNCTION = f"""
CREATE OR REPLACE FUNCTION forums_refuse_distribution() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '{REFUSED}' USING ERRCODE = 'integrity_constraint_violation'; END $$
"""


def _for_postgresql(table: str) -> str:
    return (
        f"CREATE TRIGGER {table}_frozen BEFORE UPDATE OR DELETE ON {table} "
        "FOR EACH ROW EXECUTE FUNCTION forums_refuse_distribution()"
    )


def _for_sqlite(table: str, verb: str) -> str:
    return (
        f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END"
    )
