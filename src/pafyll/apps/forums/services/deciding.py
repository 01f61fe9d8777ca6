"""What the forum decides: by agreement, or by a vote when agreement has failed; and the bodies that dissent."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction

from pafyll.apps.accounts.models import User
from pafyll.apps.casework.permissions.cases import in_force
from pafyll.apps.casework.services import AlreadyChanged, Refusal, record, require
from pafyll.apps.forums.models import (
    AgendaItem,
    Ballot,
    Dissent,
    FailedAgreement,
    ForumDecision,
    ForumDisqualification,
    ForumMembership,
    ForumVote,
)
from pafyll.apps.forums.permissions.deciding import (
    ballot_of,
    dissenting_seat,
    may_agree,
    may_count,
    may_dissent,
    may_fail,
    may_open_ballot,
    may_vote,
    voting_seat,
)
from pafyll.apps.forums.permissions.forums import decided_seats, may_handle_item
from pafyll.apps.forums.services.composing import as_viewer
from pafyll.domain.answers import Answer, no, yes
from pafyll.domain.rules.deadlines import norwegian_day
from pafyll.domain.rules.forum_balance import WITHOUT_VOTE
from pafyll.domain.rules.forum_voting import counted


@transaction.atomic
def agree(*, item: AgendaItem, text: str, by: User, at: datetime) -> ForumDecision:
    """The forum agreed on the text."""
    require(may_agree(as_viewer(by, at), item, at))
    require(_has_words(text, "text", "Skriv hva forumet ble enig om."))
    return _decided(ForumDecision(item=item, text=text.strip(), made_by="agreement", result="adopted"), by, at)


@transaction.atomic
def record_failed_agreement(*, item: AgendaItem, why: str, by: User, at: datetime) -> FailedAgreement:
    """The forum tried and did not agree. From now on it may vote, or still agree."""
    require(may_fail(as_viewer(by, at), item, at))
    require(_has_words(why, "why", "Skriv hva forumet ikke ble enig om, og hvorfor."))
    try:
        with transaction.atomic():
            failed = FailedAgreement.objects.create(item=item, why=why.strip(), recorded_by=by, recorded_at=at)
    except IntegrityError:
        raise AlreadyChanged("saken") from None
    record(about=item.meeting.about, verb="agreement_failed", by=by, at=at, number=item.number)
    return failed


@transaction.atomic
def open_ballot(*, item: AgendaItem, proposal: str, by: User, at: datetime) -> Ballot:
    """Lets every body with a vote vote over the proposal."""
    require(may_open_ballot(as_viewer(by, at), item, at))
    require(_has_words(proposal, "proposal", "Skriv forslaget det stemmes over."))
    try:
        with transaction.atomic():
            ballot = Ballot.objects.create(
                failed=item.failed_agreement, proposal=proposal.strip(), opened_by=by, opened_at=at
            )
    except IntegrityError:
        raise AlreadyChanged("avstemningen") from None
    record(about=item.meeting.about, verb="ballot_opened", by=by, at=at, number=item.number)
    return ballot


@transaction.atomic
def cast_vote(*, item: AgendaItem, choice: str, by: User, at: datetime) -> ForumVote:
    """The body's vote, cast by its member or substitute. It stands."""
    viewer, day = as_viewer(by, at), norwegian_day(at)
    require(may_vote(viewer, item, at))
    seat = voting_seat(viewer, item, day=day)
    if seat is None:  # a colleague has voted since the line above
        raise _voted_already()
    return _voted(item, seat.membership, choice, by, at)


@transaction.atomic
def record_vote(*, item: AgendaItem, seat: ForumMembership, choice: str, by: User, at: datetime) -> ForumVote:
    """The vote of a body whose member does not log in to Påfyll, as it was given in the meeting."""
    require(may_handle_item(as_viewer(by, at), item, day=norwegian_day(at)))
    require(_may_be_recorded_for(seat, item, at))
    return _voted(item, seat, choice, by, at)


