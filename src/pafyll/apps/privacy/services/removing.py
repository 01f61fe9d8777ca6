"""Removing rows that hang on each other, and telling of those that something else still needs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import ProtectedError, QuerySet

PASSES = 4  # a profile goes after its fields, and they after what hangs on them


def remove(asked: Sequence[QuerySet[Any]]) -> list[str]:
    """Removes the rows. What is held by something else stays: the tables that have such rows are told."""
    waiting = list(asked)
    for _pass in range(PASSES):
        waiting = [rows for rows in waiting if not _gone(rows)]
        if not waiting:
            break
    return [rows.model._meta.label for rows in waiting]


def _gone(rows: QuerySet[Any]) -> bool:
    keys = list(rows.values_list("pk", flat=True))
    try:
        with transaction.atomic():
            rows.model._default_manager.filter(pk__in=keys).delete()
    except (ProtectedError, IntegrityError):
        return False
    return True
