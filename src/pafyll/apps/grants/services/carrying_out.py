"""Carrying a change out in one transaction: semesters, participation and money together, exactly as it was shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from pafyll.apps.accounts.models import User
from pafyll.apps.applications.freed import tell_freed
from pafyll.apps.applications.models import ConfirmationWindow, Participation, ParticipationTerm
from pafyll.apps.applications.services.receiving import move_admission
from pafyll.apps.casework.services import AlreadyChanged, advance, record
from pafyll.apps.grants.accounts import Place, accounts_for
from pafyll.apps.grants.models import Change, Commitment
from pafyll.apps.grants.services.committing import release
from pafyll.apps.grants.services.ledger import hold
from pafyll.apps.grants.services.recommitting import commit_term, hand_over, raise_commitment
from pafyll.apps.grants.services.wanting import (
    Wanted,
    awaiting_from,
    effect_key,
    effect_of,
    moves_of,
    new_amounts,
    new_credits,
    wanted_of,
)
from pafyll.domain.grants.effects import Happens, MoneyEffect
from pafyll.domain.grants.ledger import AccountKind
from pafyll.domain.lifecycles.participation import PARTICIPATION, TERM, ParticipationStatus, TermStatus
from pafyll.domain.rules.changes import ChangeKind
from pafyll.domain.rules.confirming import confirmation_days
from pafyll.domain.values import Semester
from pafyll.integrations.clock import midnight_after, midnight_before

A, K, P, T = AccountKind, ChangeKind, ParticipationStatus, TermStatus
ENDS = (T.AWAITING, T.CONFIRMED, T.NOT_STARTED, T.NOT_CONFIRMED, T.DEFERRED)
PAUSES = (T.AWAITING, T.CONFIRMED)


class MoneyHasChanged(AlreadyChanged):
    """What was shown is not what would be done now."""

    def __init__(self) -> None:
        super().__init__("pengene")


@dataclass(frozen=True)
class Doing:
    """A change while it is carried out, behind the locks. commitments are by semester."""

    change: Change
    participation: Participation
    wanted: Wanted
    effect: MoneyEffect
    commitments: dict[str, Commitment]
    by: User | None
    at: datetime

    def key(self, what: str, semester: Semester) -> str:
        """The ledger's key for one step of this change: it happens once."""
        return f"{self.change.about}:{what}:{semester.code}"

    def release(self, semester: Semester) -> None:
        """Gives the semester's released kroner back to the frame."""
        amount = int(self.effect.total(Happens.RELEASED, semester=semester))
        if amount:
            release(
                commitment=self.commitments[semester.code],
                amount=amount,
                key=self.key("release", semester),
                by=self.by,
                at=self.at,
                why=self.change.get_kind_display(),
            )


def lock(participation: Participation) -> tuple[Participation, dict[str, Commitment]]:
    """Locks the semesters, then their commitments, each by key: the order in which everybody locks, payments too.

    Gives the participation as it stands behind the lock, and the commitments by semester.
    """
    terms = list(ParticipationTerm.objects.select_for_update().filter(participation=participation.pk).order_by("pk"))
    keys = [term.pk for term in terms]
    rows = Commitment.objects.select_for_update().filter(term__in=keys).order_by("pk")
    by_term = {row.term_id: row for row in rows}
    everything = Participation.objects.select_related("round", "owner", "person", "offer__programme", "application")
    fresh = everything.get(pk=participation.pk)
    return fresh, {term.semester: by_term[term.pk] for term in terms if term.pk in by_term}


def carry_out(change: Change, *, seen: str, by: User | None, at: datetime) -> MoneyEffect:
    """Does what the change says. Call it in the transaction that moves the change's own status.

    seen is the fingerprint of the effect that was shown (effect_key). Raises MoneyHasChanged when it is another now:
    somebody has paid, released or confirmed in between.
    """
    participation, commitments = lock(change.participation)
    wanted = wanted_of(change)
    effect = effect_of(participation, wanted)
    if effect_key(effect) != seen:
        raise MoneyHasChanged
    doing = Doing(change, participation, wanted, effect, commitments, by, at)
    hold(accounts_for(_places(doing)).values())
    DO[wanted.kind](doing)
    change.participation = participation
    return effect


def _places(it: Doing) -> list[Place]:
    """Every account that the change may move, so that all are locked at once: see casework.services.case_numbers."""
    round, school = it.participation.round_id, it.wanted.to_school
    owners = {one.owner_id for one in it.commitments.values()} | {it.participation.owner_id}
    owners |= {school.parent_id} if school and school.parent_id else set()
    years = {one.budget_year for one in it.commitments.values()} | {one.budget_year.year for one in it.effect.lines}
    committed = [Place(A.COMMITTED, year, round, owner) for year in years for owner in owners]
    return committed + [Place(A.FRAME, year, round) for year in years]


def _stop(it: Doing) -> None:
    _advance_terms(it, T.ENDED, ENDS)
    _release_all(it)
    to = P.WITHDRAWN if it.wanted.kind is K.WITHDRAW else P.DROPPED_OUT
    _advance(it, to)
    tell_freed(it.participation, by=it.by, at=it.at)


def _defer(it: Doing) -> None:
    _advance_terms(it, T.DEFERRED, PAUSES)
    _release_all(it)
    _advance(it, P.DEFERRED)


