"""Every app's walls, what is wrong with them, and the statements that raise them: by `migrate`, on PostgreSQL."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from importlib import import_module
from typing import Any

from django.apps import apps
from django.core.checks import CheckMessage, Warning
from django.db import connections, transaction
from django.db.models import CharField, ForeignKey, ManyToManyField, Model

from pafyll.apps.accounts.models import User
from pafyll.apps.catalogue.models import StudyOffer
from pafyll.apps.organisations.models import Organisation, Person
from pafyll.apps.organisations.reading import reading_everything
from pafyll.integrations.postgresql.walls import (
    SEES_ABOUT,
    SEES_ALL,
    SEES_HISTORY,
    Called,
    OfOffice,
    OfPerson,
    Unwalled,
    Wall,
    among,
    holds_role,
    is_,
    linked_among,
    offer_of,
    organisation_among,
    related_among,
    seen_by_name,
    seen_with,
    seen_with_key,
    sees_about,
)

POLICY = "pafyll_wall"
STANDING = """
    SELECT c.relname, obj_description(p.oid, 'pg_policy')
    FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid WHERE p.polname = %s
"""
STANDING_FUNCTION = "SELECT obj_description(oid, 'pg_proc') FROM pg_proc WHERE proname = %s"
NAMED_BY = ("about", "key", "about_key")  # the property that says what texts call the row
KEYS: dict[str, type[Model]] = {
    **dict.fromkeys(("office", "member", "county"), Organisation),
    "person": Person,
    "user": User,
    "offer": StudyOffer,
}


@cache
def all_walls() -> dict[str, Wall]:
    """Every walled model by its label."""
    return {one.model: one for one in _listed() if isinstance(one, Wall)}


@cache
def all_unwalled() -> dict[str, str]:
    """Every model that stands open, with the reason."""
    return {
        name: one.why
        for app, listed in _by_app()
        for one in listed
        if isinstance(one, Unwalled)
        for name in one.names(app)
    }


@cache
def all_named() -> dict[str, str]:
    """Every model that texts name, by the shape of the text ("appeal:*")."""
    return dict(_names())


@cache
def all_of_offices() -> dict[str, int]:
    """Where in a text the organisation stands that it is of, by its shape."""
    return {one.shape: one.place for one in _listed() if isinstance(one, OfOffice)}


@cache
def all_of_people() -> frozenset[str]:
    """The shapes of texts that name a person."""
    return frozenset(one.shape for one in _listed() if isinstance(one, OfPerson))


def all_shapes() -> set[str]:
    """Those of every text that is known. What is about something else is seen by nobody."""
    return {*all_named(), *all_of_offices(), *all_of_people()}


def faults(walls: dict[str, Wall] | None = None, unwalled: dict[str, str] | None = None) -> list[str]:
    """What has neither a wall nor a reason, has both, or has a wall that cannot stand."""
    has_wall, open_ones = all_walls() if walls is None else walls, all_unwalled() if unwalled is None else unwalled
    known = {model._meta.label for model in apps.get_models() if model.__module__.startswith("pafyll.")}
    found = [f"{one} has neither a wall nor a reason in its app's walls.py" for one in known - {*has_wall, *open_ones}]
    found += [f"{one} has both a wall and a reason" for one in {*has_wall} & {*open_ones}]
    found += [f"{one} is no model" for one in {*has_wall, *open_ones} - known]
    found += [f"{one} stands open without a reason" for one, why in open_ones.items() if len(why) < 10]
    shapes = Counter([*(shape for shape, _ in _names()), *all_of_offices(), *all_of_people()])
    found += [f"{shape} names more than one thing" for shape, times in shapes.items() if times > 1]
    found += [f"{shape} names {label}, which is no model" for shape, label in _names() if label not in known]
    return sorted([*found, *(said for one in has_wall.values() if one.model in known for said in _faults(one))])


def condition(wall: Wall) -> str:
    """When a row is seen."""
    return " OR ".join([SEES_ALL, *([SEES_HISTORY] if wall.is_history else []), *_keys(wall)])


def raise_walls(*, using: str = "default", late: bool = False) -> int:
    """Puts up the walls that are missing or otherwise than said, and takes away those that are no longer. How many.

    One that waits is put up where its table is empty, or late: when no older version serves any longer.
    On the way down a wall may rest on a table that is gone: none is raised before they are all there again, and a table
    that has lost its wall shows nothing meanwhile.
    """
    connection = connections[using]
    if connection.vendor != "postgresql":
        return 0
    with reading_everything("the walls are raised"), connection.cursor() as cursor:
        if not _tables() <= set(connection.introspection.table_names(cursor)):
            return 0
        standing, waiting = _standing(cursor), set() if late else _waiting(cursor, using)
        wanted = {_table(one): condition(one) for one in all_walls().values() if one.model not in waiting}
        changed = [
            _function(cursor),
            *(_down(table) for table in standing.keys() - wanted.keys()),
            *(_up(table, when) for table, when in wanted.items() if standing.get(table) != _mark(when)),
        ]
        for statements in changed:
            _at_once(cursor, statements, using)
    return sum(len(one) for one in changed)


def lower_walls(*, using: str = "default") -> int:
    """Takes away those that wait, before an older version serves again. How many statements."""
    if connections[using].vendor != "postgresql":
        return 0
    with reading_everything("the walls are lowered"), connections[using].cursor() as cursor:
        standing = _standing(cursor)
        down = [_down(_table(one)) for one in all_walls().values() if one.waits and _table(one) in standing]
        for statements in down:
            _at_once(cursor, statements, using)
    return sum(len(one) for one in down)


def late_walls(*, using: str = "default") -> set[str]:
    """Models whose walls still wait to be raised by hand."""
    connection = connections[using]
    with reading_everything("only whether there are rows"), connection.cursor() as cursor:
        if not _tables() <= set(connection.introspection.table_names(cursor)):
            return set()
        return _waiting(cursor, using)


def _at_once(cursor: Any, statements: Iterable[str], using: str) -> None:
    """A table is never seen between two of them, without its wall or with all of it hidden."""
    with transaction.atomic(using=using):
        for one in statements:
            cursor.execute(one)


def _standing(cursor: Any) -> dict[str, str]:
    cursor.execute(STANDING, [POLICY])
    return dict(cursor.fetchall())


def _waiting(cursor: Any, using: str) -> set[str]:
    """Models whose walls wait, and do not stand, on tables with rows."""
    standing = _standing(cursor)
    late = [one for one in all_walls().values() if one.waits and _table(one) not in standing]
    return {one.model for one in late if apps.get_model(one.model)._default_manager.using(using).exists()}


def _table(wall: Wall) -> str:
    return apps.get_model(wall.model)._meta.db_table


def check_walls(databases: Iterable[str] | None = None, **_: Any) -> list[CheckMessage]:
    """Warns where the walls do not hold, or one of them waits. Asked by migrate and by check --database."""
    found: list[CheckMessage] = []
    for using in databases or ():
        if connections[using].vendor == "postgresql" and _goes_past(using):
            text = "Databasebrukeren går forbi veggene mellom organisasjonene: den er superbruker, eller har BYPASSRLS."
            found.append(
                Warning(text, hint="Bruk en bruker som bare eier databasen. Se docs/howto/run.md.", id="pafyll.W003")
            )
        if connections[using].vendor == "postgresql" and late_walls(using=using):
            text = "Historikken har ingen vegg ennå."
            hint = "Kjør raise_walls når ingen eldre versjon kjører. Se docs/howto/upgrade.md."
            found.append(Warning(text, hint=hint, id="pafyll.W004"))
    return found


def _goes_past(using: str) -> bool:
    with connections[using].cursor() as cursor:
        cursor.execute("SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user")
        return bool(cursor.fetchone()[0])


def _tables() -> set[str]:
    models = apps.get_models(include_auto_created=True)
    return {one._meta.db_table for one in models if one._meta.app_config.name.startswith("pafyll.apps.")}


def _function(cursor: Any) -> list[str]:
    """What the policies ask of a text, when it is missing or otherwise than said."""
    made = sees_about(*_named())
    cursor.execute(STANDING_FUNCTION, [SEES_ABOUT])
    if cursor.fetchall() == [(_mark(made),)]:
        return []
    return [made, f"COMMENT ON FUNCTION {SEES_ABOUT} IS '{_mark(made)}'"]


def _named() -> tuple[dict[str, str], dict[str, int], frozenset[str], list[str]]:
    """The table of each shape, the place of an organisation, the shapes of people, and those of what stands open."""
    walled = {shape: label for shape, label in all_named().items() if label in all_walls()}
    tables = {shape: apps.get_model(label)._meta.db_table for shape, label in walled.items()}
    return tables, all_of_offices(), all_of_people(), [one for one in all_named() if one not in walled]


def _up(table: str, when: str) -> list[str]:
    return [
        f"DROP POLICY IF EXISTS {POLICY} ON {table}",
        f"CREATE POLICY {POLICY} ON {table} USING ({when})",
        f"COMMENT ON POLICY {POLICY} ON {table} IS '{_mark(when)}'",
        f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY",
    ]


def _down(table: str) -> list[str]:
    return [
        f"DROP POLICY {POLICY} ON {table}",
        f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY, NO FORCE ROW LEVEL SECURITY",
    ]


def _mark(when: str) -> str:
    return hashlib.sha256(when.encode()).hexdigest()


def _keys(wall: Wall) -> Iterator[str]:
    model = apps.get_model(wall.model)
    for name in wall.person.split():
        yield is_(_column(model, name), "person")
    for name in wall.user.split():
        yield is_(_column(model, name), "user")
    if wall.roles:
        yield holds_role(wall.roles)
    for name in wall.office.split():
        yield from _office(model, name)
    for name in wall.member.split():
        yield among(_column(model, name), "members")
    for name in wall.county.split():
        yield organisation_among(_column(model, name), "county_code", "counties", "text")
    for name in wall.offer.split():
        yield offer_of(_column(model, name))
    for name in wall.within.split():
        yield _within(wall, _column(model, name), _related(model, name))
    for name in wall.about.split():
        yield seen_by_name(_column(model, name))


def _within(wall: Wall, column: str, other: type[Model]) -> str:
    if not wall.but_for:
        return seen_with(column, other._meta.db_table)
    whole = all_walls()[other._meta.label]
    office = " ".join(one for one in whole.office.split() if one != wall.but_for)
    return seen_with_key(column, other._meta.db_table, _keys(replace(whole, office=office)))


def _office(model: type[Model], name: str) -> Iterator[str]:
    """Of the row itself, or (survey__owner) of what the row is in; one of them, where there are many."""
    way, _, there = name.rpartition("__")
    other = _related(model, way) if way else model
    if isinstance(linked := other._meta.get_field(there), ManyToManyField):
        column = _column(model, way or "id")
        yield linked_among(column, linked.m2m_db_table(), linked.m2m_column_name(), linked.m2m_reverse_name())
    elif not way:
        yield among(_column(model, name), "offices")
        yield organisation_among(_column(model, name), "parent_id", "offices")
    else:
        yield related_among(_column(model, way), other._meta.db_table, _column(other, there))


def _related(model: type[Model], name: str) -> type[Model]:
    return model._meta.get_field(name).related_model  # type: ignore[return-value]


def _column(model: type[Model], name: str) -> str:
    return f"{model._meta.db_table}.{model._meta.get_field(name).column}"  # type: ignore[union-attr]


def _faults(wall: Wall) -> Iterator[str]:
    model = apps.get_model(wall.model)
    for kind in (*KEYS, "within"):
        for name in getattr(wall, kind).split():
            yield from (f"{wall.model} {name}: {said}" for said in _faults_of_key(model, name, kind))
    for name in wall.about.split():
        if not isinstance(model._meta.get_field(name), CharField):
            yield f"{wall.model} {name}: is no text"


def _faults_of_key(model: type[Model], name: str, kind: str) -> Iterator[str]:
    way, _, name = name.rpartition("__")
    there = _related(model, way) if way else model
    fields = (*there._meta.concrete_fields, *there._meta.many_to_many) if kind == "office" else there._meta.fields
    field = next((one for one in fields if one.name == name), None)
    if not isinstance(field, ForeignKey | ManyToManyField):
        yield "is no key"
    elif kind in KEYS and field.related_model is not KEYS[kind]:
        yield f"is no {kind}"
    elif kind == "within" and field.related_model._meta.label not in all_walls():
        yield "has no wall of its own to stand behind"


def _by_app() -> Iterator[tuple[str, Iterable[Any]]]:
    for config in apps.get_app_configs():
        if config.name.startswith("pafyll.apps."):
            yield config.label, import_module(f"{config.name}.walls").WALLS


def _listed() -> Iterator[Wall | Unwalled | OfOffice | OfPerson | Called]:
    return (one for _, listed in _by_app() for one in listed)


def _names() -> Iterator[tuple[str, str]]:
    """What each model calls its rows in texts, as its row 7 or its app's list says."""
    for label in [*all_walls(), *all_unwalled()]:
        row = apps.get_model(label)(pk=7)
        for name in NAMED_BY:
            word, _, key = str(getattr(row, name, "")).partition(":")
            if word and key == "7":
                yield f"{word}:*", label
    yield from ((one.shape, one.model) for one in _listed() if isinstance(one, Called))
