"""Changing thousands of rows in a few statements: the database does the work, whatever their number."""

from __future__ import annotations

from datetime import datetime
from typing import Any, TypeVar

from django.db import connection
from django.db.models import Model, QuerySet

from pafyll.apps.accounts.models import User
from pafyll.apps.casework.services import AlreadyChanged, record_all, require
from pafyll.domain.lifecycles.lifecycle import Lifecycle, Status

M = TypeVar("M", bound=Model)


def insert_from(model: type[Model], columns: dict[str, Any], rows: QuerySet[Any]) -> int:
    """Inserts a row of the model for each of the rows, with each column as an expression over it. Gives how many."""
    named = {f"new_{name}": expression for name, expression in columns.items()}
    chosen, given = rows.annotate(**named).values_list(*named).query.sql_with_params()
    quote = connection.ops.quote_name
    fields = ", ".join(quote(_column(model, name)) for name in columns)
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {quote(model._meta.db_table)} ({fields}) {chosen}", given)
        return int(cursor.rowcount)


def _column(model: type[Model], name: str) -> str:
    return str(model._meta.get_field(name).column)  # type: ignore[union-attr]


def advance_all(
    model: type[Model],
    keys: list[int],
    *,
    lifecycle: Lifecycle[Any],
    before: Status,
    to: Status,
    by: User | None,
    at: datetime,
    changes: dict[str, Any] | None = None,
    **facts: Any,
) -> None:
    """Moves many things at once, and writes an event for each. All of them must still have the status before."""
    if not keys:
        return
    require(lifecycle.may_become(before, to))
    wanted = model._default_manager.filter(pk__in=keys, status=before)
    if wanted.update(status=to, **(changes or {})) != len(keys):
        raise AlreadyChanged(lifecycle.label)
    abouts = (f"{lifecycle.name}:{key}" for key in keys)
    record_all(abouts, verb=to.value, by=by, at=at, before=before.value, after=to.value, **facts)
