"""Django's PostgreSQL, with who reads said to the server whenever it is another than the server was told last.

What was said is never trusted across a connection, a rollback or another's use: then it is said again.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import astuple
from typing import Any

from django.db.backends.postgresql import base

from pafyll.integrations.postgresql.reading import NAMES, Reader, reader_now

SAY = f"SELECT {', '.join(f'set_config({name!r}, %s, false)' for name in NAMES)}"
TAKES_BACK = "ROLLBACK"  # to a savepoint: what was said after it is no longer so
FIRST_OF_ALL = ("SAVEPOINT", "RELEASE", TAKES_BACK)


class DatabaseWrapper(base.DatabaseWrapper):
    """As Django's."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._told: tuple[Any, Reader] | None = None
        self.execute_wrappers.append(self._tell_first)

    def connect(self) -> None:
        self._told = None
        super().connect()

    def _rollback(self) -> None:
        self._told = None
        super()._rollback()  # type: ignore[misc]

    def _commit(self) -> None:
        told, self._told = self._told, None
        super()._commit()  # type: ignore[misc]
        self._told = told

    def _close(self) -> None:
        self._told = None
        super()._close()  # type: ignore[misc]

    def _tell_first(self, execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: Any) -> Any:
        words = str(sql)[:9]
        if not words.startswith(FIRST_OF_ALL):
            self._tell()
        if words.startswith(TAKES_BACK):
            self._told = None
        return execute(sql, params, many, context)

    def _tell(self) -> None:
        reader = reader_now()
        if self._told is not None and self._told[0] is self.connection and self._told[1] == reader:
            return
        with self.connection.cursor() as cursor:
            cursor.execute(SAY, astuple(reader))
        self._told = (self.connection, reader)
