"""Who waits in a round, and until when: with the later deadlines that some were given."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from pafyll.apps.applications.models import Application, ConfirmationWindow, Dispensation
from pafyll.apps.casework.waiting import Holders, not_about, not_by
from pafyll.apps.organisations.models import RoleGrant
from pafyll.apps.organisations.permissions import Viewer
from pafyll.domain.lifecycles.application import ApplicationStatus
from pafyll.domain.lifecycles.dispensation import DispensationStatus
from pafyll.domain.lifecycles.round import RoundStatus

Role = RoleGrant.Role
NAME = ("name",)
DIRECTORATE = Holders((Role.DIRECTORATE_OFFICER, Role.DIRECTORATE_DECIDER))
DECIDER = Holders((Role.DIRECTORATE_DECIDER,))
PREPARED_BY_ANOTHER = Holders(DECIDER.roles, but=(not_by("prepared_by"),))
OWNER = Holders((Role.OWNER_OFFICER, Role.OWNER_DECIDER), "owner", but=(not_about("person"),))
NOT_OWN = not_about("participation__person")
PROVIDER = Holders((Role.PROVIDER_OFFICER,), "offer__programme__provider", but=(NOT_OWN,))
IN_ROUND = Q(round__status=RoundStatus.OPEN)


def _later(whose: str) -> QuerySet[Dispensation]:
    """Later deadlines that were granted in the row's round to whom the row is about, the latest first."""
    granted = Dispensation.objects.filter(status=DispensationStatus.DECIDED, round=OuterRef("round"))
    return granted.filter(**{whose: OuterRef(whose)}).order_by("-closes_before")


def _last(usual: str, whose: str) -> Coalesce:
    later = _later(whose).filter(closes_before__gt=OuterRef(f"round__{usual}"))
    return Coalesce(Subquery(later.values("closes_before")[:1]), F(f"round__{usual}"))


TEACHERS_LAST = _last("teacher_closes_at", "person")
OWNERS_LAST = _last("owner_closes_at", "owner")


def teachers_write(at: datetime) -> Q:
    """While the row's round takes applications from its person."""
    later = Exists(_later("person").filter(closes_before__gt=at))
    return IN_ROUND & Q(round__opens_at__lte=at) & (Q(round__teacher_closes_at__gt=at) | Q(later))


def principals_state(at: datetime) -> Q:
    """Until the row's owner may do no more: principals begin before the owner."""
    later = Exists(_later("owner").filter(closes_before__gt=at))
    return IN_ROUND & (Q(round__owner_closes_at__gt=at) | Q(later))


def owners_work(at: datetime) -> Q:
    """While the row's owner may approve and rank."""
    return principals_state(at) & Q(round__owner_opens_at__lte=at)


def _windows() -> QuerySet[ConfirmationWindow]:
    same = Q(round=OuterRef("participation__round"), semester=OuterRef("semester"))
    return ConfirmationWindow.objects.filter(same, closed_at__isnull=True)


WINDOW_CLOSES = Subquery(_windows().values("closes_at")[:1])


def window_is_open(at: datetime) -> Q:
    """While the owner may confirm the semester."""
    return Q(Exists(_windows().filter(opens_at__lte=at, closes_at__gt=at)))


def stands_in_round(viewer: Viewer, at: datetime) -> Q:
    """Whoever has an application in the round herself is disqualified from its allocation."""
    own = Application.objects.filter(round=OuterRef("round"), person=viewer.person)
    return Q(Exists(own.exclude(status=ApplicationStatus.WITHDRAWN)))
