"""Walls: which rows of a table PostgreSQL itself shows to whom, whatever a query asks for.

A row is seen by who holds one of its keys. A wall is no judge of roles, statuses and deadlines: the permissions are.
It keeps out other people and other organisations, also where a permission is wrong or forgotten.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Wall:
    """Who sees a row of the model: each key names fields of it, and whoever holds one of them sees the row.

    person, user: the human being herself. office: an organisation that she acts for, or the owner of one. member: one
    where she has any role. county: an organisation in a county that she governs. within: what she sees the row of;
    but_for: not where no other key of that than this one lets her in.
    about: a text that names what she sees it of ("application:42"). roles: who sees every row. is_history: open too
    where whoever asks has said that she reads the history of what she has found already. waits: on a table with rows it
    is raised by hand, when no older version runs that asks in a way for which the wall is slow.
    """

    model: str
    person: str = ""
    user: str = ""
    office: str = ""
    member: str = ""
    county: str = ""
    offer: str = ""
    within: str = ""
    but_for: str = ""
    about: str = ""
    roles: tuple[str, ...] = ()
    is_history: bool = False
    waits: bool = False


@dataclass(frozen=True)
class Unwalled:
    """Models that stand open behind the permissions, and why."""

    models: str
    why: str

    def names(self, app: str) -> Iterator[str]:
        return (f"{app}.{one}" for one in self.models.split())


@dataclass(frozen=True)
class OfOffice:
    """Texts that name an organisation, in place 3 of "grant:4:7" ("grant:*:*"): seen by whoever acts for it."""

    shape: str
    place: int


@dataclass(frozen=True)
class OfPerson:
    """Texts that name a person, as "person:7" does ("person:*"): seen by herself."""

    shape: str


@dataclass(frozen=True)
class Called:
    """How texts name the rows of a model that does not say it itself: "round:*"."""

    shape: str
    model: str


def shape_of(text: str) -> str:
    """What a text says besides the keys: "application:*" of "application:42", "frame:*:*" of "frame:3:7"."""
    return re.sub("[0-9]+", "*", text)


def setting(name: str, kind: str) -> str:
    """What the connection has said, read once in each statement; nothing said is nothing."""
    return f"(SELECT NULLIF(current_setting('pafyll.{name}', true), '')::{kind})"


def among(column: str, name: str, kind: str = "bigint") -> str:
    """Whether the column is one of those that the connection has said."""
    return f"{column} = ANY ({setting(name, f'{kind}[]')}::{kind}[])"


SEES_ALL = f"{setting('sees', 'text')} = 'all'"
SEES_HISTORY = f"{setting('sees', 'text')} = 'history'"


def is_(column: str, name: str) -> str:
    return f"{column} = {setting(name, 'bigint')}"


def linked_among(column: str, table: str, own: str, other: str) -> str:
    """Whether one of the organisations that the row is linked to is one that she acts for."""
    return f"{column} IN (SELECT {own} FROM {table} WHERE {among(other, 'offices')})"


def organisation_among(column: str, other: str, name: str, kind: str = "bigint") -> str:
    """Whether the organisation in the column has one of what was said in another of its columns."""
    return f"{column} IN (SELECT id FROM organisations_organisation WHERE {among(other, name, kind)})"


def offer_of(column: str) -> str:
    """Whether the offer in the column is of a provider that she acts for."""
    own = f"SELECT id FROM catalogue_studyprogramme WHERE {among('provider_id', 'offices')}"
    return f"{column} IN (SELECT id FROM catalogue_studyoffer WHERE programme_id IN ({own}))"


def related_among(column: str, table: str, other: str) -> str:
    """Whether the row in the column, of the other table, is of an organisation that she acts for."""
    return f"{column} IN (SELECT id FROM {table} WHERE {among(other, 'offices')})"


def seen_with(column: str, table: str) -> str:
    """Whether she sees the row of the other table, behind that table's own wall."""
    return f"EXISTS (SELECT 1 FROM {table} seen WHERE seen.id = {column})"


def seen_with_key(column: str, table: str, keys: Iterable[str]) -> str:
    """As seen_with, by one of these keys and no other."""
    return f"EXISTS (SELECT 1 FROM {table} WHERE {table}.id = {column} AND ({' OR '.join(keys)}))"


SEES_ABOUT = "pafyll_sees"
COST = 4000  # of comparing two numbers: a call takes about a tenth of a millisecond


def seen_by_name(column: str) -> str:
    """Whether she sees what the text in the column names, behind that table's own wall."""
    return f"{SEES_ABOUT}({column})"


def sees_about(
    tables: Mapping[str, str], offices: Mapping[str, int], people: Iterable[str], open_ones: Iterable[str]
) -> str:
    """The function that reads a text, by its shape, as what it names: a row, an organisation, a person, an open table.

    A function and no part of the policy: the server then plans the one table that a row is about, once for a
    connection, and not all of them with each statement. Its cost makes the server ask for the rows of a page, and not
    of the whole table to keep the answers. A shape that nobody knows is of nothing that anybody sees.
    """
    rows = (f"WHEN {one!r} THEN RETURN {seen_with('key', table)};" for one, table in sorted(tables.items()))
    theirs = (f"WHEN {one!r} THEN RETURN {among(_key(place), 'offices')};" for one, place in sorted(offices.items()))
    hers = f"WHEN {_listed(people)} THEN RETURN key = {setting('person', 'bigint')};"
    opened = f"WHEN {_listed(open_ones)} THEN RETURN true;"
    cases = "\n        ".join([*rows, *theirs, hers, opened])
    return f"""
CREATE OR REPLACE FUNCTION {SEES_ABOUT}(about text) RETURNS boolean
LANGUAGE plpgsql STABLE PARALLEL SAFE COST {COST} SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_variable
DECLARE key bigint := {_key(2)};
BEGIN
    CASE regexp_replace(about, '[0-9]+', '*', 'g')
        {cases}
        ELSE RETURN false;
    END CASE;
END $$"""


def _listed(shapes: Iterable[str]) -> str:
    return ", ".join(repr(one) for one in sorted(shapes))


def _key(place: int) -> str:
    return f"substring(split_part(about, ':', {place}) from '^[0-9]{{1,18}}$')::bigint"


def holds_role(roles: tuple[str, ...]) -> str:
    return f"{setting('roles', 'text[]')} && ARRAY[{', '.join(f'{one!r}' for one in roles)}]"
