"""Who sends, decides and confirms while things are killed, each logged in; and new things to decide for each round."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.test import Client

from pafyll.apps.applications.models import ApplicationVersion, ConfirmationWindow
from pafyll.apps.applications.services.applying import submit_application
from pafyll.apps.casework.models import Job
from pafyll.apps.casework.services import jobs, record
from pafyll.apps.organisations.models import Person
from pafyll.domain.lifecycles.job import LIVE
from pafyll.domain.lifecycles.participation import TermStatus
from pafyll.integrations.clock import now
from tests.apps.applications.fjordvik import Fjordvik, fjordvik, user, write
from tests.factories import (
    ConfirmationWindowFactory,
    CreditsHeldFactory,
    DispensationFactory,
    EmploymentFactory,
    OrganisationFactory,
    ParticipationFactory,
    ParticipationTermFactory,
    PersonFactory,
    RoleGrantFactory,
    RoundFactory,
    SubjectTaughtFactory,
)
from tests.siege.counting import KIND

CHANGERS, TERMS, DECISIONS = 3, 2, 2
WHY = "Jeg underviser i matematikk uten studiepoeng."


@dataclass
class Round:
    """What one round is about: keys of rows that wait for somebody."""

    number: int
    newcomer: str  # the session of a teacher who has not applied
    dispensations: list[int]
    terms: list[int]
    job: int


@dataclass
class World:
    """The town, and the sessions of those who act. changers: session → the application that she has sent."""

    town: Fjordvik
    idar: str
    siri: str
    window: ConfirmationWindow
    changers: dict[str, int] = field(default_factory=dict)
    taking: int = 0  # how many take part in what is confirmed

    def next_round(self, number: int) -> Round:
        """A newcomer, decisions that wait, participants to confirm, and a job in the queue."""
        teacher = self._teacher()
        waiting = [DispensationFactory(round=self.town.round).pk for _ in range(DECISIONS)]
        job = jobs.start(kind=KIND, about=f"siege:{number}", by=None, at=now())
        return Round(number, log_in(teacher), waiting, [self._term() for _ in range(TERMS)], job.pk)

    def _teacher(self) -> Person:
        teacher = PersonFactory()
        EmploymentFactory(person=teacher, workplace=self.town.school)
        RoleGrantFactory(person=teacher, teacher=True, organisation=self.town.school)
        SubjectTaughtFactory(person=teacher, school=self.town.school, subject="mathematics", stage="1-7")
        CreditsHeldFactory(person=teacher, subject="norwegian", credits=60)
        return teacher

    def _term(self) -> int:
        school, offer = self.town.school, self.town.maths
        self.taking += 1
        number = f"{self.window.round.study_year}-{self.taking:05d}"
        taking = ParticipationFactory(
            application__round=self.window.round,
            application__number=number,
            application__school=school,
            application__offer_1=offer,
        )
        return int(ParticipationTermFactory(participation=taking, status=TermStatus.AWAITING).pk)


def found_world() -> World:
    """Some teachers who have sent, and those who decide and confirm."""
    town, directorate = fjordvik(), OrganisationFactory(directorate=True)
    owner = town.school.parent
    idar, siri = PersonFactory(first_name="Idar"), PersonFactory(first_name="Siri")
    RoleGrantFactory(person=idar, directorate_decider=True, organisation=directorate)
    RoleGrantFactory(person=siri, owner_officer=True, organisation=owner)
    last_year = RoundFactory(study_year=2025, closed=True)
    open_now = {"opens_at": now() - timedelta(days=2), "closes_at": now() + timedelta(days=2)}
    window = ConfirmationWindowFactory(round=last_year, **open_now)
    world = World(town, log_in(idar), log_in(siri), window)
    world.changers = {log_in(one): _sent(town, one) for one in (world._teacher() for _ in range(CHANGERS))}
    return world


def log_in(person: Person) -> str:
    """The key of a session."""
    client = Client()
    client.force_login(user(person))
    return str(client.cookies[settings.SESSION_COOKIE_NAME].value)


def jobs_left() -> int:
    return Job.objects.filter(kind=KIND, status__in=LIVE).count()


def receipts_left() -> int:
    return ApplicationVersion.objects.filter(is_told=False).count()


@contextmanager
def double(round: Round) -> Iterator[None]:
    """As if what a round decided and confirmed had been done once more, taken back afterwards."""
    with transaction.atomic():
        record(about=f"term:{round.terms[0]}", verb="confirmed", after="confirmed", by=None, at=now())
        record(about=f"dispensation:{round.dispensations[0]}", verb="decided", after="decided", by=None, at=now())
        yield
        transaction.set_rollback(True)


def _sent(town: Fjordvik, teacher: Person) -> int:
    from pafyll.apps.applications.services.applying import start_application

    by: Any = user(teacher)
    draft = start_application(round=town.round, person=teacher, by=by, at=now(), offer=town.maths)
    write(draft, at=now(), scheme_1="substitute", motivation=WHY)
    submit_application(application=draft, version=draft.version, by=by, at=now())
    return draft.pk
