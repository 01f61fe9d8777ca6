"""When the forum may agree, vote and dissent, and who may do it. Agreement comes first; the Governor never votes."""

from __future__ import annotations

from datetime import date, datetime

from pafyll.apps.forums.models import AgendaItem, Ballot, Dissent, ForumDecision, ForumMeeting, ForumVote
from pafyll.apps.forums.permissions.forums import Seat, may_handle_item, may_see_item, seats_of
from pafyll.apps.organisations.permissions import Viewer
from pafyll.domain.answers import Answer, first_no, no, yes
from pafyll.domain.lifecycles.forum_meeting import ForumMeetingStatus
from pafyll.domain.rules.deadlines import norwegian_day
from pafyll.domain.rules.forum_balance import MANDATE, WITHOUT_VOTE

S = ForumMeetingStatus
NOT_DECIDED = no("not_decided", "Saken er ikke avgjort ennå.")


def decision_of(item: AgendaItem) -> ForumDecision | None:
    """What the forum decided in the item, or None."""
    return ForumDecision.objects.filter(item=item).select_related("ballot").first()


def ballot_of(item: AgendaItem) -> Ballot | None:
    """The vote over the item, or None."""
    return Ballot.objects.filter(failed__item=item).select_related("failed").first()


def may_agree(viewer: Viewer, item: AgendaItem, at: datetime) -> Answer:
    """Whether the secretariat may record that the forum agreed: in the meeting, and not after a vote is opened."""
    return first_no([_may_record(viewer, item, at), _has_no_ballot(item)])


def may_fail(viewer: Viewer, item: AgendaItem, at: datetime) -> Answer:
    """Whether the secretariat may record that the forum did not agree: once."""
    if hasattr(item, "failed_agreement"):
        return no("already_failed", "Det er alt ført at forumet ikke ble enig i denne saken.")
    return _may_record(viewer, item, at)


def may_open_ballot(viewer: Viewer, item: AgendaItem, at: datetime) -> Answer:
    """Whether a vote may be opened: only after it is recorded that agreement failed."""
    return first_no([_may_record(viewer, item, at), _agreement_has_failed(item), _has_no_ballot(item)])


def may_count(viewer: Viewer, item: AgendaItem, at: datetime) -> Answer:
    """Whether the vote may be closed and counted."""
    ballot = ballot_of(item)
    if ballot is None or not ballot.is_open:
        return no("no_open_ballot", "Det er ingen åpen avstemning i denne saken.")
    return _may_record(viewer, item, at)


def voting_seat(viewer: Viewer, item: AgendaItem, *, day: date) -> Seat | None:
    """The seat that the viewer may vote from and has not voted from; own before lent. At most four queries."""
    done = set(ForumVote.objects.filter(ballot__failed__item=item).values_list("membership_id", flat=True))
    seats = [one for one in seats_of(viewer, item.meeting.forum, day=day) if _has_vote(one)]
    return next((one for one in seats if one.membership.pk not in done), None)


def may_vote(viewer: Viewer, item: AgendaItem, at: datetime) -> Answer:
    """Whether the viewer may vote for a body now."""
    day = norwegian_day(at)
    ballot = ballot_of(item)
    seats = seats_of(viewer, item.meeting.forum, day=day)
    if not (seen := may_see_item(viewer, item, day=day)):
        return seen
    if not any(_has_vote(one) for one in seats):
        return _no_vote()
    if ballot is None or not ballot.is_open:
        return no("no_open_ballot", "Det er ingen åpen avstemning i denne saken.")
    if voting_seat(viewer, item, day=day) is None:
        return no("already_voted", "Virksomheten din har stemt, og stemmen står.")
    return yes()


def may_dissent(viewer: Viewer, decision: ForumDecision, at: datetime) -> Answer:
    """Whether the viewer may record a dissent for a body: until the minutes are approved, once for each body."""
    day = norwegian_day(at)
    return first_no(
        [
            may_see_item(viewer, decision.item, day=day),
            _minutes_are_open(decision.item.meeting),
            _has_dissent_left(viewer, decision, day),
        ]
    )


def dissenting_seat(viewer: Viewer, decision: ForumDecision, *, day: date) -> Seat | None:
    """The seat that the viewer may dissent from and has not dissented from."""
    done = set(Dissent.objects.filter(decision=decision).values_list("membership_id", flat=True))
    seats = seats_of(viewer, decision.item.meeting.forum, day=day)
    return next((one for one in seats if _has_vote(one) and one.membership.pk not in done), None)


def _has_dissent_left(viewer: Viewer, decision: ForumDecision, day: date) -> Answer:
    if dissenting_seat(viewer, decision, day=day) is not None:
        return yes()
    return no("no_dissent", "Du har ingen virksomhet å føre protokolltilførsel for i denne saken.")


def _has_vote(seat: Seat) -> bool:
    return seat.votes and seat.membership.kind not in WITHOUT_VOTE


def _no_vote() -> Answer:
    return no("no_vote", "Du har ingen stemme i forumet. Statsforvalteren og observatører stemmer ikke.", law=MANDATE)


def _may_record(viewer: Viewer, item: AgendaItem, at: datetime) -> Answer:
    return first_no(
        [
            may_handle_item(viewer, item, day=norwegian_day(at)),
            is_under_way(item.meeting, at),
            _is_undecided(item),
        ]
    )


def is_under_way(meeting: ForumMeeting, at: datetime) -> Answer:
    """Whether the meeting has begun and its minutes are not approved."""
    if meeting.status not in (S.CALLED, S.HELD):
        label = S(meeting.status).label  # type: ignore[call-arg]
        return no("not_from_this_status", "Dette kan ikke gjøres nå: møtet har status «{status}».", status=label)
    if at < meeting.starts_at:
        return no("meeting_not_begun", "Møtet har ikke begynt ennå.", remedy="Før vedtaket når møtet er i gang.")
    return yes()


def _minutes_are_open(meeting: ForumMeeting) -> Answer:
    if meeting.status in (S.CALLED, S.HELD):
        return yes()
    return no("minutes_approved", "Referatet er godkjent, og kan ikke lenger få protokolltilførsler.")


def _is_undecided(item: AgendaItem) -> Answer:
    if decision_of(item) is None:
        return yes()
    return no("already_decided", "Forumet har avgjort denne saken.")


def _has_no_ballot(item: AgendaItem) -> Answer:
    if ballot_of(item) is None:
        return yes()
    return no("ballot_opened", "Det er åpnet avstemning i denne saken.")


def _agreement_has_failed(item: AgendaItem) -> Answer:
    if hasattr(item, "failed_agreement"):
        return yes()
    return no(
        "agreement_first",
        "Forumet skal først forsøke å bli enig.",
        remedy="Før i referatet at forumet ikke ble enig, og hvorfor. Da kan det stemmes.",
        law=MANDATE,
    )
