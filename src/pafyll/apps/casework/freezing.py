"""Rows that stay as they were written: triggers by which the database itself refuses a change, whoever asks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


@dataclass(frozen=True)
class Frozen:
    """Tables whose rows are not changed. freeze and thaw are for a migration.

    tables gives each table's condition in SQL over OLD and NEW, "" for always; on_postgresql holds those that must be
    written otherwise there. function is the name of the trigger function on PostgreSQL, one for each message.
    """

    function: str
    refused: str
    tables: Mapping[str, str]
    verbs: Sequence[str] = ("UPDATE",)
    on_postgresql: Mapping[str, str] | None = None

    def freeze(self, apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
        """Puts the triggers in place."""
        for statement in self._put(editor.connection.vendor):
            editor.execute(statement)

    def thaw(self, apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
        """Takes the triggers away."""
        for statement in self._taken(editor.connection.vendor):
            editor.execute(statement)

    @contextmanager
    def emptying(self) -> Iterator[None]:
        """While a whole database is emptied for a demonstration or a test. Nothing in production does that."""
        _run(self._taken(connection.vendor))
        try:
            yield
        finally:
            _run(self._put(connection.vendor))

    def _put(self, vendor: str) -> list[str]:
        if vendor != "postgresql":
            return [self._on_sqlite(table, when, verb) for table, when in self.tables.items() for verb in self.verbs]
        body = f"RAISE EXCEPTION '{self.refused}' USING ERRCODE = 'integrity_constraint_violation'"
        function = (
            f"CREATE OR REPLACE FUNCTION {self.function}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {body}; END $$"
        )
        conditions = {**self.tables, **(self.on_postgresql or {})}
        return [function, *(self._on_postgresql(table, when) for table, when in conditions.items())]

    def _taken(self, vendor: str) -> list[str]:
        if vendor == "postgresql":
            return [f"DROP TRIGGER IF EXISTS {table}_frozen ON {table}" for table in self.tables]
        return [f"DROP TRIGGER IF EXISTS {_name(table, verb)}" for table in self.tables for verb in self.verbs]

    def _on_postgresql(self, table: str, when: str) -> str:
        condition = f"WHEN ({when}) " if when else ""
        return (
            f"CREATE TRIGGER {table}_frozen BEFORE {' OR '.join(self.verbs)} ON {table} "
            f"FOR EACH ROW {condition}EXECUTE FUNCTION {self.function}()"
        )

    def _on_sqlite(self, table: str, when: str, verb: str) -> str:
        condition = f"WHEN {when} " if when else ""
        return (
            f"CREATE TRIGGER {_name(table, verb)} BEFORE {verb} ON {table} {condition}"
            f"BEGIN SELECT RAISE(ABORT, '{self.refused}'); END"
        )


def _name(table: str, verb: str) -> str:
    """SQLite has one trigger for each verb."""
    return f"{table}_frozen" if verb == "UPDATE" else f"{table}_frozen_{verb.lower()}"


def _run(statements: Sequence[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
