"""Reminding recipients of final reports that are not sent: before the deadline, at it and after, once for each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction

from pafyll.apps.casework.services import record
from pafyll.apps.grants.models import Award, AwardReminder, AwardReport
from pafyll.apps.grants.services.telling_recipients import tell_recipient
from pafyll.domain.grants.collective.reminding import report_reminder_due
from pafyll.domain.lifecycles.award import AwardReportStatus, AwardStatus
from pafyll.domain.rules.deadlines import norwegian_day

IN = (AwardReportStatus.SENT, AwardReportStatus.ACCEPTED)


@dataclass(frozen=True)
class PlannedAwardReminder:
    """Which award's recipient is reminded; days_before is below zero after the deadline."""

    award: Award
    days_before: int

    @property
    def days_after(self) -> int:
        """Days that the reminder is after the deadline; 0 at it and before."""
        return max(-self.days_before, 0)


def plan_award_reminders(*, at: datetime) -> list[PlannedAwardReminder]:
    """Reminders that are due and not sent. Running it again after sending gives none. Three queries."""
    day = norwegian_day(at)
    sent = AwardReport.objects.filter(kind=AwardReport.Kind.FINAL, status__in=[one.value for one in IN])
    rows = Award.objects.filter(status=AwardStatus.DECIDED, report_due__isnull=False)
    rows = rows.exclude(pk__in=sent.values("award")).select_related("recipient", "scheme_year__governor")
    told = set(AwardReminder.objects.values_list("award", "report_due", "days_before"))
    due = [(award, report_reminder_due(award.report_due, day)) for award in rows.order_by("pk") if award.report_due]
    return [
        PlannedAwardReminder(award, days)
        for award, days in due
        if days is not None and (award.pk, award.report_due, days) not in told
    ]


def send_award_reminders(plan: Iterable[PlannedAwardReminder], *, at: datetime) -> int:
    """Mails each recipient in the plan and remembers it. One that somebody else has just sent is passed over."""
    return sum(_send(planned, at) for planned in plan)


@transaction.atomic
def _send(planned: PlannedAwardReminder, at: datetime) -> int:
    award = planned.award
    assert award.report_due is not None
    try:
        with transaction.atomic():
            AwardReminder.objects.create(
                award=award, days_before=planned.days_before, report_due=award.report_due, sent_at=at
            )
    except IntegrityError:
        return 0
    record(about=award.about, verb="reminded", by=None, at=at, days_before=planned.days_before)
    tell_recipient(award, "award_report_reminder", at=at, planned=planned)
    return 1
