"""Teachers who have not applied, each with a session, and a round that closes at a real moment soon."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from importlib import import_module
from typing import Any

BATCH = 1000


@dataclass(frozen=True)
class Town:
    """Keys, for the load."""

    round: int
    offer: int
    school: int
    sessions: list[str]  # in the order of people
    people: list[int]


def planted(teachers: int) -> Town:
    """A school with so many teachers. The round's deadline is set when the hour begins (`closes`)."""
    from tests.apps.applications.fjordvik import fjordvik

    town = fjordvik()
    people = _people(town, teachers)
    return Town(town.round.pk, town.maths.pk, town.school.pk, _sessions(people), [one.pk for one in people])


def closes(round: int, at: datetime) -> None:
    """Teachers may send until the moment."""
    from pafyll.apps.applications.models import Round

    day = timedelta(days=1)
    dates = {"opens_at": at - day, "teacher_closes_at": at, "owner_opens_at": at, "owner_closes_at": at + 14 * day}
    later = {"result_on": (at + 60 * day).date(), "admission_on": (at + 90 * day).date()}
    Round.objects.filter(pk=round).update(**dates, **later)


def _people(town: Any, teachers: int) -> list[Any]:
    """In bulk: user, person, post, role and what she teaches."""
    from pafyll.apps.accounts.models import User
    from pafyll.apps.organisations.models import Employment, Person, RoleGrant
    from pafyll.apps.planning.models import CreditsHeld, SubjectTaught
    from tests.factories import (
        CreditsHeldFactory,
        EmploymentFactory,
        PersonFactory,
        RoleGrantFactory,
        SubjectTaughtFactory,
    )

    names = [f"laerer{number}" for number in range(teachers)]
    users = User.objects.bulk_create(
        [User(username=name, email=f"{name}@example.no", password="!") for name in names], BATCH
    )
    people = Person.objects.bulk_create(
        [PersonFactory.build(user=user, first_name=user.username, email=user.email) for user in users],
        BATCH,
    )
    school = town.school
    Employment.objects.bulk_create([EmploymentFactory.build(person=one, workplace=school) for one in people], BATCH)
    RoleGrant.objects.bulk_create(
        [RoleGrantFactory.build(person=one, teacher=True, organisation=school) for one in people], BATCH
    )
    SubjectTaught.objects.bulk_create(
        [SubjectTaughtFactory.build(person=one, school=school, subject="mathematics", stage="1-7") for one in people],
        BATCH,
    )
    CreditsHeld.objects.bulk_create(
        [CreditsHeldFactory.build(person=one, subject="norwegian", credits=60) for one in people], BATCH
    )
    return people


def _sessions(people: list[Any]) -> list[str]:
    """As after a log-in, without the provider's page: that is another machine's work."""
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.models import Session
    from django.utils import timezone

    store = import_module(settings.SESSION_ENGINE).SessionStore()
    backend, until = settings.AUTHENTICATION_BACKENDS[0], timezone.localtime() + timedelta(days=1)
    rows = []
    for number, person in enumerate(people):
        content = {
            SESSION_KEY: str(person.user_id),
            BACKEND_SESSION_KEY: backend,
            HASH_SESSION_KEY: person.user.get_session_auth_hash(),
        }
        rows.append(
            Session(session_key=f"deadline{number:024d}", session_data=store.encode(content), expire_date=until)
        )
    Session.objects.bulk_create(rows, BATCH)
    return [row.session_key for row in rows]
