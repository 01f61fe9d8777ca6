"""On whose behalf the database is read: what the viewer holds, as the walls ask for it (ADR 35)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager

from pafyll.apps.organisations.models import RoleGrant
from pafyll.apps.organisations.permissions import Viewer
from pafyll.integrations.postgresql.reading import NOBODY, Reader, reading_as, reading_everything, reading_history

__all__ = [
    "each_on_behalf_of",
    "finding_the_reader",
    "reader_for",
    "reading_everything",
    "reading_history",
    "reading_on_behalf_of",
]

Role = RoleGrant.Role
FOR_HERSELF = {Role.TEACHER, Role.ACADEMIC, Role.UNION_REPRESENTATIVE}  # roles somewhere, not on its behalf


def reading_on_behalf_of(viewer: Callable[[], Viewer]) -> AbstractContextManager[None]:
    """Meanwhile the database shows what the viewer's keys open. Asked for with the first statement, and kept."""
    known: dict[int, tuple[Viewer, Reader]] = {}

    def who() -> Reader:
        asked = viewer()
        if id(asked) not in known:
            known[id(asked)] = (asked, reader_for(asked))
        return known[id(asked)][1]

    return reading_as(who)


def each_on_behalf_of(viewer: Callable[[], Viewer], parts: Iterable[bytes]) -> Iterator[bytes]:
    """The parts of an answer that is still read while it is sent, each on the viewer's behalf."""
    coming = iter(parts)
    while True:
        with reading_on_behalf_of(viewer):
            part = next(coming, None)
        if part is None:
            return
        yield part


def finding_the_reader() -> AbstractContextManager[None]:
    """Meanwhile nobody reads: who somebody is stands in tables without walls, and is not to be asked on her behalf."""
    return reading_as(lambda: NOBODY)


def reader_for(viewer: Viewer) -> Reader:
    """The viewer's keys."""
    if viewer.user is None:
        return NOBODY
    acting = [one for one in viewer.grants if one.role not in FOR_HERSELF]
    governed = {one.organisation.county_code for one in acting if one.role == Role.COUNTY_GOVERNOR} - {""}
    return Reader(
        sees="own",
        user=str(viewer.user.pk),
        person=str(viewer.person.pk) if viewer.person else "",
        offices=_list({one.organisation.pk for one in acting}),
        members=_list({one.organisation.pk for one in viewer.grants}),
        counties=_list(governed),
        roles=_list({one.role for one in viewer.grants}),
    )


def _list(keys: Iterable[object]) -> str:
    return "{" + ",".join(sorted(str(one) for one in keys)) + "}"
