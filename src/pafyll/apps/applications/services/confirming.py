"""Owners confirm that participants have started or go on, and report those who have not."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from pafyll.apps.accounts.models import User
from pafyll.apps.applications.models import (
    ConfirmationReceipt,
    ConfirmationWindow,
    Participation,
    ParticipationTerm,
)
from pafyll.apps.applications.permissions.confirming import is_impartial, may_confirm
from pafyll.apps.applications.services.rounds import as_viewer
from pafyll.apps.casework.services import AlreadyChanged, advance, record, record_all, require
from pafyll.apps.organisations.models import Organisation
from pafyll.domain.answers import Answer, first_no, no, yes
from pafyll.domain.lifecycles.participation import (
    PARTICIPATION,
    TERM,
    ParticipationStatus,
    TermStatus,
)
from pafyll.domain.rules.changes import ChangeKind, is_full_reason

T = TermStatus
BATCH = 2000


@dataclass(frozen=True)
class Confirmed:
    """What came of confirming: the receipt (None when nothing was new), and how many were confirmed before."""

    receipt: ConfirmationReceipt | None
    now: int
    before: int


@transaction.atomic
def confirm_terms(
    *, window: ConfirmationWindow, owner: Organisation, terms: Sequence[int], by: User, at: datetime
) -> Confirmed:
    """Confirms the semesters (keys), all or none, and keeps a receipt. Those confirmed already stay as they are.

    Two who confirm the same at once: the second waits, finds nothing new, and gets no receipt.
    """
    window = _locked(window)
    viewer = as_viewer(by, at)
    require(may_confirm(viewer, owner.pk, window, at))
    rows = _chosen(window, owner, terms)
    fresh = [row for row in rows if row.status == T.AWAITING]
    require(_all_may_be_confirmed(rows, expected=len(set(terms))))
    require(first_no([is_impartial(viewer, row.participation.person_id) for row in fresh]))
    before = len(rows) - len(fresh)
    if not fresh:
        return Confirmed(None, 0, before)
    _confirm(fresh, by, at)
    receipt = _keep_receipt(window, owner, fresh, by, at)
    return Confirmed(receipt, len(fresh), before)


@transaction.atomic
def report_not_started(
    *, term: ParticipationTerm, window: ConfirmationWindow, reason: str, words: str, by: User, at: datetime
) -> ParticipationTerm:
    """Says that the participant has not started, or does not go on, and why. Nothing is paid for the semester."""
    require(may_confirm(as_viewer(by, at), term.participation.owner_id, _locked(window), at))
    require(is_impartial(as_viewer(by, at), term.participation.person_id))
    require(is_full_reason(ChangeKind.WITHDRAW, reason, words))
    advance(term, lifecycle=TERM, to=T.NOT_STARTED, by=by, at=at, why=words.strip(), reason=reason)
    return term


@transaction.atomic
def undo_not_started(
    *, term: ParticipationTerm, window: ConfirmationWindow, by: User, at: datetime
) -> ParticipationTerm:
    """Takes the report back while the window is open: the semester waits for confirmation again."""
    require(may_confirm(as_viewer(by, at), term.participation.owner_id, _locked(window), at))
    require(is_impartial(as_viewer(by, at), term.participation.person_id))
    require(_is_not_started(term))
    advance(term, lifecycle=TERM, to=T.AWAITING, by=by, at=at)
    return term


def terms_in(window: ConfirmationWindow) -> Any:
    """The semesters that are confirmed in the window, those of participations that are over or deferred left out."""
    live = (ParticipationStatus.AWARDED, ParticipationStatus.STARTED)
    return ParticipationTerm.objects.filter(
        participation__round=window.round_id, semester=window.semester, participation__status__in=live
    )


def fingerprint(content: dict[str, Any]) -> str:
    """SHA-256 of the content, written the same way every time."""
    return hashlib.sha256(json.dumps(content, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def is_untouched(receipt: ConfirmationReceipt) -> bool:
    """Whether the stored content still has the fingerprint that the receipt printed."""
    return fingerprint(receipt.content) == receipt.content_hash


def _locked(window: ConfirmationWindow) -> ConfirmationWindow:
    """The window first, then the semesters: the order in which everybody locks."""
    return ConfirmationWindow.objects.select_for_update().get(pk=window.pk)


def _chosen(window: ConfirmationWindow, owner: Organisation, keys: Sequence[int]) -> list[ParticipationTerm]:
    rows = ParticipationTerm.objects.filter(
        pk__in=list(keys),
        semester=window.semester,
        participation__round=window.round_id,
        participation__owner=owner,
    )
    people = ("participation__person", "participation__offer__programme", "participation__application")
    return list(rows.order_by("pk").select_for_update(of=("self",)).select_related(*people))


def _all_may_be_confirmed(rows: Sequence[ParticipationTerm], *, expected: int) -> Answer:
    if not expected:
        return no("nobody_chosen", "Ingen er valgt.", remedy="Kryss av for dem som er i gang.")
    if len(rows) != expected:
        raise AlreadyChanged("listen")
    other = next((row for row in rows if row.status not in (T.AWAITING, T.CONFIRMED)), None)
    if other is None:
        return yes()
    return no(
        "not_awaiting",
        "{person} kan ikke bekreftes: semesteret har status «{status}».",
        remedy="Fjern krysset, eller rett statusen først.",
        person=str(other.participation.person),
        status=T(other.status).label,  # type: ignore[call-arg]
    )


def _confirm(rows: Sequence[ParticipationTerm], by: User, at: datetime) -> None:
    keys = [row.pk for row in rows]
    advance_terms(keys, T.AWAITING, T.CONFIRMED, by, at, confirmed_at=at, confirmed_by=by)
    awarded = ParticipationStatus.AWARDED
    first = [row.participation_id for row in rows if row.participation.status == awarded]
    require(PARTICIPATION.may_become(awarded, ParticipationStatus.STARTED))
    changed = Participation.objects.filter(pk__in=first, status=awarded).update(status=ParticipationStatus.STARTED)
    if changed != len(first):
        raise AlreadyChanged(PARTICIPATION.label)
    abouts = (f"participation:{key}" for key in first)
    started = ParticipationStatus.STARTED.value
    record_all(abouts, verb=started, by=by, at=at, before=awarded.value, after=started)


def advance_terms(keys: Sequence[int], before: T, to: T, by: User | None, at: datetime, **fields: Any) -> None:
    """Moves many semesters at once; all of them must still have the status."""
    require(TERM.may_become(before, to))
    for start in range(0, len(keys), BATCH):
        some = keys[start : start + BATCH]
        changed = ParticipationTerm.objects.filter(pk__in=some, status=before).update(status=to, **fields)
        if changed != len(some):
            raise AlreadyChanged(TERM.label)
    abouts = (f"term:{key}" for key in keys)
    record_all(abouts, verb=to.value, by=by, at=at, before=before.value, after=to.value)


def _keep_receipt(
    window: ConfirmationWindow, owner: Organisation, rows: Sequence[ParticipationTerm], by: User, at: datetime
) -> ConfirmationReceipt:
    content = _content(window, owner, rows, at)
    number = ConfirmationReceipt.objects.filter(semester=window.semester, round=window.round_id).count() + 1
    receipt = ConfirmationReceipt.objects.create(
        number=f"{window.semester}-{window.round_id}-{number:05d}",
        owner=owner,
        round_id=window.round_id,
        semester=window.semester,
        content=content,
        content_hash=fingerprint(content),
        confirmed_by=by,
        confirmed_at=at,
    )
    record(about=receipt.about, verb=T.CONFIRMED.value, by=by, at=at, count=len(rows))
    return receipt


def _content(
    window: ConfirmationWindow, owner: Organisation, rows: Sequence[ParticipationTerm], at: datetime
) -> dict[str, Any]:
    return {
        "owner": owner.name,
        "round": window.round.name,
        "semester": window.semester,
        "confirmed_at": at.isoformat(),
        "rows": [
            {
                "term": row.pk,
                "person": str(row.participation.person),
                "study": row.participation.study_name,
                "credits": str(row.credits),
                "state": row.state_amount,
                "owner": row.owner_amount,
            }
            for row in rows
        ],
        "state": sum(row.state_amount for row in rows),
        "owner_share": sum(row.owner_amount for row in rows),
    }


def _is_not_started(term: ParticipationTerm) -> Answer:
    if term.status == T.NOT_STARTED:
        return yes()
    return no("not_reported", "Semesteret er ikke meldt som «ikke startet».")


__all__ = [
    "Confirmed",
    "advance_terms",
    "confirm_terms",
    "fingerprint",
    "is_untouched",
    "report_not_started",
    "terms_in",
    "undo_not_started",
]
