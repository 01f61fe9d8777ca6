"""Writes that are done in every press: Django writes their SQL once, and only what differs is filled in each time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import SimpleNamespace
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import Field, Model
from django.db.models.sql import InsertQuery, UpdateQuery
from django.db.transaction import mark_for_rollback_on_error

from pafyll.integrations.prepared import Slot

MANY = 2000


def insert(row: Model) -> None:
    """Saves a new row, which gets its key: as save(force_insert=True), where nobody listens for that.

    What the database itself shall fill in, Django has to write each time.
    """
    fields = _filled_in(row)
    values = [field.pre_save(row, add=True) for field in fields]
    if any(hasattr(value, "resolve_expression") for value in values):
        row.save(force_insert=True)
        return
    with mark_for_rollback_on_error(DEFAULT_DB_ALIAS):
        _kept(_Insert, type(row), fields).write(row, values)


def update_where(model: type[Model], where: Mapping[str, Any], values: Mapping[str, Any]) -> int:
    """Changes the rows whose columns are as in where, never None: how many. As filter(**where).update(**values)."""
    with mark_for_rollback_on_error(DEFAULT_DB_ALIAS):
        written: _Update = _kept(_Update, model, tuple(where), tuple(values))
        return written.write([*values.values(), *where.values()])


def _filled_in(row: Model) -> tuple[Field[Any, Any], ...]:
    options = row._meta
    has_key = row.pk is not None
    return tuple(one for one in options.local_concrete_fields if has_key or one is not options.auto_field)


def _kept(kind: Any, *described: Any) -> Any:
    """Kept with the connection, as prepared questions are."""
    written: dict[Any, Any] = connections[DEFAULT_DB_ALIAS].__dict__.setdefault("_prepared", {})
    key = (kind, *described)
    if len(written) > MANY:
        written.clear()  # columns may come together in many ways
    if key not in written:
        written[key] = kind(*described)
    return written[key]


class _Insert:
    def __init__(self, model: type[Model], fields: Sequence[Field[Any, Any]]) -> None:
        self._connection, self._fields = connections[DEFAULT_DB_ALIAS], fields
        self._told = list(model._meta.db_returning_fields)
        query = InsertQuery(model)
        query.insert_values(fields, [_blank(fields)], raw=True)
        compiler = query.get_compiler(DEFAULT_DB_ALIAS)
        compiler.returning_fields = self._told
        [(self._sql, _values)] = compiler.as_sql()

    def write(self, row: Model, values: Sequence[Any]) -> None:
        with self._connection.cursor() as cursor:
            cursor.execute(self._sql, _in_the_database(self._fields, values, self._connection))
            told = cursor.fetchone()
        for field, value in zip(self._told, told, strict=True):
            setattr(row, field.attname, value)
        row._state.adding, row._state.db = False, DEFAULT_DB_ALIAS


def _blank(fields: Sequence[Field[Any, Any]]) -> Any:
    """A row of slots: the SQL is the same for all rows."""
    return SimpleNamespace(**{one.attname: Slot(one.attname, one) for one in fields})


class _Update:
    def __init__(self, model: type[Model], where: Sequence[str], names: Sequence[str]) -> None:
        self._connection = connections[DEFAULT_DB_ALIAS]
        asked: list[Field[Any, Any]] = [model._meta.get_field(name) for name in where]  # type: ignore[misc]
        changed: list[Field[Any, Any]] = [model._meta.get_field(name) for name in names]  # type: ignore[misc]
        self._fields = [*changed, *asked]
        rows = model._default_manager.order_by().filter(**{one.attname: Slot(one.attname, one) for one in asked})
        query: Any = rows.query.chain(UpdateQuery)
        query.add_update_values({one.attname: Slot(one.attname, one) for one in changed})
        self._sql, slots = query.get_compiler(DEFAULT_DB_ALIAS).as_sql()
        in_order = [slot.name for slot in slots if isinstance(slot, Slot)]
        assert in_order[: len(changed)] == [one.attname for one in changed]
        self._places = [[one.attname for one in asked].index(name) for name in in_order[len(changed) :]]
        self._changed = len(changed)

    def write(self, values: Sequence[Any]) -> int:
        filled = _in_the_database(self._fields, values, self._connection)
        changed, asked = filled[: self._changed], filled[self._changed :]
        with self._connection.cursor() as cursor:
            cursor.execute(self._sql, [*changed, *(asked[place] for place in self._places)])
            return int(cursor.rowcount)


def _in_the_database(fields: Sequence[Field[Any, Any]], values: Sequence[Any], connection: Any) -> list[Any]:
    return [field.get_db_prep_save(value, connection) for field, value in zip(fields, values, strict=True)]
