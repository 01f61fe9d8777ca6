"""What a school owner sees: applications with the facts that matter, the list with its money, and the results."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.db.models import BigIntegerField, Count, DateTimeField, IntegerField, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from pafyll.apps.applications.models import Application, OwnerApproval, Round, Statement
from pafyll.apps.applications.queries.rates import Price, approval_of, price_of, rate_table
from pafyll.apps.casework.models import Event
from pafyll.apps.organisations.models import Organisation
from pafyll.apps.organisations.permissions import Viewer
from pafyll.apps.organisations.reading import reading_everything
from pafyll.apps.planning.queries import Qualifications, TaughtSubject, qualifications_of
from pafyll.domain.lifecycles.application import ApplicationStatus as S
from pafyll.integrations.clock import OSLO
from pafyll.integrations.prepared import Prepared, PreparedForMany, Slot

SENT = tuple(status for status in S if status != S.DRAFT)
IN_PLAY = (S.SUBMITTED, S.STATED, S.APPROVED, S.RANKED, S.GRANTED)
NO_BEFORE = (S.REJECTED, S.REFUSED)


@dataclass(frozen=True)
class OwnerRow:
    """One application with what an owner weighs. place is None outside the list."""

    application: Application
    price: Price
    qualifications: Qualifications
    earlier_refusals: int
    companions: int
    place: int | None = None

    @property
    def pk(self) -> int:
        return self.application.pk

    @property
    def person(self) -> str:
        return str(self.application.person)

    @property
    def study_name(self) -> str:
        offer = self.application.offer_1
        return offer.programme.name if offer else self.application.other_study_name

    @property
    def provider(self) -> str:
        offer = self.application.offer_1
        return offer.programme.provider.name if offer else self.application.other_study_provider

    @property
    def subject(self) -> str:
        return self.price.study.subject if self.price.study else ""

    @cached_property
    def taught(self) -> list[TaughtSubject]:
        """The rows of the subject that is applied for."""
        return [row for row in self.qualifications.taught if row.subject == self.subject]

    @cached_property
    def hours(self) -> Decimal:
        """Hours a week that the teacher teaches the subject."""
        return sum((row.hours_per_week for row in self.taught), Decimal(0))

    @property
    def lacking(self) -> TaughtSubject | None:
        """The stage in the subject where the teacher lacks credits, if any."""
        return next((row for row in self.taught if row.lacks), None)

    @property
    def excepted(self) -> TaughtSubject | None:
        """The stage where the teacher is exempt, or may teach by a deviation, and is short of credits."""
        return next((row for row in self.taught if row.standing.short and not row.lacks), None)

    @property
    def lacks_credits(self) -> bool:
        return self.lacking is not None or self.application.lacks_credits

    @property
    def statement(self) -> Statement | None:
        """The principal's statement, if there is one."""
        return getattr(self.application, "statement", None)

    @property
    def supports(self) -> bool | None:
        """The principal's yes or no; None while there is no statement."""
        return self.statement.supports if self.statement else None

    @property
    def approval(self) -> OwnerApproval | None:
        """The owner's answer, if there is one."""
        return approval_of(self.application)


def visible_applications(viewer: Viewer, at: datetime) -> QuerySet[Application]:
    """Applications that were sent to an owner the viewer works for, once owners have access to the round."""
    sent = Application.objects.filter(owner__in=viewer.ranks_for, status__in=SENT, submitted_at__isnull=False)
    return sent.filter(round__owner_opens_at__lte=at)


def owner_rows(*, viewer: Viewer, owner: Organisation, round: Round, at: datetime) -> list[OwnerRow]:
    """The owner's applications in the round with facts and prices, by name. Eight queries, whatever the number."""
    rows = SENT_TO_OWNER.ask(owner=owner.pk, round=round.pk, at=at) if owner.pk in viewer.ranks_for else []
    for row in rows:
        row.round, row.owner = round, owner  # the same rows: read once, not with each application
    return _described(rows, viewer=viewer, round=round, at=at)


def sent_to_owner() -> QuerySet[Application]:
    """As visible_applications, for the slots "owner" and "round" at the moment "at"; by name, and counted."""
    slots = {"owner": Slot("owner", BigIntegerField()), "round": Slot("round", BigIntegerField())}
    sent = Application.objects.filter(status__in=SENT, submitted_at__isnull=False, **slots)
    has_access = sent.filter(round__owner_opens_at__lte=Slot("at", DateTimeField()))
    return _counted(has_access).order_by("person__last_name", "person__first_name", "pk")


