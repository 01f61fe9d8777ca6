"""From what the Storting gave to what a round may use."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from pafyll.apps.accounts.models import User
from pafyll.apps.applications.models import Round
from pafyll.apps.applications.services.rounds import as_viewer
from pafyll.apps.casework.services import AlreadyChanged, record, require
from pafyll.apps.grants.accounts import account_for
from pafyll.apps.grants.models import Appropriation, Entry, Frame
from pafyll.apps.grants.permissions.money import may_appropriate, may_set_frame
from pafyll.apps.grants.services.ledger import Move, post
from pafyll.domain.grants.ledger import AccountKind, EntryKind
from pafyll.integrations.clock import OSLO

A = AccountKind


@dataclass(frozen=True)
class AppropriationTerms:
    """What was appropriated: budget year, whole kroner above zero, chapter and item, and where it says so."""

    budget_year: int
    amount: int
    item: str
    source: str


@transaction.atomic
def appropriate(*, terms: AppropriationTerms, booked_on: date, by: User, at: datetime) -> Appropriation:
    """Enters an appropriation with its source. A mistake is reversed (`services.ledger.reverse`) and entered anew."""
    require(may_appropriate(as_viewer(by, at), terms.amount, terms.source))
    year = terms.budget_year
    number = Appropriation.objects.filter(budget_year=year).count() + 1
    move = Move(account_for(A.TREASURY, year), account_for(A.APPROPRIATION, year), terms.amount)
    entry = post(
        kind=EntryKind.APPROPRIATE,
        key=f"appropriate:{year}:{number}",
        moves=[move],
        booked_on=booked_on,
        about=f"budget_year:{year}",
        by=by,
        at=at,
        why=terms.source[:300],
    )
    return Appropriation.objects.create(
        budget_year=year,
        amount=terms.amount,
        item=terms.item,
        source=terms.source,
        entry=entry,
        entered_by=by,
        entered_at=at,
    )


@transaction.atomic
def set_frame(
    *, round: Round, budget_year: int, amount: int, by: User, at: datetime, why: str = "", before: int | None = None
) -> Frame:
    """Sets what the round may commit in the budget year, by moving the difference from or to the appropriation.

    Refused when the appropriation does not reach, when more than the new amount is committed already, and when before
    is given and the frame is another now. Two persons stand behind it on the pages: services.proposing.
    """
    require(may_set_frame(as_viewer(by, at), round, budget_year, amount))
    made, _ = Frame.objects.get_or_create(
        round=round, budget_year=budget_year, defaults={"amount": 0, "set_by": by, "set_at": at}
    )
    frame = Frame.objects.select_for_update().get(pk=made.pk)
    if before is not None and frame.amount != before:
        raise AlreadyChanged("rammen")
    change = amount - frame.amount
    if change:
        _move(frame, change, by, at, why)
        record(about=frame.about, verb="frame_set", by=by, at=at, why=why, before=str(frame.amount), after=str(amount))
        Frame.objects.filter(pk=frame.pk).update(amount=amount, set_by=by, set_at=at)
        frame.refresh_from_db()
    return frame


def _move(frame: Frame, change: int, by: User, at: datetime, why: str) -> Entry:
    free = account_for(A.APPROPRIATION, frame.budget_year)
    own = account_for(A.FRAME, frame.budget_year, round=frame.round)
    kind = EntryKind.ALLOT if change > 0 else EntryKind.REDUCE
    move = Move(free, own, change) if change > 0 else Move(own, free, -change)
    number = Entry.objects.filter(about=frame.about).count() + 1
    return post(
        kind=kind,
        key=f"frame:{frame.pk}:{number}",
        moves=[move],
        booked_on=at.astimezone(OSLO).date(),
        about=frame.about,
        by=by,
        at=at,
        why=why,
    )
