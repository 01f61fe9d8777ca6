"""The whole register: every app's tables, and what is wrong with it. A fault fails the build."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import import_module
from typing import Any

from django.apps import apps
from django.db.models import Field, Model

from pafyll.apps.accounts.models import User
from pafyll.apps.organisations.models import Person
from pafyll.domain.privacy import Table

PEOPLE: tuple[type[Model], ...] = (Person, User)
SELF = "self"


@cache
def all_tables() -> dict[str, Table]:
    """Every described table by its model's label."""
    ours = [config.name for config in apps.get_app_configs() if config.name.startswith("pafyll.apps.")]
    return {table.model: table for name in ours for table in import_module(f"{name}.privacy").TABLES}


def model_of(table: Table) -> type[Model]:
    return apps.get_model(table.model)


def fields_of(model: type[Model]) -> list[Field[Any, Any]]:
    """The fields that hold something: without the machine's own key, and without the other end of a relation."""
    return [one for one in model._meta.get_fields() if isinstance(one, Field) and not one.auto_created]


def goes_by_about(way: str) -> bool:
    """Whether a way to the person goes by the key of what the row concerns, and not by the person's own key."""
    return way.split("__")[-1] == "about"


def person_keys(model: type[Model]) -> list[str]:
    """The fields that point at a human being."""
    return [one.name for one in fields_of(model) if one.is_relation and one.related_model in PEOPLE]


def faults(tables: dict[str, Table] | None = None, models: Iterable[type[Model]] | None = None) -> list[str]:
    """What is not marked, marked twice, or points at somebody without the register knowing."""
    register = all_tables() if tables is None else tables
    found: list[str] = []
    for model in apps.get_models() if models is None else models:
        table = register.get(model._meta.label)
        found += [f"{model._meta.label} is not in its app's privacy.py"] if table is None else _faults(table, model)
    return found


def _faults(table: Table, model: type[Model]) -> list[str]:
    said = [*_fields(table, model), *_people(table, model), *_hanging(table, model)]
    if table.is_personal and not table.label:
        said.append("has no label")
    return [f"{table.model} {one}" for one in said]


def _fields(table: Table, model: type[Model]) -> Iterator[str]:
    marked, have = Counter(table.fields()), {one.name for one in fields_of(model)}
    yield from (f"{name}: not marked" for name in sorted(have - set(marked)))
    yield from (f"{name}: no such field" for name in sorted(set(marked) - have))
    yield from (f"{name}: marked twice" for name, times in marked.items() if times > 1)


def _people(table: Table, model: type[Model]) -> Iterator[str]:
    known = {way.split("__")[0] for way in table.mine} | set(table.done_by.split())
    if SELF in table.mine:
        return
    for name in person_keys(model):
        if name not in known and not table.aside:
            yield f"{name}: points at a person, and is neither mine nor done_by"


def _hanging(table: Table, model: type[Model]) -> Iterator[str]:
    """What hangs on a table about a person is about the person, or says why not."""
    if table.mine or table.aside:
        return
    for one in fields_of(model):
        other = all_tables().get(one.related_model._meta.label) if one.is_relation and one.related_model else None
        if other and one.related_model not in PEOPLE and any(not goes_by_about(way) for way in other.mine):
            yield f"{one.name}: hangs on {other.model}, which is about a person"
