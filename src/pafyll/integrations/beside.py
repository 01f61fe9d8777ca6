"""Rows of another table, read beside each row of a question: a list in a column, instead of a question of its own.

PEOPLE = Person.objects.values_list("pk", rows_beside(Credits.objects.filter(person=OuterRef("pk")), "subject", "held"))
"""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from json import JSONDecoder
from typing import Any

from django.db.models import Aggregate, QuerySet, Subquery, TextField, Value

SQLITE = "json_group_array(json_array(%(expressions)s))"
POSTGRESQL = "json_agg(json_build_array(%(expressions)s))::text"
READER = JSONDecoder(parse_float=Decimal)


class _Listed(Aggregate):
    """The columns of all rows as one text."""

    output_field = TextField()

    def as_sqlite(self, compiler: Any, connection: Any, **more: Any) -> tuple[str, Any]:
        return self.as_sql(compiler, connection, template=SQLITE, **more)

    def as_postgresql(self, compiler: Any, connection: Any, **more: Any) -> tuple[str, Any]:
        return self.as_sql(compiler, connection, template=POSTGRESQL, **more)


def rows_beside(rows: QuerySet[Any], *columns: str) -> Subquery:
    """The columns of the rows, in no order. The rows say with OuterRef what they belong to."""
    together = rows.order_by().annotate(all=Value(1)).values("all").annotate(listed=_Listed(*columns))
    return Subquery(together.values("listed"), output_field=TextField())


def read_rows(text: str | None) -> list[list[Any]]:
    """The rows of such a column. Days and moments come as texts, yes and no perhaps as 1 and 0."""
    return READER.decode(text) if text else []


def read_moment(text: str | None) -> datetime | None:
    """A moment in such a row."""
    if text is None:
        return None
    found = datetime.fromisoformat(text)
    return found if found.tzinfo else found.replace(tzinfo=UTC)
