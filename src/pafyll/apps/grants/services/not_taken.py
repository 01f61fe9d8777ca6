"""A place that is not taken up: the participation ends as a withdrawal does, with the money given back."""

from __future__ import annotations

from datetime import datetime

from django.db import DatabaseError

from pafyll.apps.accounts.models import User
from pafyll.apps.applications.models import Participation
from pafyll.apps.casework.services import AlreadyChanged, Refusal, advance, record
from pafyll.apps.grants.models import Change
from pafyll.apps.grants.services.carrying_out import carry_out
from pafyll.apps.grants.services.wanting import effect_key, effect_of, lines_of, wanted_of
from pafyll.domain.answers import no
from pafyll.domain.lifecycles.change import CHANGE, ChangeStatus
from pafyll.domain.rules.changes import OPEN_TERMS, ChangeKind, is_time_for

C = ChangeStatus


def withdraw_not_taken(participation: Participation, *, reason: str, words: str, by: User | None, at: datetime) -> None:
    """Withdraws the participation before the start, through the same change that an owner registers.

    One that has started is left alone: the owner, who has confirmed it, is told and registers the end. A wish of
    somebody else that waits is taken back; one that is ready to be decided must be decided first. by is None when
    nobody answered in time. Call it behind the locks of the semesters.
    """
    since = _first_semester(participation)
    if since is None or not is_time_for(ChangeKind.WITHDRAW, participation.status):
        return
    _take_back_what_waits(participation, by, at)
    change = Change.objects.create(
        participation=participation,
        owner=participation.owner,
        kind=ChangeKind.WITHDRAW.value,
        status=C.CARRIED_OUT,  # never open: who registers an open one holds that place in the table and waits for us
        since=since,
        reason=reason,
        words=words,
        reported_by=by,
        reported_at=at,
    )
    record(about=change.about, verb="reported", after=C.REPORTED, by=by, at=at, kind=change.kind)
    effect = carry_out(change, seen=effect_key(effect_of(participation, wanted_of(change))), by=by, at=at)
    record(about=change.about, verb=C.CARRIED_OUT, before=C.REPORTED, after=C.CARRIED_OUT, by=by, at=at)
    change.lines = lines_of(effect)
    change.save(update_fields=["lines"])


def _first_semester(participation: Participation) -> str | None:
    """The first that can still be ended."""
    terms = sorted(participation.terms.filter(status__in=OPEN_TERMS), key=lambda term: term.when)
    return terms[0].semester if terms else None


def _take_back_what_waits(participation: Participation, by: User | None, at: datetime) -> None:
    """Whoever handles a change holds it before the semesters, so we do not wait for it: that would be a ring."""
    open_ones = Change.objects.filter(participation=participation, status__in=(C.REPORTED, C.PROPOSED, C.PREPARED))
    try:
        waiting = open_ones.select_for_update(nowait=True, of=("self",)).first()
    except DatabaseError:
        raise AlreadyChanged("deltakelsen") from None
    if waiting is None:
        return
    if waiting.status == C.PREPARED:
        raise Refusal(
            no(
                "change_waits",
                "Direktoratet har en endring av denne deltakelsen klar til vedtak.",
                remedy="Vent til den er avgjort, og prøv igjen.",
            )
        )
    advance(waiting, lifecycle=CHANGE, to=C.TAKEN_BACK, by=by, at=at)