def _may_be_recorded_for(seat: ForumMembership, item: AgendaItem, at: datetime) -> Answer:
    is_seated = decided_seats(norwegian_day(at)).filter(pk=seat.pk, forum=item.meeting.forum).exists()
    if not is_seated or not seat.votes or seat.kind in WITHOUT_VOTE:
        return no("no_vote", "Denne virksomheten har ingen stemme i forumet.", field="seat")
    if seat.person.user_id is not None:
        return no("votes_herself", "{name} stemmer selv i Påfyll.", field="seat", name=str(seat.person))
    if _is_disqualified(seat, item, at):
        return no("disqualified", "{name} er inhabil i saken.", field="seat", name=str(seat.person))
    return yes()


def _is_disqualified(seat: ForumMembership, item: AgendaItem, at: datetime) -> bool:
    rows = ForumDisqualification.objects.filter(in_force(norwegian_day(at)), person=seat.person, matter=item.matter)
    return rows.exists()


def _voted(item: AgendaItem, seat: ForumMembership, choice: str, by: User, at: datetime) -> ForumVote:
    if choice not in ForumVote.Choice.values:
        raise Refusal(no("choice_missing", "Velg for, mot eller avholdende.", field="choice"))
    ballot = _held_open(item)
    vote = ForumVote(ballot=ballot, membership=seat, kind=seat.kind, choice=choice, cast_by=by, cast_at=at)
    try:
        with transaction.atomic():
            vote.save(force_insert=True)
    except IntegrityError:
        raise _voted_already() from None
    record(about=item.meeting.about, verb="voted", by=by, at=at, number=item.number, body=seat.body)
    return vote


def _voted_already() -> Refusal:
    return Refusal(no("already_voted", "Virksomheten har stemt, og stemmen står."))


def _held_open(item: AgendaItem) -> Ballot:
    """The ballot, kept from being counted until this transaction is over; refused when it is counted already."""
    ballot = ballot_of(item)
    if ballot is None or not Ballot.objects.filter(pk=ballot.pk, closed_at=None).update(opened_at=ballot.opened_at):
        raise Refusal(no("no_open_ballot", "Det er ingen åpen avstemning i denne saken."))
    return ballot


@transaction.atomic
def count_ballot(*, item: AgendaItem, by: User, at: datetime) -> ForumDecision:
    """Closes the vote and records what it came to."""
    require(may_count(as_viewer(by, at), item, at))
    ballot = ballot_of(item)
    assert ballot is not None
    if not Ballot.objects.filter(pk=ballot.pk, closed_at=None).update(closed_at=at):
        raise AlreadyChanged("avstemningen")
    count = counted(ballot.votes.values_list("choice", flat=True))
    decision = ForumDecision(
        item=item,
        text=ballot.proposal,
        made_by="vote",
        result=count.result,
        ballot=ballot,
        votes_for=count.votes_for,
        votes_against=count.votes_against,
        abstained=count.abstained,
    )
    return _decided(decision, by, at)


@transaction.atomic
def dissent(*, decision: ForumDecision, text: str, by: User, at: datetime) -> Dissent:
    """The body does not stand behind the decision, in its own words. Recorded with the body's name."""
    viewer = as_viewer(by, at)
    require(may_dissent(viewer, decision, at))
    require(_has_words(text, "text", "Skriv hva virksomheten mener."))
    seat = dissenting_seat(viewer, decision, day=norwegian_day(at))
    if seat is None:  # a colleague has since the line above
        raise AlreadyChanged("saken")
    said = Dissent(
        decision=decision,
        membership=seat.membership,
        body=seat.membership.body,
        text=text.strip(),
        recorded_by=by,
        recorded_at=at,
    )
    try:
        with transaction.atomic():
            said.save(force_insert=True)
    except IntegrityError:
        raise AlreadyChanged("saken") from None
    record(about=decision.item.meeting.about, verb="dissented", by=by, at=at, body=said.body)
    return said


def _decided(decision: ForumDecision, by: User, at: datetime) -> ForumDecision:
    decision.recorded_by, decision.recorded_at = by, at
    try:
        with transaction.atomic():
            decision.save(force_insert=True)
    except IntegrityError:
        raise AlreadyChanged("saken") from None
    meeting, number = decision.item.meeting, decision.item.number
    record(about=meeting.about, verb="decided", by=by, at=at, number=number, made_by=str(decision.made_by))
    return decision


def _has_words(text: str, field: str, asked: str) -> Answer:
    return yes() if text.strip() else no("words_missing", asked, field=field)
