"""Empties the database before a seed, and starts the keys at 1 again so that every seed gives the same ones."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.management.color import no_style
from django.db import connection

from pafyll.apps.assignments.frozen import emptying as assignments_emptying
from pafyll.apps.casework.frozen import HISTORY
from pafyll.apps.forums.frozen import DISTRIBUTIONS, KEY_FILES
from pafyll.apps.grants.frozen import emptying
from pafyll.apps.statistics.frozen import FIGURES

KEPT = {"django_migrations", "django_content_type", "auth_permission"}


@contextmanager
def nothing_frozen() -> Iterator[None]:
    """Lets go of every table that refuses to lose rows: for a database that is emptied whole."""
    with (
        emptying(),
        DISTRIBUTIONS.emptying(),
        KEY_FILES.emptying(),
        FIGURES.emptying(),
        HISTORY.emptying(),
        assignments_emptying(),
    ):
        yield


def is_empty() -> bool:
    """Whether nobody and nothing is registered yet."""
    from pafyll.apps.organisations.models import Organisation

    return not Organisation.objects.exists()


def empty_database() -> None:
    """Removes every row except those that the migrations made."""
    tables = connection.introspection.django_table_names(only_existing=True, include_views=False)
    connection.check_constraints()  # PostgreSQL refuses to truncate while a deferred check waits
    statements = connection.ops.sql_flush(
        no_style(), [table for table in tables if table not in KEPT], reset_sequences=True, allow_cascade=False
    )
    with nothing_frozen():
        connection.ops.execute_sql_flush(statements)
