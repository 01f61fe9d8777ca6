"""Rows of the database as columns: read once, without making an object of each."""

from __future__ import annotations

from typing import Any

import polars as pl
from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import CharField, IntegerField, Model, QuerySet, TextField

OSLO = "Europe/Oslo"


def columns_of(rows: QuerySet[Any, Any], **names: str) -> pl.DataFrame:
    """The rows with each name taken from the field that it is given. One query."""
    asked = rows.order_by().values_list(*names.values())
    schema = {name: _type(rows.model, path) for name, path in names.items()}
    try:
        sql, params = asked.query.sql_with_params()
    except EmptyResultSet:
        return pl.DataFrame(schema=schema)
    with connections[rows.db].cursor() as cursor:
        cursor.execute(sql, params)
        found = cursor.fetchall()
    return pl.DataFrame(found, schema=schema, orient="row", infer_schema_length=None)


def _type(model: type[Model], path: str) -> Any:
    """Keys and whole numbers, and words; None where the database says it in its own way."""
    field: Any = None
    for name in path.split("__"):
        field = model._meta.pk if name == "pk" else model._meta.get_field(name)
        model = field.related_model or model
    if field.is_relation:
        field = field.target_field
    if isinstance(field, IntegerField):
        return pl.Int64
    return pl.String if isinstance(field, CharField | TextField) else None


def code(name: str) -> pl.Expr:
    """A key or a year as the code of a dimension."""
    return pl.col(name).cast(pl.Int64).cast(pl.String)


def number(name: str) -> pl.Expr:
    """A column of numbers as the database gives them (Decimal, text or float), as floats; nothing is 0."""
    return pl.col(name).cast(pl.String).cast(pl.Float64).fill_null(0.0)


def day(frame: pl.DataFrame, name: str) -> pl.Expr:
    """A moment as the Norwegian day it fell on. SQLite gives moments as text, in UTC."""
    moment = pl.col(name)
    if frame.schema[name] in (pl.String, pl.Null):  # SQLite, or no row at all
        moment = (
            moment.cast(pl.String).str.slice(0, 19).str.to_datetime("%Y-%m-%d %H:%M:%S").dt.replace_time_zone("UTC")
        )
    return moment.dt.convert_time_zone(OSLO).dt.date()
