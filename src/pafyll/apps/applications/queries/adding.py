"""Whom an owner may add an application for, and what may be chosen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from pafyll.apps.applications.models import Application, Round
from pafyll.apps.catalogue.models import StudyOffer
from pafyll.apps.organisations.models import Employment, Organisation, Person
from pafyll.apps.organisations.permissions import Viewer
from pafyll.apps.organisations.reading import reading_everything
from pafyll.domain.lifecycles.application import ApplicationStatus as S
from pafyll.integrations.clock import OSLO

MOST_FOUND = 30


@dataclass(frozen=True)
class FoundTeacher:
    """A teacher at one of the owner's schools; application is the one that is sent already, if any."""

    job: Employment
    application: Application | None


def teachers_found(*, viewer: Viewer, owner: Organisation, round: Round, text: str, at: datetime) -> list[FoundTeacher]:
    """Teachers whose name or school holds every word, at most thirty; none for an empty search. Two queries."""
    words = text.split()
    if not words:
        return []
    jobs = _jobs(viewer, owner, at)
    for word in words:
        jobs = jobs.filter(
            Q(person__first_name__icontains=word)
            | Q(person__last_name__icontains=word)
            | Q(workplace__name__icontains=word)
        )
    found = list(jobs.order_by("person__last_name", "person__first_name", "pk")[:MOST_FOUND])
    by_person = _sent_by([job.person_id for job in found], round)
    return [FoundTeacher(job, by_person.get(job.person_id)) for job in found]


@reading_everything("a teacher applies once in a round: it is told, also where she has sent it through another owner")
def _sent_by(people: list[int], round: Round) -> dict[int, Application]:
    sent = Application.objects.filter(round=round, person__in=people)
    return {one.person_id: one for one in sent.exclude(status__in=[S.WITHDRAWN, S.DRAFT])}


def jobs_of(*, viewer: Viewer, owner: Organisation, person: int, at: datetime) -> list[Employment]:
    """The person's positions at the owner's schools today, largest first. One query."""
    known = Person.objects.filter(pk=person)  # none, where the number is larger than a key can be
    return list(_jobs(viewer, owner, at).filter(person__in=known).order_by("-position_percent", "pk"))


def offers_to_choose(round: Round) -> QuerySet[StudyOffer]:
    """The published offers of the round's study year, by name. One query."""
    offers = StudyOffer.objects.filter(study_year=round.study_year, status=StudyOffer.Status.PUBLISHED)
    return offers.select_related("programme__provider").order_by("programme__name", "programme__provider__name", "pk")


def _jobs(viewer: Viewer, owner: Organisation, at: datetime) -> QuerySet[Employment]:
    day = at.astimezone(OSLO).date()
    in_force = Q(starts_on__lte=day) & (Q(ends_before__isnull=True) | Q(ends_before__gt=day))
    mine = Employment.objects.filter(in_force, workplace__parent=owner, workplace__parent__in=viewer.ranks_for)
    return mine.filter(workplace__kind=Organisation.Kind.SCHOOL).select_related("person", "workplace")
