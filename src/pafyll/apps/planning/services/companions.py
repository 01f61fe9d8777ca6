"""A principal names several who would like to study a subject together; the planner puts them in one year if it can."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import IntegrityError, transaction

from pafyll.apps.accounts.models import User
from pafyll.apps.casework.services import record, require
from pafyll.apps.organisations.models import Organisation, Person
from pafyll.apps.organisations.permissions import viewer_of
from pafyll.apps.planning.models import CompanionGroup
from pafyll.apps.planning.permissions.staff import may_lead, works_at
from pafyll.domain.answers import Answer, Refusal, first_no, no, yes
from pafyll.domain.rules.deadlines import norwegian_day
from pafyll.domain.rules.subjects import SUBJECTS


@transaction.atomic
def name_companions(
    *, school: Organisation, subject: str, people: Collection[Person], why: str, by: User, at: datetime
) -> CompanionGroup:
    """Keeps the group. One live group in a subject at a school: another is refused, and says so."""
    day = norwegian_day(at)
    require(may_lead(viewer_of(by, day=day), school))
    require(first_no([_is_group(subject, people), *(works_at(one, school, day) for one in people)]))
    try:
        with transaction.atomic():
            group = CompanionGroup.objects.create(
                school=school, subject=subject, why=why.strip(), named_by=by, named_at=at
            )
    except IntegrityError:
        raise Refusal(_HAS_ONE) from None
    group.people.set(people)
    keys = sorted(one.pk for one in people)
    record(about=group.about, verb="named", by=by, at=at, why=why.strip(), subject=subject, people=keys)
    return group


@transaction.atomic
def end_companions(*, group: CompanionGroup, by: User, at: datetime) -> None:
    """The planner no longer keeps them together. Twice does nothing new."""
    require(may_lead(viewer_of(by, day=norwegian_day(at)), group.school))
    if CompanionGroup.objects.filter(pk=group.pk, ended_at__isnull=True).update(ended_at=at):
        record(about=group.about, verb="ended", by=by, at=at)


_HAS_ONE = no(
    "has_group",
    "Skolen har allerede en gruppe i dette faget.",
    remedy="Avslutt den gamle først hvis du vil lage en ny.",
    field="subject",
)


def _is_group(subject: str, people: Collection[Person]) -> Answer:
    if subject not in SUBJECTS:
        return no("unknown_subject", "Faget står ikke i listen.", remedy="Velg et fag fra listen.", field="subject")
    if len(people) < 2:
        return no("too_few", "Velg minst to lærere.", field="people")
    return yes()
