"""Being in a world: its database and its day, for this thread and no other."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from django.db import connection

from pafyll.integrations.clock import standing_on


@contextmanager
def inside(file: Path, day: date) -> Iterator[None]:
    """Meanwhile all that is read and written is in the file, and it is the day."""
    outside = connection.settings_dict
    connection.close()
    connection.settings_dict = {**outside, "NAME": str(file)}
    try:
        with standing_on(day):
            yield
    finally:
        connection.close()
        connection.settings_dict = outside
