"""Money of semesters that were not confirmed, or not started, falls free when the window is over."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Exists, F, OuterRef

from pafyll.apps.accounts.models import User
from pafyll.apps.applications.models import ConfirmationWindow, LateConfirmation, ParticipationTerm
from pafyll.apps.grants.models import Commitment
from pafyll.apps.grants.services.committing import release
from pafyll.domain.answers import Answer, no, yes
from pafyll.domain.lifecycles.change import LateStatus
from pafyll.domain.lifecycles.participation import TermStatus
from pafyll.domain.values import Kroner

UNPAID = (TermStatus.NOT_CONFIRMED, TermStatus.NOT_STARTED)
WAITING = (LateStatus.ASKED, LateStatus.PREPARED)


@dataclass(frozen=True)
class PlannedRelease:
    """A semester's promise that nobody will be paid from."""

    commitment: Commitment
    amount: Kroner


def plan_lapses(window: ConfirmationWindow) -> list[PlannedRelease]:
    """What may be released after the window: those with a case about late confirmation wait. Again: what is left."""
    if window.closed_at is None:
        return []
    case = LateConfirmation.objects.filter(term=OuterRef("term"), status__in=WAITING)
    rows = Commitment.objects.filter(
        round=window.round_id,
        term__semester=window.semester,
        term__status__in=UNPAID,
        amount__gt=F("paid") + F("released"),
    )
    found = rows.exclude(Exists(case)).select_related("term__participation__person", "owner").order_by("pk")
    return [PlannedRelease(row, row.left) for row in found]


def release_lapsed(plan: Iterable[PlannedRelease], *, by: User | None, at: datetime) -> Kroner:
    """Releases each, once. Returns how many kroner went back to the frame."""
    return Kroner(sum(_release(one, by, at) for one in plan))


@transaction.atomic
def _release(planned: PlannedRelease, by: User | None, at: datetime) -> int:
    """Behind the lock on the semester: a late confirmation may have been accepted since the plan was made."""
    term = ParticipationTerm.objects.select_for_update().get(pk=planned.commitment.term_id)
    is_waiting = term.late_confirmations.filter(status__in=WAITING).exists()
    if term.status not in UNPAID or is_waiting:
        return 0
    before = Commitment.objects.get(pk=planned.commitment.pk)
    if not before.left:
        return 0
    why = "Semesteret ble ikke bekreftet"
    release(commitment=before, amount=int(before.left), key=f"{term.about}:lapse", by=by, at=at, why=why)
    return int(before.left)


def money_is_there(term: ParticipationTerm) -> Answer:
    """Whether a semester that is confirmed late can still be paid: its promise has not been released."""
    commitment = Commitment.objects.filter(term=term).first()
    if commitment is None or commitment.released == 0:
        return yes()
    return no(
        "money_released",
        "Pengene for semesteret er alt frigjort, så bekreftelsen kan ikke godtas.",
        remedy="Avslå saken, eller finn midler i rammen og ta kontakt med økonomi først.",
    )
