"""Everything that is kept about one person, as values: her own fields, and nobody else's."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Field, Model

from pafyll.apps.organisations.reading import reading_everything
from pafyll.apps.privacy.queries.own_rows import Me, OwnRows
from pafyll.apps.privacy.register import PEOPLE, all_tables, model_of
from pafyll.domain.privacy import Mark, Table

SECRETS = {"password", "sealed", "digest", "token_hash", "nonce", "sid", "session"}  # would open something
HIDDEN = "***"
NAMED = {"organisations.Organisation", "catalogue.StudyOffer", "applications.Round", "forums.Forum"}


# Reasons in a plan that several share name each other: their sentences are given without what is filled in
SHARED_CHAINS = {"planning.PlanLine", "planning.PlanGap", "planning.PlanMove"}
OF_NOBODY = {"subject", "stage", "missing", "weekly", "year", "total"}  # facts that tell of no human being


@dataclass(frozen=True)
class OwnRow:
    """One row: its key, and the marked fields that say something."""

    key: str
    values: dict[str, Any]


@dataclass(frozen=True)
class OwnTable:
    """The rows of one table that are about the person."""

    table: Table
    rows: tuple[OwnRow, ...]

    @property
    def mark(self) -> Mark:
        """The first mark: what the table is for."""
        return next(iter(self.table.marks))


@dataclass(frozen=True)
class Acts:
    """Where the person stands as the one who did something at work: only the keys, for the rows are about others."""

    model: str
    field: str
    keys: tuple[str, ...]


@dataclass(frozen=True)
class OwnData:
    """Everything about a person."""

    tables: tuple[OwnTable, ...]
    acts: tuple[Acts, ...]


@reading_everything("all that is about the person, and only that, also where no page of hers shows it")
def own_data(me: Me) -> OwnData:
    """Everything about the person. One or two queries for each table: for a page that is asked for seldom."""
    rows = OwnRows(me)
    tables = (OwnTable(table, tuple(_rows(rows, table))) for table in all_tables().values() if table.mine)
    acts = (
        Acts(table.model, name, tuple(str(key) for key in rows.acts(table, name)))
        for table in all_tables().values()
        for name in table.done_by.split()
    )
    return OwnData(tuple(one for one in tables if one.rows), tuple(one for one in acts if one.keys))


@reading_everything("all that is about the person, and only that, is counted")
def counted(me: Me) -> list[tuple[Table, int]]:
    """How many rows each table has about the person, for the page."""
    rows = OwnRows(me)
    found = ((table, rows.of(table).count()) for table in all_tables().values() if table.mine)
    return [(table, count) for table, count in found if count]


def as_json(data: OwnData) -> dict[str, Any]:
    """Plain values under the tables' and the fields' own names, with purpose and rule for each table."""
    return {
        "tables": [
            {
                "table": one.table.model,
                "label": one.table.label,
                "purpose": one.mark.purpose.code,
                "legal_basis": one.mark.purpose.basis,
                "retention": one.mark.retention.code,
                "rows": [{"key": row.key, **row.values} for row in one.rows],
            }
            for one in data.tables
        ],
        "done_at_work": [{"table": one.model, "as": one.field, "keys": list(one.keys)} for one in data.acts],
    }


def _rows(rows: OwnRows, table: Table) -> Iterator[OwnRow]:
    fields = [model_of(table)._meta.get_field(name) for names in table.marks.values() for name in names.split()]
    given = [one for one in fields if isinstance(one, Field) and one.related_model not in PEOPLE]
    joined = [one.name for one in given if _is_named(one) and not one.many_to_many]
    for row in rows.of(table).select_related(*joined).order_by("pk") if joined else rows.of(table).order_by("pk"):
        values = ((one.name, _value(row, one)) for one in given)
        yield OwnRow(str(row.pk), {name: value for name, value in values if value not in (None, "", [], {})})


def _is_named(one: Field[Any, Any]) -> bool:
    return bool(one.is_relation and one.related_model and one.related_model._meta.label in NAMED)


def _value(row: Model, one: Field[Any, Any]) -> Any:
    if one.name in SECRETS:
        return HIDDEN
    if one.many_to_many:
        return [str(other) for other in getattr(row, one.name).all()]
    if _is_named(one):
        return str(getattr(row, one.name) or "")
    value = plain(getattr(row, one.attname))
    return without_others(value) if row._meta.label in SHARED_CHAINS and isinstance(value, list) else value


def without_others(chain: list[Any]) -> list[Any]:
    """The reasons of a chain, without the names of those whom it is shared with."""
    reasons = [one for one in chain if isinstance(one, dict) and "template" in one]
    if len(reasons) < len(chain):
        return [one for one in chain if isinstance(one, str | int)]
    return [
        {
            "code": one.get("code", ""),
            "template": one["template"],
            "facts": {name: fact for name, fact in one.get("facts", {}).items() if name in OF_NOBODY},
        }
        for one in reasons
    ]


def plain(value: Any) -> Any:
    """What JSON can hold. Bytes as Base64."""
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Decimal | UUID):
        return str(value)
    if isinstance(value, bytes | memoryview):
        return base64.b64encode(bytes(value)).decode()
    return value
