"""Giving one teacher or one owner a later deadline, as a registered decision with grounds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from pafyll.apps.accounts.models import User
from pafyll.apps.applications.models import Dispensation, Round
from pafyll.apps.applications.models.dispensation import OWNER
from pafyll.apps.applications.permissions.dispensations import is_later, may_decide_dispensation, may_dispense
from pafyll.apps.applications.services.rounds import as_viewer
from pafyll.apps.applications.services.telling import tell
from pafyll.apps.casework.models import Outage
from pafyll.apps.casework.services import Refusal, advance, record, require
from pafyll.apps.casework.services.case_numbers import next_case_number
from pafyll.apps.organisations.models import Organisation, Person
from pafyll.domain.answers import no
from pafyll.domain.lifecycles.dispensation import DISPENSATION, DispensationStatus
from pafyll.integrations.clock import midnight_after


@dataclass(frozen=True)
class LaterDeadline:
    """What is asked for: for a person (her own deadline) or an owner (the owners'), and the last day."""

    closes_on: date
    grounds: str
    person: Person | None = None
    owner: Organisation | None = None
    outage: Outage | None = None


@transaction.atomic
def dispense(*, round: Round, given: LaterDeadline, by: User, at: datetime) -> Dispensation:
    """Registers a later deadline. A teacher's is decided at once; an owner's is about money and waits for another."""
    require(may_dispense(as_viewer(by, at), round))
    if not given.grounds.strip():
        raise Refusal(no("grounds_missing", "Skriv hvorfor fristen flyttes.", field="grounds"))
    if (given.person is None) == (given.owner is None):
        raise Refusal(no("for_whom", "Velg enten en søknad eller en skoleeier.", field="application"))
    closes_before = midnight_after(given.closes_on)
    usual = round.teacher_closes_at if given.person else round.owner_closes_at
    require(is_later(closes_before, usual, at))
    dispensation = Dispensation.objects.create(
        round=round,
        deadline="teacher" if given.person else OWNER,
        person=given.person,
        owner=given.owner,
        closes_before=closes_before,
        grounds=given.grounds.strip(),
        outage=given.outage,
        case_number=next_case_number(at),
        prepared_by=by,
        prepared_at=at,
    )
    record(about=dispensation.about, verb="dispensation_prepared", by=by, at=at, why=dispensation.grounds)
    if not dispensation.concerns_money:
        _grant(dispensation, by, at)
    return dispensation


@transaction.atomic
def decide_dispensation(*, dispensation: Dispensation, by: User, at: datetime) -> Dispensation:
    """A second person grants a later deadline to an owner."""
    require(may_decide_dispensation(as_viewer(by, at), dispensation))
    return _grant(dispensation, by, at)


@transaction.atomic
def refuse_dispensation(*, dispensation: Dispensation, why: str, by: User, at: datetime) -> Dispensation:
    """A second person says no, with a reason."""
    require(may_decide_dispensation(as_viewer(by, at), dispensation))
    if not why.strip():
        raise Refusal(no("reason_missing", "Skriv hvorfor dispensasjonen avslås.", field="why"))
    advance(dispensation, lifecycle=DISPENSATION, to=DispensationStatus.REFUSED, by=by, at=at, why=why)
    return _sign(dispensation, by, at, refused_why=why.strip())


def _grant(dispensation: Dispensation, by: User, at: datetime) -> Dispensation:
    advance(dispensation, lifecycle=DISPENSATION, to=DispensationStatus.DECIDED, by=by, at=at)
    _sign(dispensation, by, at)
    if dispensation.person is not None:
        tell(dispensation.person, "later_deadline", dispensation=dispensation, round=dispensation.round)
    return dispensation


def _sign(dispensation: Dispensation, by: User, at: datetime, **values: str) -> Dispensation:
    written = {"decided_by": by, "decided_at": at, **values}
    Dispensation.objects.filter(pk=dispensation.pk).update(**written)
    for name, value in written.items():
        setattr(dispensation, name, value)
    return dispensation
