"""Triggers that keep the ledger as it was written, and what is paid as it was paid: the database itself refuses.

Only emptying a whole database for a demonstration or a test takes them away, and puts them back.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

TABLES = ("grants_entry", "grants_transfer")
REFUSED = "The ledger is never altered: reverse the entry and write a new one"


def freeze(vendor: str) -> list[str]:
    """The statements that put the triggers in place."""
    if vendor == "postgresql":
        return [_FUNCTION, *(_for_postgresql(table) for table in TABLES)]
    return [_for_sqlite(table, verb) for table in TABLES for verb in ("UPDATE", "DELETE")]


def thaw(vendor: str) -> list[str]:
    """The statements that take them away."""
    if vendor == "postgresql":
        return [f"DROP TRIGGER IF EXISTS {table}_frozen ON {table}" for table in TABLES]
    return [f"DROP TRIGGER IF EXISTS {table}_no_{verb}" for table in TABLES for verb in ("update", "delete")]


def freeze_all(apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
    """For a migration, forwards: the ledger and the lines of what is paid."""
    for statement in [*freeze(editor.connection.vendor), *freeze_lines(editor.connection.vendor)]:
        editor.execute(statement)


def thaw_all(apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
    """For a migration, backwards."""
    for statement in [*thaw(editor.connection.vendor), *thaw_lines(editor.connection.vendor)]:
        editor.execute(statement)


@contextmanager
def emptying() -> Iterator[None]:
    """While a whole database is emptied. The demonstration and the tests use it; nothing in production does."""
    _run([*thaw(connection.vendor), *thaw_lines(connection.vendor)])
    try:
        yield
    finally:
        _run([*freeze(connection.vendor), *freeze_lines(connection.vendor)])


def _run(statements: list[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


_FUNCTION = f"""
CREATE OR REPLACE FUNCTION grants_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '{REFUSED}' USING ERRCODE = 'integrity_constraint_violation'; END $$
"""


def _for_postgresql(table: str) -> str:
    return (
        f"CREATE TRIGGER {table}_frozen BEFORE UPDATE OR DELETE ON {table} "
        "FOR EACH ROW EXECUTE FUNCTION grants_refuse_change()"
    )


def _for_sqlite(table: str, verb: str) -> str:
    return (
        f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END"
    )


# What a paid statement says

LINES = "grants_statementline"
LINE_VERBS = {"INSERT": "NEW", "UPDATE": "OLD", "DELETE": "OLD"}
LINE_REFUSED = "A paid statement is never altered: what is wrong becomes a line in a later one"


def freeze_lines(vendor: str) -> list[str]:
    """The statements that put the triggers on the lines of paid statements in place."""
    if vendor == "postgresql":
        return [_LINES_FUNCTION, *(_lines_for_postgresql(verb) for verb in LINE_VERBS)]
    return [_lines_for_sqlite(verb, row) for verb, row in LINE_VERBS.items()]


def thaw_lines(vendor: str) -> list[str]:
    """The statements that take them away."""
    on = f" ON {LINES}" if vendor == "postgresql" else ""
    return [f"DROP TRIGGER IF EXISTS {LINES}_no_{verb.lower()}{on}" for verb in LINE_VERBS]


_LINES_FUNCTION = f"""
CREATE OR REPLACE FUNCTION grants_refuse_paid_line() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE statement bigint;
BEGIN
  IF TG_OP = 'INSERT' THEN statement := NEW.statement_id; ELSE statement := OLD.statement_id; END IF;
  IF EXISTS (SELECT 1 FROM grants_paymentstatement WHERE id = statement AND status = 'paid') THEN
    RAISE EXCEPTION '{LINE_REFUSED}' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  IF TG_OP = 'DELETE' THEN RETURN OLD; ELSE RETURN NEW; END IF;
END $$
"""  # noqa: S608 (no value from outside)


def _lines_for_postgresql(verb: str) -> str:
    return (
        f"CREATE TRIGGER {LINES}_no_{verb.lower()} BEFORE {verb} ON {LINES} "
        "FOR EACH ROW EXECUTE FUNCTION grants_refuse_paid_line()"
    )


def _lines_for_sqlite(verb: str, row: str) -> str:
    is_paid = f"(SELECT status FROM grants_paymentstatement WHERE id = {row}.statement_id) = 'paid'"  # noqa: S608
    refuse = f"BEGIN SELECT RAISE(ABORT, '{LINE_REFUSED}'); END"
    return f"CREATE TRIGGER {LINES}_no_{verb.lower()} BEFORE {verb} ON {LINES} WHEN {is_paid} {refuse}"
