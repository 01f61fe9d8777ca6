"""Walls: which rows of a table PostgreSQL itself shows to whom, whatever a query asks for.

A row is seen by who holds one of its keys. A wall is no judge of roles, statuses and deadlines: the permissions are.
It keeps out other people and other organisations, also where a permission is wrong or forgotten.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Wall:
    """Who sees a row of the model: each key names fields of it, and whoever holds one of them sees the row.

    person, user: the human being herself. office: an organisation that she acts for, or the owner of one. member: one
    where she has any role. county: an organisation in a county that she governs. within: what she sees the row of.
    roles: who sees every row.
    """

    model: str
    person: str = ""
    user: str = ""
    office: str = ""
    member: str = ""
    county: str = ""
    offer: str = ""
    within: str = ""
    roles: tuple[str, ...] = ()


@dataclass(frozen=True)
class Unwalled:
    """Models that stand open behind the permissions, and why."""

    models: str
    why: str

    def names(self, app: str) -> Iterator[str]:
        return (f"{app}.{one}" for one in self.models.split())


def setting(name: str, kind: str) -> str:
    """What the connection has said, read once in each statement; nothing said is nothing."""
    return f"(SELECT NULLIF(current_setting('pafyll.{name}', true), '')::{kind})"


def among(column: str, name: str, kind: str = "bigint") -> str:
    """Whether the column is one of those that the connection has said."""
    return f"{column} = ANY ({setting(name, f'{kind}[]')}::{kind}[])"


SEES_ALL = f"{setting('sees', 'text')} = 'all'"


def is_(column: str, name: str) -> str:
    return f"{column} = {setting(name, 'bigint')}"


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


def holds_role(roles: tuple[str, ...]) -> str:
    return f"{setting('roles', 'text[]')} && ARRAY[{', '.join(f'{one!r}' for one in roles)}]"
