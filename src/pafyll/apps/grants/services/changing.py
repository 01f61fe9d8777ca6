"""Reporting, registering and handling a change: the teacher and the owner."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction

from pafyll.apps.accounts.models import User
from pafyll.apps.applications.models import Participation
from pafyll.apps.applications.services.owner_mail import tell_owner
from pafyll.apps.applications.services.rounds import as_viewer
from pafyll.apps.casework.services import AlreadyChanged, Refusal, advance, record, require
from pafyll.apps.grants.models import Change
from pafyll.apps.grants.permissions.changes import (
    TEACHERS_KINDS,
    may_handle_report,
    may_register,
    may_report,
    may_take_back,
)
from pafyll.apps.grants.services.carrying_out import carry_out
from pafyll.apps.grants.services.telling import tell_person
from pafyll.apps.grants.services.wanting import Wanted, effect_of, lines_of, may_be_wanted
from pafyll.domain.answers import Answer, no, yes
from pafyll.domain.lifecycles.change import CHANGE, ChangeStatus
from pafyll.domain.rules.changes import CHANGES

C = ChangeStatus
__all__ = [
    "Refusal",
    "Wanted",
    "accept_report",
    "effect_of",
    "refuse_report",
    "register_change",
    "report_change",
    "take_back",
]


@transaction.atomic
def report_change(*, participation: Participation, wanted: Wanted, by: User, at: datetime) -> Change:
    """The teacher says that she withdraws, stops, or wishes to defer. Nothing is changed until the owner acts."""
    require(may_report(as_viewer(by, at), participation))
    require(_is_teachers(wanted))
    require(may_be_wanted(participation, wanted))
    change = _new(participation, wanted, by, at)
    tell_owner(participation.owner, "change_reported", at=at, folder="grants", change=change)
    return change


@transaction.atomic
def register_change(*, participation: Participation, wanted: Wanted, seen: str, by: User, at: datetime) -> Change:
    """The owner registers a change: carried out at once when it is the owner's to decide, else sent to the directorate.

    seen is the fingerprint of the effect that was shown (wanting.effect_key).
    """
    require(may_register(as_viewer(by, at), participation))
    require(may_be_wanted(participation, wanted))
    change = _new(participation, wanted, by, at)
    return _decide_or_forward(change, seen, wanted.words, by, at)


@transaction.atomic
def accept_report(*, change: Change, seen: str, words: str = "", by: User, at: datetime) -> Change:
    """The owner acts on the teacher's report: carried out, or sent to the directorate with the owner's words."""
    require(may_handle_report(as_viewer(by, at), change))
    return _decide_or_forward(change, seen, words, by, at)


@transaction.atomic
def refuse_report(*, change: Change, words: str, by: User, at: datetime) -> Change:
    """The owner does not go along with the wish, and says why. A teacher who stops cannot be refused to stop."""
    require(may_handle_report(as_viewer(by, at), change))
    require(_may_be_refused(change, words))
    advance(change, lifecycle=CHANGE, to=C.REFUSED, by=by, at=at, why=words.strip())
    _handled(change, words, by, at)
    tell_person(change, "change_refused")
    return change


@transaction.atomic
def take_back(*, change: Change, by: User, at: datetime) -> Change:
    """Takes a report or a wish back before it is decided."""
    require(may_take_back(as_viewer(by, at), change))
    advance(change, lifecycle=CHANGE, to=C.TAKEN_BACK, by=by, at=at)
    return change


def _decide_or_forward(change: Change, seen: str, words: str, by: User, at: datetime) -> Change:
    _handled(change, words, by, at)
    if CHANGES[change.what].is_directorates:
        advance(change, lifecycle=CHANGE, to=C.PROPOSED, by=by, at=at, why=words.strip())
        tell_person(change, "change_proposed")
        return change
    effect = carry_out(change, seen=seen, by=by, at=at)
    advance(change, lifecycle=CHANGE, to=C.CARRIED_OUT, by=by, at=at)
    change.lines = lines_of(effect)
    change.save(update_fields=["lines"])
    tell_person(change, "change_carried_out")
    return change


def _new(participation: Participation, wanted: Wanted, by: User, at: datetime) -> Change:
    try:
        with transaction.atomic():
            change = Change.objects.create(
                participation=participation,
                owner=participation.owner,
                kind=wanted.kind.value,
                since=wanted.since.code,
                reason=wanted.reason,
                words=wanted.words.strip(),
                to_semester=wanted.to_semester.code if wanted.to_semester else "",
                to_scheme=wanted.to_scheme,
                to_offer=wanted.to_offer,
                to_school=wanted.to_school,
                holds_money=wanted.holds_money,
                reported_by=by,
                reported_at=at,
            )
    except IntegrityError:
        raise AlreadyChanged("deltakelsen") from None
    record(about=change.about, verb="reported", after=C.REPORTED, by=by, at=at, kind=change.kind)
    return change


def _handled(change: Change, words: str, by: User, at: datetime) -> None:
    change.handled_by, change.handled_at, change.owner_words = by, at, words.strip()
    change.save(update_fields=["handled_by", "handled_at", "owner_words"])


def _is_teachers(wanted: Wanted) -> Answer:
    if wanted.kind in TEACHERS_KINDS:
        return yes()
    return no("owners_wish", "Slike endringer er det skoleeier som ber om.", remedy="Snakk med rektor eller skoleeier.")


def _may_be_refused(change: Change, words: str) -> Answer:
    if not CHANGES[change.what].is_directorates:
        return no("cannot_be_refused", "Læreren bestemmer selv om hen slutter. Registrer at det har skjedd.")
    return yes() if words.strip() else no("words_missing", "Skriv hvorfor dere ikke går videre.", field="words")
