"""Changing thousands of rows in a few statements: the database does the work, whatever their number."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import F, Model, QuerySet

from pafyll.apps.accounts.models import User
from pafyll.apps.casework.acting import acting_now
from pafyll.apps.casework.models import Event
from pafyll.apps.casework.sealing_events import sealed_alike
from pafyll.apps.casework.services import AlreadyChanged, require
from pafyll.domain.lifecycles.lifecycle import Lifecycle, Status

IF_NEW = " ON CONFLICT DO NOTHING"
IF_ANY = ""
SAID_ALIKE = ("verb", "before", "after", "why", "facts", "by", "at", "author", "correlation")
ROWS = 1000  # in one statement
BATCH = 400  # pairs of values: SQLite takes about a thousand values in a statement


def insert_from(model: type[Model], columns: Mapping[str, Any], rows: QuerySet[Any], *, once: bool = False) -> int:
    """Inserts a row of the model for each of the rows, with each column as an expression over it. Gives how many.

    once: those that a unique constraint already holds are passed over.
    """
    named = {f"new_{name}": expression for name, expression in columns.items()}
    chosen, given = rows.annotate(**named).values_list(*named).query.sql_with_params()
    end = IF_NEW if once else ""
    return _execute(f"{_inserting(model, columns)} {chosen}{end}", given)


def insert_rows(
    model: type[Model], columns: Sequence[str], rows: Iterable[Sequence[Any]], *, once: bool = False
) -> None:
    """Inserts rows that are given as plain values, past the model's defaults: every column is named.

    once: those that a unique constraint already holds are passed over.
    """
    fields = [model._meta.get_field(name) for name in columns]
    ready = [
        [field.get_db_prep_save(value, connection) for field, value in zip(fields, row, strict=True)]  # type: ignore[union-attr]
        for row in rows
    ]
    _insert_ready(model, columns, ready, IF_NEW if once else IF_ANY)


def _insert_ready(model: type[Model], columns: Sequence[str], ready: Sequence[Sequence[Any]], end: str) -> None:
    mark = "(" + ", ".join(["%s"] * len(columns)) + ")"
    start = _inserting(model, columns)
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.executemany(f"{start} VALUES {mark}{end}", ready)
            return
        for first in range(0, len(ready), ROWS):
            some = ready[first : first + ROWS]
            marks = ", ".join([mark] * len(some))
            cursor.execute(f"{start} VALUES {marks}{end}", [value for row in some for value in row])


def add_from(model: type[Model], field: str, rows: QuerySet[Any], *, key: str, change: Any) -> int:
    """Adds to a field of the rows that key points at. A row that somebody else holds is read anew when it is free."""
    pairs = rows.order_by().annotate(row_key=F(key), row_change=change).values_list("row_key", "row_change")
    chosen, given = pairs.query.sql_with_params()
    return _execute(f"{_adding(model, field)} FROM ({chosen}) AS given WHERE {_is_row(model)}", given)


def add_each(model: type[Model], field: str, changes: Mapping[int, int]) -> int:
    """Adds to a field of each row by its key."""
    pairs, changed = sorted(changes.items()), 0
    for start in range(0, len(pairs), BATCH):
        some = pairs[start : start + BATCH]
        values = ", ".join(["(%s, %s)"] * len(some))
        given = f"WITH given (row_key, row_change) AS (VALUES {values}) "
        wanted = f"{given}{_adding(model, field)} FROM given WHERE {_is_row(model)}"
        changed += _execute(wanted, [value for pair in some for value in pair])
    return changed


def advance_all(
    rows: QuerySet[Any],
    *,
    lifecycle: Lifecycle[Any],
    before: Status,
    to: Status,
    by: User | None,
    at: datetime,
    changes: Mapping[str, Any] | None = None,
    why: str = "",
    **facts: Any,
) -> int:
    """Moves those of the rows that have the status before, and writes an event for each. Gives how many."""
    require(lifecycle.may_become(before, to))
    wanted = rows.filter(status=before)
    keys = wanted.order_by("pk").values_list("pk", flat=True)
    told = {"verb": to.value, "before": before.value, "after": to.value, "why": why, "facts": facts, "by": by, "at": at}
    number = _tell_of_each(Event(**told, **vars(acting_now(by))), [f"{lifecycle.name}:{key}" for key in keys])
    if number and wanted.order_by().update(status=to, **(changes or {})) != number:
        raise AlreadyChanged(lifecycle.label)
    return number


def _tell_of_each(event: Event, abouts: Sequence[str]) -> int:
    """Writes an event like this one about each thing, sealed one by one. What they have in common is prepared once."""
    common = {name: _prepared(name, getattr(event, f"{name}_id" if name == "by" else name)) for name in SAID_ALIKE}
    rows = ((about, _prepared("key", key), seal, *common.values()) for about, key, seal in sealed_alike(event, abouts))
    _insert_ready(Event, ["about", "key", "seal", *common], list(rows), IF_ANY)
    return len(abouts)


def _prepared(name: str, value: Any) -> Any:
    return Event._meta.get_field(name).get_db_prep_save(value, connection)  # type: ignore[union-attr]


def _inserting(model: type[Model], columns: Iterable[str]) -> str:
    fields = ", ".join(_quoted(_column(model, name)) for name in columns)
    return f"INSERT INTO {_quoted(model._meta.db_table)} ({fields})"


def _adding(model: type[Model], field: str) -> str:
    table, column = _quoted(model._meta.db_table), _quoted(_column(model, field))
    return f"UPDATE {table} SET {column} = {table}.{column} + given.row_change"  # noqa: S608


def _is_row(model: type[Model]) -> str:
    return f"{_quoted(model._meta.db_table)}.id = given.row_key"


def _column(model: type[Model], name: str) -> str:
    return str(model._meta.get_field(name).column)  # type: ignore[union-attr]


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)


def _execute(statement: str, given: Any) -> int:
    with connection.cursor() as cursor:
        cursor.execute(statement, given)
        return int(cursor.rowcount)
