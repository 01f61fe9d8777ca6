"""Who has seen what is kept about a person: for the person herself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from pafyll.apps.casework.models import Event
from pafyll.apps.casework.services.revealing import REVEALED, reveals_of
from pafyll.apps.organisations.models import Person, RoleGrant
from pafyll.apps.privacy.models import Reading
from pafyll.apps.privacy.services.seeing_as import SEEN_AS

SHOWN_BY = {REVEALED: Reading.What.NUMBER, SEEN_AS: Reading.What.SEEN_AS}
SHOWN = 500  # the latest; the file of one's own data has them all


@dataclass(frozen=True)
class Seen:
    """Somebody saw something: who, where that person works, what, when, and why where it had to be said."""

    at: datetime
    who: str
    where: str
    what: str
    why: str


def who_has_seen(person: Person) -> list[Seen]:
    """The latest first. Four queries."""
    rows = Reading.objects.filter(person=person).select_related("reader")[:SHOWN]
    reveals = [*reveals_of(person), *_seen_as(person)]
    where = _places({row.reader_id for row in rows} | {one.by_id for one in reveals if one.by_id})
    seen = [
        *(
            Seen(row.first_at, str(row.reader), where.get(row.reader_id, ""), row.get_what_display(), "")
            for row in rows
        ),
        *(
            Seen(one.at, str(one.by), where.get(one.by_id or 0, ""), str(SHOWN_BY[one.verb].label), one.why)
            for one in reveals
        ),
    ]
    return sorted(seen, key=lambda one: one.at, reverse=True)


def _seen_as(person: Person) -> list[Event]:
    """Everybody who has seen the pages as the person does."""
    return list(Event.objects.filter(about=f"person:{person.pk}", verb=SEEN_AS).select_related("by"))


def _places(readers: set[int]) -> dict[int, str]:
    """Where each of them has a role: the organisations' names."""
    rows = RoleGrant.objects.filter(person__user__in=readers).exclude(role=RoleGrant.Role.TEACHER)
    found: dict[int, set[str]] = {}
    for reader, name in rows.values_list("person__user", "organisation__name"):
        found.setdefault(reader, set()).add(name)
    return {reader: ", ".join(sorted(names)) for reader, names in found.items()}
