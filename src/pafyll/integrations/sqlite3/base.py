"""Django's SQLite. Django writes %s where SQLite reads ?, and looks through each question for them every time it is
asked: a tenth of what a page's questions cost, and more for a long one.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from django.db.backends.sqlite3 import base

PLACE = re.compile(r"(?<!%)%s")
LONGEST = 20_000  # a question with hundreds of places is asked seldom, and not kept
PREPARED_BY_SQLITE = 500  # of these many questions SQLite keeps what it has read out of them; else it keeps 128


class DatabaseWrapper(base.DatabaseWrapper):
    """As Django's."""

    def get_connection_params(self) -> dict[str, Any]:
        return {"cached_statements": PREPARED_BY_SQLITE, **super().get_connection_params()}

    def create_cursor(self, name: str | None = None) -> Cursor:
        return self.connection.cursor(factory=Cursor)  # type: ignore[no-any-return]


class Cursor(base.SQLiteCursorWrapper):
    """As Django's, but it remembers what it has written in SQLite's form."""

    def convert_query(self, query: str, *, param_names: list[str] | None = None) -> str:
        if param_names is not None or len(query) > LONGEST:
            return super().convert_query(query, param_names=param_names)
        return in_its_own_form(query)


@lru_cache(maxsize=2000)
def in_its_own_form(query: str) -> str:
    """The question with ? for %s."""
    return PLACE.sub("?", query).replace("%%", "%")
