"""Reminding owners of what they have not confirmed, with the kroner at stake, once for each reminder day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import Count, Sum

from pafyll.apps.applications.models import ConfirmationReminder, ConfirmationWindow
from pafyll.apps.applications.services.confirming import terms_in
from pafyll.apps.applications.services.owner_mail import tell_owner
from pafyll.apps.organisations.models import Organisation
from pafyll.domain.lifecycles.participation import TermStatus
from pafyll.domain.rules.reminding import reminder_due
from pafyll.domain.values import Kroner, Semester
from pafyll.integrations.clock import OSLO


@dataclass(frozen=True)
class PlannedReminder:
    """Who is reminded of which window, how many are missing and the kroner at stake."""

    window: ConfirmationWindow
    owner: Organisation
    days_before: int
    missing: int
    amount: Kroner

    @property
    def semester(self) -> Semester:
        return Semester(self.window.semester)


def plan_reminders(*, at: datetime) -> list[PlannedReminder]:
    """Reminders that are due and not sent, by window and owner. Running it again after sending gives none."""
    open_now = ConfirmationWindow.objects.filter(opens_at__lte=at, closes_at__gt=at, closed_at__isnull=True)
    return [planned for window in open_now.select_related("round") for planned in _due(window, at)]


def send_reminders(plan: Iterable[PlannedReminder], *, at: datetime) -> int:
    """Mails each owner in the plan and remembers it. One that somebody else has just sent is passed over."""
    return sum(_send(planned, at) for planned in plan)


def _due(window: ConfirmationWindow, at: datetime) -> Iterable[PlannedReminder]:
    last_day = (window.closes_at - timedelta(seconds=1)).astimezone(OSLO).date()
    days = reminder_due(last_day, at.astimezone(OSLO).date())
    if days is None:
        return
    missing = terms_in(window).filter(status=TermStatus.AWAITING).order_by()
    found = missing.values("participation__owner").annotate(count=Count("pk"), amount=Sum("state_amount"))
    rows = {row["participation__owner"]: row for row in found}
    sent = set(window.reminders.filter(days_before=days).values_list("owner", flat=True))
    for owner in Organisation.objects.filter(pk__in=rows.keys() - sent).order_by("name"):
        row = rows[owner.pk]
        yield PlannedReminder(window, owner, days, row["count"], Kroner(row["amount"]))


@transaction.atomic
def _send(planned: PlannedReminder, at: datetime) -> int:
    try:
        with transaction.atomic():
            ConfirmationReminder.objects.create(
                window=planned.window,
                owner=planned.owner,
                days_before=planned.days_before,
                missing=planned.missing,
                amount=planned.amount,
                sent_at=at,
            )
    except IntegrityError:
        return 0
    tell_owner(planned.owner, "confirmation_reminder", at=at, planned=planned, window=planned.window)
    return 1