def _move(it: Doing) -> None:
    """Released where it was before it is promised where it comes, so that a frame reaches for its own money."""
    terms = {term.when: term for term in it.participation.terms.all()}
    for old, new in moves_of(it.participation, it.wanted).items():
        advance(terms[old], lifecycle=TERM, to=T.ENDED, by=it.by, at=it.at, change=it.change.pk)
        it.release(old)
        made = _new_term(terms[old], new, int(it.effect.total(Happens.COMMITTED, semester=new)))
        record(about=made.about, verb="moved", after=T.AWAITING, by=it.by, at=it.at, was=old.code)
        why = it.change.get_kind_display()
        commit_term(term=made, key=it.key("commit", new), by=it.by, at=it.at, why=why)
    if it.participation.status == P.DEFERRED:
        _advance(it, P.STARTED if any(term.confirmed_at for term in terms.values()) else P.AWARDED)


def _reprice(it: Doing) -> None:
    amounts = new_amounts(it.participation, it.wanted)
    credits = _shares(new_credits(it.participation, it.wanted), it.participation)
    for term in awaiting_from(it.participation, it.wanted.since):
        _set_amounts(it, term, amounts[term.when], credits[term.pk])
        more = int(it.effect.total(Happens.COMMITTED, semester=term.when))
        if more:
            raise_commitment(
                commitment=it.commitments[term.semester],
                amount=more,
                key=it.key("raise", term.when),
                by=it.by,
                at=it.at,
                why=it.change.get_kind_display(),
            )
    _release_all(it)
    _rename(it)


def _change_owner(it: Doing) -> None:
    school, before = it.wanted.to_school, it.participation.owner_id
    assert school is not None
    assert school.parent is not None
    for term in awaiting_from(it.participation, it.wanted.since):
        if term.semester in it.commitments:
            hand_over(
                commitment=it.commitments[term.semester],
                to=school.parent,
                key=it.key("owner", term.when),
                by=it.by,
                at=it.at,
                why=it.change.get_kind_display(),
            )
    it.participation.owner, it.participation.school = school.parent, school
    it.participation.save(update_fields=["owner", "school"])
    it.participation.application.later_owners.add(school.parent)
    record(about=it.participation.about, verb="owner_changed", by=it.by, at=it.at, was=before, now=school.parent_id)


DO: dict[ChangeKind, Callable[[Doing], None]] = {
    K.WITHDRAW: _stop,
    K.DROP_OUT: _stop,
    K.DEFER: _defer,
    K.RESUME: _move,
    K.SEMESTER: _move,
    K.SCHEME: _reprice,
    K.STUDY: _reprice,
    K.OWNER: _change_owner,
}


def _advance(it: Doing, to: ParticipationStatus) -> None:
    change = it.change
    advance(
        it.participation,
        lifecycle=PARTICIPATION,
        to=to,
        by=it.by,
        at=it.at,
        reason=change.reason,
        since=change.since,
        change=change.pk,
    )


def _advance_terms(it: Doing, to: TermStatus, statuses: tuple[TermStatus, ...]) -> None:
    for term in it.participation.terms.all():
        if not term.when < it.wanted.since and term.status in statuses:
            advance(term, lifecycle=TERM, to=to, by=it.by, at=it.at, change=it.change.pk)


def _release_all(it: Doing) -> None:
    for semester in sorted(it.commitments):
        it.release(Semester(semester))


def _new_term(term: ParticipationTerm, semester: Semester, state: int) -> ParticipationTerm:
    first, last = confirmation_days(semester)
    dates = {"opens_at": midnight_before(first), "closes_at": midnight_after(last)}
    round = term.participation.round
    ConfirmationWindow.objects.get_or_create(round=round, semester=semester.code, defaults=dates)
    return ParticipationTerm.objects.create(
        participation=term.participation,
        semester=semester.code,
        credits=term.credits,
        state_amount=state,
        owner_amount=term.owner_amount,
    )


def _set_amounts(it: Doing, term: ParticipationTerm, amounts: tuple[int, int], credits: Decimal) -> None:
    """What the new decision gives for the semester. What the old one gave stays in the history and in that decision."""
    was = {"state": term.state_amount, "owner": term.owner_amount, "credits": str(term.credits)}
    term.state_amount, term.owner_amount = amounts
    term.credits = credits
    term.save(update_fields=["state_amount", "owner_amount", "credits"])
    record(about=term.about, verb="amount_changed", by=it.by, at=it.at, was=was, change=it.change.pk)


def _shares(credits: Decimal, participation: Participation) -> dict[int, Decimal]:
    """Parts in steps of half a credit over the semesters that are not ended; the last takes what is over."""
    terms = [term for term in participation.terms.order_by("pk") if term.status != T.ENDED]
    part = Decimal(int(credits * 2) // len(terms)) / 2
    shares = {term.pk: part for term in terms}
    shares[terms[-1].pk] = credits - part * (len(terms) - 1)
    return shares


def _rename(it: Doing) -> None:
    """The participation's own scheme or study; the semesters' credits make up its credits."""
    one, was = it.participation, {"scheme": it.participation.scheme, "offer": it.participation.offer_id}
    if it.wanted.kind is K.SCHEME:
        one.scheme = it.wanted.to_scheme
    else:
        one.offer = it.wanted.to_offer
        live = ParticipationTerm.objects.filter(participation=one).exclude(status=T.ENDED)
        one.credits = sum((term.credits for term in live), Decimal(0))
    one.save(update_fields=["scheme", "offer", "credits"])
    verb = "scheme_changed" if it.wanted.kind is K.SCHEME else "study_changed"
    record(about=one.about, verb=verb, by=it.by, at=it.at, was=was, change=it.change.pk)
    if it.wanted.kind is K.STUDY:
        move_admission(one, by=it.by, at=it.at)
