"""What comes in the way of an agreement: force majeure that begins and passes, and a termination."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from pafyll.apps.accounts.models import User
from pafyll.apps.agreements.models import Agreement, AgreementIncident
from pafyll.apps.agreements.permissions import may_end_hindrance, may_register_incident
from pafyll.apps.agreements.services.telling import tell_incident
from pafyll.apps.agreements.services.writing import locked_agreement, require_impartial
from pafyll.apps.casework.services import Refusal, advance, record, require
from pafyll.apps.organisations.permissions import viewer_of
from pafyll.domain.answers import Answer, no, yes
from pafyll.domain.lifecycles.agreement import AGREEMENT, AgreementStatus
from pafyll.domain.rules.deadlines import norwegian_day

Kind = AgreementIncident.Kind


@dataclass(frozen=True)
class NewIncident:
    """What happened. For a termination starts_on is the last day that the agreement holds."""

    kind: str
    starts_on: date
    reason: str
    ends_on: date | None = None


@transaction.atomic
def register_incident(*, agreement: Agreement, incident: NewIncident, by: User, at: datetime) -> AgreementIncident:
    """Registers force majeure or a termination, with its effect on the invoices, and tells both parties."""
    agreement = locked_agreement(agreement)
    day = norwegian_day(at)
    require_impartial(by, at, agreement)
    require(may_register_incident(viewer_of(by, day=day), agreement))
    require(_has_order(incident))
    made = AgreementIncident.objects.create(
        agreement=agreement,
        kind=incident.kind,
        starts_on=incident.starts_on,
        ends_on=incident.ends_on if incident.kind == Kind.FORCE_MAJEURE else None,
        reason=incident.reason.strip(),
        registered_by=by,
        registered_at=at,
    )
    record(
        about=agreement.key,
        verb=incident.kind,
        by=by,
        at=at,
        why=made.reason,
        starts_on=made.starts_on.isoformat(),
    )
    if incident.kind == Kind.TERMINATION:
        advance(agreement, lifecycle=AGREEMENT, to=AgreementStatus.TERMINATED, by=by, at=at, why=made.reason)
        Agreement.objects.filter(pk=agreement.pk).update(ended_on=made.starts_on)
    tell_incident(agreement, day=day, incident=made)
    return made


@transaction.atomic
def end_force_majeure(*, incident: AgreementIncident, ends_on: date, by: User, at: datetime) -> AgreementIncident:
    """Says that the hindrance is over, with its last day: what was held back may be invoiced after it."""
    agreement = locked_agreement(incident.agreement)
    require_impartial(by, at, agreement)
    require(may_end_hindrance(viewer_of(by, day=norwegian_day(at)), agreement))
    found = AgreementIncident.objects.get(pk=incident.pk)
    if found.kind != Kind.FORCE_MAJEURE or found.ends_on is not None:
        raise Refusal(no("not_under_way", "Hindringen er alt ført som over."))
    if ends_on < found.starts_on:
        raise Refusal(no("ends_before_start", "Sluttdatoen må være startdatoen eller senere.", field="ends_on"))
    found.ends_on = ends_on
    found.save(update_fields=["ends_on"])
    record(about=agreement.key, verb="force_majeure_over", by=by, at=at, ends_on=ends_on.isoformat())
    return found


def _has_order(incident: NewIncident) -> Answer:
    if incident.kind not in Kind.values:
        return no("kind_missing", "Velg hva som har skjedd.", field="kind")
    if not incident.reason.strip():
        return no("reason_missing", "Skriv hva som har skjedd.", field="reason")
    if incident.ends_on is not None and incident.ends_on < incident.starts_on:
        return no("ends_before_start", "Sluttdatoen må være startdatoen eller senere.", field="ends_on")
    return yes()