def owner_row(*, viewer: Viewer, application: Application, at: datetime) -> OwnerRow:
    """One application as a row. Eight queries."""
    row = _counted(with_everything(Application.objects.filter(pk=application.pk))).get()
    return _described([row], viewer=viewer, round=row.round, at=at)[0]


def with_everything(applications: QuerySet[Application]) -> QuerySet[Application]:
    """With all that a row reads, in the same query."""
    return applications.select_related("round", "owner", *AROUND)


AROUND = (
    "person",
    "school",
    "offer_1__programme__provider",
    "offer_2__programme__provider",
    "statement",
    "approval",
    "ranking_entry",
)
SENT_TO_OWNER = Prepared(lambda: sent_to_owner().select_related(*AROUND))


def _described(rows: Sequence[Application], *, viewer: Viewer, round: Round, at: datetime) -> list[OwnerRow]:
    people = [row.person_id for row in rows]
    known = qualifications_of(viewer=viewer, people=people, day=at.astimezone(OSLO).date())
    refusals, rates = _earlier_refusals(round, people), rate_table(round)
    return [
        OwnerRow(
            application=row,
            price=price_of(row, rates),
            qualifications=known.get(row.person_id, Qualifications()),
            earlier_refusals=refusals[row.person_id],
            companions=row.companions,  # type: ignore[attr-defined]
        )
        for row in rows
    ]


def _counted(applications: QuerySet[Application]) -> QuerySet[Application]:
    """With how many others from the school are in play with the owner."""
    here = Application.objects.filter(
        school=OuterRef("school"), round=OuterRef("round"), owner=OuterRef("owner"), status__in=IN_PLAY
    ).exclude(pk=OuterRef("pk"))
    return applications.annotate(companions=_number_of(here))


@reading_everything("how often the applicant was refused is counted, whoever she worked for then")
def _earlier_refusals(round: Round, people: list[int]) -> Counter[int]:
    """How many times each person has been refused in rounds before this, by an owner or in the allocation."""
    return Counter(dict(REFUSED.ask(people, year=round.study_year)))


def refused_before(**people: Any) -> QuerySet[Any, Any]:
    """How often each of the people was refused in rounds before the slot "year"."""
    year = Slot("year", IntegerField())
    before = Application.objects.filter(**people, status__in=NO_BEFORE, round__study_year__lt=year)
    return before.values_list("person").annotate(times=Count("pk")).order_by()


REFUSED = PreparedForMany(lambda keys: refused_before(person__id__in=keys), BigIntegerField())


def _number_of(rows: QuerySet[Application]) -> Coalesce:
    counted = rows.order_by().annotate(all=Value(1)).values("all").annotate(times=Count("pk")).values("times")
    return Coalesce(Subquery(counted), 0)


def status_counts(*, viewer: Viewer, owner: Organisation, round: Round, at: datetime) -> dict[str, int]:
    """How many of the owner's applications have each status. One query."""
    found = visible_applications(viewer, at).filter(owner=owner, round=round).order_by()
    return dict(found.values_list("status").annotate(times=Count("pk")))


def companions_of(*, viewer: Viewer, application: Application, at: datetime) -> list[Application]:
    """Others from the same school who may study in the same year. One query."""
    same = visible_applications(viewer, at).filter(round=application.round, school=application.school_id)
    return list(with_everything(same.filter(status__in=IN_PLAY).exclude(pk=application.pk)).order_by("person"))


def earlier_of(*, viewer: Viewer, application: Application) -> list[Application]:
    """The person's applications to the viewer's owners in rounds before, newest first. One query."""
    before = Application.objects.filter(
        person=application.person_id,
        owner__in=viewer.ranks_for,
        status__in=SENT,
        submitted_at__isnull=False,
        round__study_year__lt=application.round.study_year,
    )
    return list(before.select_related("round", "offer_1__programme").order_by("-round__study_year"))


def events_of(application: Application) -> list[Event]:
    """What has happened to an application that the viewer has been let in to, newest first. One query."""
    return list(Event.objects.filter(about=application.about).select_related("by").order_by("-at", "-pk"))
