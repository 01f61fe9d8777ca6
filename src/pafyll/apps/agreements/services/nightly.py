"""What the night does with agreements: warns of those that run out, and closes those that have."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from pafyll.apps.agreements.models import Agreement, AgreementVersion
from pafyll.apps.agreements.models.agreement import AgreementVersionStatus
from pafyll.apps.agreements.services.telling import tell_ending
from pafyll.apps.agreements.services.writing import locked_agreement
from pafyll.apps.casework.services import advance, record
from pafyll.domain.lifecycles.agreement import AGREEMENT, AgreementStatus
from pafyll.domain.rules.agreement_ending import warning_due
from pafyll.domain.rules.deadlines import norwegian_day


@dataclass(frozen=True)
class NightlyItem:
    """What is due for an agreement: a warning so many days before its last day, or, with None, that it is over."""

    version: AgreementVersion
    days: int | None


def plan_nightly(day: date) -> list[NightlyItem]:
    """Warnings that are due and not sent, and agreements whose last day has passed. One query."""
    rows = AgreementVersion.objects.filter(
        status=AgreementVersionStatus.SIGNED, agreement__status=AgreementStatus.IN_FORCE
    ).select_related("agreement__provider", "agreement__counterpart")
    items = [NightlyItem(one, warning_due(one.ends_on, day)) for one in rows.order_by("ends_on", "pk")]
    return [item for item in items if item.version.ends_on < day or _is_new(item)]


@transaction.atomic
def carry_out_nightly(items: Sequence[NightlyItem], *, at: datetime) -> int:
    """Does what was planned, as nobody in particular; what was done in the meantime is left. Gives how many."""
    return sum(_carry_out(item, at) for item in items)


def _is_new(item: NightlyItem) -> bool:
    sent = item.version.agreement.warned_days
    return item.days is not None and (sent is None or item.days < sent)


def _carry_out(item: NightlyItem, at: datetime) -> bool:
    agreement = locked_agreement(item.version.agreement)
    standing = agreement.versions.filter(pk=item.version.pk, status=AgreementVersionStatus.SIGNED).exists()
    if agreement.status != AgreementStatus.IN_FORCE or not standing:
        return False
    if item.version.ends_on < norwegian_day(at):
        advance(agreement, lifecycle=AGREEMENT, to=AgreementStatus.ENDED, by=None, at=at)
        Agreement.objects.filter(pk=agreement.pk).update(ended_on=item.version.ends_on)
        return True
    if item.days is None or (agreement.warned_days is not None and agreement.warned_days <= item.days):
        return False
    Agreement.objects.filter(pk=agreement.pk).update(warned_days=item.days)
    record(about=agreement.key, verb="warned", by=None, at=at, days=item.days)
    tell_ending(item.version, days=(item.version.ends_on - norwegian_day(at)).days, day=norwegian_day(at))
    return True
