"""Those who led the schools that a university worked with: they are asked when the assignment is finished."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.db.models import Q, QuerySet

from pafyll.apps.assignments.models import Assignment
from pafyll.apps.organisations.models import Organisation, RoleGrant
from pafyll.apps.surveys.models import Survey
from pafyll.apps.surveys.triggers import Invitee, became_at, register
from pafyll.domain.lifecycles.assignment import AssignmentStatus as A
from pafyll.domain.rules.deadlines import norwegian_day
from pafyll.domain.surveys.limits import asked_about_since
from pafyll.domain.surveys.moments import Moment


def finished_assignments(survey: Survey, day: date) -> Iterator[Invitee]:
    """The principals at the other party, of each of the survey's owner's assignments that is finished by the day.

    Not of those that were finished long before the survey opens. Those who took part are not registered: they are
    asked by a list with addresses.
    """
    held = Assignment.objects.filter(provider=survey.owner, status__in=[A.FINISHED, A.EVALUATED])
    rows = list(held.select_related("provider", "counterpart").order_by("pk"))
    since = asked_about_since(survey.opens_on)
    finished = became_at((one.about for one in rows), A.FINISHED)
    for assignment in rows:
        at = finished.get(assignment.about)
        if at is not None and since <= norwegian_day(at) <= day:
            for grant in _principals(assignment.counterpart, day):
                yield _invitee(assignment, grant)


def _principals(counterpart: Organisation, day: date) -> QuerySet[RoleGrant]:
    in_force = Q(starts_on__lte=day) & (Q(ends_before__isnull=True) | Q(ends_before__gt=day))
    there = Q(organisation=counterpart) | Q(organisation__parent=counterpart)
    rows = RoleGrant.objects.filter(there, in_force, role=RoleGrant.Role.PRINCIPAL)
    return rows.exclude(person__email="").select_related("person__user", "organisation").order_by("pk")


def _invitee(assignment: Assignment, grant: RoleGrant) -> Invitee:
    person = grant.person
    language = person.user.language if person.user else assignment.counterpart.letter_language
    cell = (assignment.provider.number, assignment.counterpart.number, "")
    return Invitee(f"{assignment.about}:person:{person.pk}", str(person), person.email, cell, language, person.pk)


register(Moment.PROJECT_FINISHED, finished_assignments)
