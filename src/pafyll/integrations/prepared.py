"""Questions that every page asks: Django writes their SQL once, and only what differs is filled in each time.

Writing the SQL of a question takes Django several times as long as the database takes to answer it. Nothing of the
answer is kept: the rows are read anew each time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any, Generic, TypeVar

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import Expression, Field, QuerySet

from pafyll.integrations.prepared_rows import reading

R = TypeVar("R")


class Slot(Expression):
    """A place in a prepared question, in the form that the field has in the database. Never for None, which is asked
    for in other words.
    """

    def __init__(self, name: str, field: Field[Any, Any]) -> None:
        super().__init__(output_field=field)
        self.name = name

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:  # type: ignore[override]
        return "%s", [self]


class Prepared(Generic[R]):
    """A queryset with slots. write is called once for each connection; it gives no prefetching and locks no rows.

    OPEN = Prepared(lambda: Round.objects.filter(opens_at__lte=Slot("at", DateTimeField())))
    OPEN.ask(at=now())
    """

    def __init__(self, write: Callable[[], QuerySet[Any, R]]) -> None:
        self._write = write

    def ask(self, **values: Any) -> list[R]:
        """The rows as they are now. One query."""
        return self._written().ask(values)

    def first(self, **values: Any) -> R | None:
        """The first row, or None. Ask for no more than one when the question is written: [:1]."""
        return next(iter(self.ask(**values)), None)

    def _written(self) -> _Written[R]:
        """Kept with the connection, which belongs to one thread: no other thread fills in the slots meanwhile."""
        kept: dict[Any, _Written[R]] = connections[DEFAULT_DB_ALIAS].__dict__.setdefault("_prepared", {})
        if self not in kept:
            kept[self] = _Written(self._write())
        return kept[self]


class PreparedForMany(Generic[R]):
    """A queryset about rows with any of some keys: written once for a few, once for some and once for many.

    CREDITS = PreparedForMany(lambda keys: Credits.objects.filter(person__id__in=keys), BigIntegerField())
    CREDITS.ask([1, 2, 3])
    """

    SIZES = (1, 8, 64, 512, 4096)

    def __init__(self, write: Callable[[Any], QuerySet[Any, R]], field: Field[Any, Any]) -> None:
        self._sizes = {size: Prepared(partial(write, _slots(size, field))) for size in self.SIZES}

    def ask(self, keys: Sequence[Any], **values: Any) -> list[R]:
        """The rows as they are now. One query for each 4 096 keys, in the order of the keys' thousands; none for none.

        An empty place asks for the last key once more.
        """
        most = self.SIZES[-1]
        parts = [keys[first : first + most] for first in range(0, len(keys), most)]
        return [row for part in parts for row in self._ask(part, values)]

    def _ask(self, keys: Sequence[Any], values: dict[str, Any]) -> list[R]:
        size = next(one for one in self.SIZES if one >= len(keys))
        filled = [*keys, *[keys[-1]] * (size - len(keys))]
        return self._sizes[size].ask(**{_name(number): key for number, key in enumerate(filled)}, **values)


def _slots(number: int, field: Field[Any, Any]) -> list[Slot]:
    return [Slot(_name(place), field) for place in range(number)]


def _name(place: int) -> str:
    return f"key_{place}"


class _Written(Generic[R]):
    """The question with its SQL, and how its rows are read, for one connection."""

    def __init__(self, rows: QuerySet[Any, R]) -> None:
        self._connection = connections[rows.db]
        compiler: Any = rows.query.get_compiler(using=rows.db)
        self._sql, self._parameters = compiler.as_sql()
        converters = compiler.get_converters([one[0] for one in compiler.select])
        self._converted = partial(compiler.apply_converters, converters=converters) if converters else iter
        self._read: Callable[[Iterator[Any]], Iterator[R]] = reading(rows, compiler)

    def ask(self, values: dict[str, Any]) -> list[R]:
        filled = tuple(
            one.output_field.get_db_prep_value(values[one.name], self._connection) if isinstance(one, Slot) else one
            for one in self._parameters
        )
        with self._connection.cursor() as cursor:
            cursor.execute(self._sql, filled)
            found = cursor.fetchall()
        return list(self._read(self._converted(found)))
