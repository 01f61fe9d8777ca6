"""Writes many rows at once, with keys that are given and therefore the same every time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from time import perf_counter

from django.core.management.color import no_style
from django.db import connection
from django.db.models import Model

BATCH = 5000


class Writer:
    """Writes rows and tells how many of what, and how long it took."""

    def __init__(self, tell: Callable[[str], object]) -> None:
        self._tell = tell
        self._written: list[type[Model]] = []

    def write(self, rows: Sequence[Model], what: str) -> None:
        """Writes rows of one model; every row has its key already."""
        started = perf_counter()
        model = type(rows[0])
        model._default_manager.bulk_create(rows, batch_size=BATCH)
        self._written.append(model)
        number = f"{len(rows):,}".replace(",", " ")
        self._tell(f"  {number:>8} {what} ({perf_counter() - started:.1f} s)")

    def let_keys_run_on(self) -> None:
        """Where the database counts keys on its own, lets it continue after ours."""
        with connection.cursor() as cursor:
            for statement in connection.ops.sequence_reset_sql(no_style(), self._written):
                cursor.execute(statement)
