"""Participations that a viewer may see, and an owner's semesters to confirm."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch, Q, QuerySet

from pafyll.apps.applications.models import (
    ConfirmationReceipt,
    ConfirmationWindow,
    LateConfirmation,
    Participation,
    ParticipationTerm,
)
from pafyll.apps.applications.services.confirming import terms_in
from pafyll.apps.organisations.models import Organisation
from pafyll.apps.organisations.permissions import Viewer
from pafyll.domain.lifecycles.participation import TermStatus
from pafyll.domain.values import Kroner


def visible_participations(viewer: Viewer) -> QuerySet[Participation]:
    """One's own, those of owners one works for, and all for the directorate. With everything a line needs."""
    mine = Q(person=viewer.person) if viewer.person else Q(pk__in=[])
    seen = Q() if viewer.works_for_directorate else mine | Q(owner__in=viewer.ranks_for)
    rows = Participation.objects.filter(seen).select_related(
        "round", "person__user", "owner", "school", "offer__programme__provider", "application"
    )
    return rows.prefetch_related(Prefetch("terms", ParticipationTerm.objects.order_by("pk")))


def participations_of_owners(viewer: Viewer) -> QuerySet[Participation]:
    """Those of owners that the viewer works for; her own studies, where she works for another, not among them."""
    return visible_participations(viewer).filter(owner__in=viewer.ranks_for)


def my_participations(*, viewer: Viewer) -> QuerySet[Participation]:
    """The viewer's own studies, newest first."""
    mine = (
        visible_participations(viewer).filter(person=viewer.person) if viewer.person else Participation.objects.none()
    )
    return mine.order_by("-round__study_year", "-pk")


def participants_of(*, viewer: Viewer, owner: Organisation) -> QuerySet[Participation]:
    """The owner's participants, newest round first, by name."""
    rows = visible_participations(viewer).filter(owner=owner)
    return rows.order_by("-round__study_year", "person__last_name", "person__first_name", "pk")


def windows_of(*, owner: Organisation) -> list[ConfirmationWindow]:
    """Windows of rounds in which the owner has participants, the latest first. One query."""
    rounds = Participation.objects.filter(owner=owner).values("round")
    rows = ConfirmationWindow.objects.filter(round__in=rounds).select_related("round")
    return list(rows.order_by("-opens_at", "-pk"))


def window_now(windows: Iterable[ConfirmationWindow], at: datetime) -> ConfirmationWindow | None:
    """The one that is open, else the last that has opened, else the first that will."""
    rows = list(windows)
    is_open = next((one for one in rows if one.opens_at <= at < one.closes_at), None)
    started = next((one for one in rows if one.opens_at <= at), None)
    return is_open or started or (rows[-1] if rows else None)


def rows_to_confirm(*, viewer: Viewer, owner: Organisation, window: ConfirmationWindow) -> list[ParticipationTerm]:
    """The owner's semesters in the window, by name: those that wait, are confirmed or were missed. Two queries."""
    visible = terms_in(window).filter(participation__owner=owner, participation__owner__in=viewer.ranks_for)
    rows = visible.select_related(
        "participation__person",
        "participation__school",
        "participation__round",
        "participation__application",
        "participation__offer__programme__provider",
        "confirmed_by",
    ).prefetch_related("late_confirmations")
    return list(rows.order_by("participation__person__last_name", "participation__person__first_name", "pk"))


@dataclass(frozen=True)
class Stakes:
    """How many are left to confirm, and the state's kroner that are lost if nobody does."""

    left: int
    amount: Kroner
    confirmed: int
    confirmed_amount: Kroner
    missed: int
    missed_amount: Kroner


def stakes_of(rows: Iterable[ParticipationTerm]) -> Stakes:
    """What the list comes to. No query."""
    by_status: dict[str, list[int]] = {}
    for row in rows:
        by_status.setdefault(row.status, []).append(row.state_amount)
    left, confirmed = by_status.get(TermStatus.AWAITING, []), by_status.get(TermStatus.CONFIRMED, [])
    missed = by_status.get(TermStatus.NOT_CONFIRMED, [])
    return Stakes(
        len(left),
        Kroner(sum(left)),
        len(confirmed),
        Kroner(sum(confirmed)),
        len(missed),
        Kroner(sum(missed)),
    )


def visible_receipts(viewer: Viewer) -> QuerySet[ConfirmationReceipt]:
    """Receipts of owners that the viewer works for, and all for the directorate."""
    rows = ConfirmationReceipt.objects.select_related("owner", "round", "confirmed_by")
    return rows if viewer.works_for_directorate else rows.filter(owner__in=viewer.ranks_for)


def late_cases(viewer: Viewer) -> QuerySet[LateConfirmation]:
    """Cases about late confirmation: all for the directorate, an owner's own for the owner."""
    rows = LateConfirmation.objects.select_related(
        "term__participation__person",
        "term__participation__owner",
        "term__participation__round",
        "term__participation__offer__programme",
        "term__participation__application",
        "asked_by",
        "prepared_by",
        "decided_by",
        "decision",
    )
    return rows if viewer.works_for_directorate else rows.filter(term__participation__owner__in=viewer.ranks_for)
