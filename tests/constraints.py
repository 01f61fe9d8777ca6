"""Reading which constraint of the database it was that said no."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import IntegrityError
from django.db.models import BaseConstraint, Model, UniqueConstraint


def constraints_of(models: Iterable[type[Model]]) -> dict[str, BaseConstraint]:
    """The constraints that the models declare, by name."""
    return {one.name: one for model in models for one in model._meta.constraints}


def is_said(name: str, refused: IntegrityError, models: Iterable[type[Model]]) -> bool:
    """Whether the refusal is this constraint's. SQLite names the columns of a unique constraint without a condition."""
    text = str(refused)
    if name in text:
        return True
    for model in models:
        for one in model._meta.constraints:
            if one.name == name and isinstance(one, UniqueConstraint) and "UNIQUE constraint failed" in text:
                columns = [f"{model._meta.db_table}.{model._meta.get_field(field).column}" for field in one.fields]
                return text.partition(": ")[2].split(", ") == columns
    return False
