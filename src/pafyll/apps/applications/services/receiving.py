"""Applicants come to the provider with the award, and go from it when the participation ends elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from pafyll.apps.accounts.models import User
from pafyll.apps.applications.models import Admission, Participation
from pafyll.apps.casework.services import advance, record_all
from pafyll.domain.lifecycles.admission import ADMISSION, AdmissionStatus

BATCH = 2000
S = AdmissionStatus
OPEN = tuple(status for status in S if S.WITHDRAWN in ADMISSION.table[status])


def receive_applicants(participations: Sequence[Participation], *, by: User | None, at: datetime) -> list[Admission]:
    """What is called when places are awarded: everyone with a place in the catalogue waits for admission."""
    rows = [_received(one, at) for one in participations if one.offer_id is not None]
    made = Admission.objects.bulk_create(rows, batch_size=BATCH)
    record_all((one.about for one in made), verb=S.RECEIVED, by=by, at=at, before="", after=S.RECEIVED)
    return made


def close_admissions(participation: Participation, *, by: User | None, at: datetime) -> None:
    """What is called when a participation was withdrawn or dropped out of: the provider need not go on."""
    _close(Admission.objects.filter(participation=participation, status__in=OPEN), S.WITHDRAWN, by, at)


def move_admission(participation: Participation, *, by: User | None, at: datetime) -> None:
    """The participation has a new study: admission to the old one ends, and to the new one begins."""
    gone = Admission.objects.filter(participation=participation, status__in=OPEN).exclude(offer=participation.offer)
    _close(gone, S.WITHDRAWN, by, at)
    if participation.offer_id and not participation.admissions.filter(offer=participation.offer_id).exists():
        receive_applicants([participation], by=by, at=at)


def _close(rows: Iterable[Admission], to: AdmissionStatus, by: User | None, at: datetime) -> None:
    for one in rows:
        advance(one, lifecycle=ADMISSION, to=to, by=by, at=at)


def _received(participation: Participation, at: datetime) -> Admission:
    assert participation.offer_id is not None
    return Admission(participation=participation, offer_id=participation.offer_id, received_at=at)
