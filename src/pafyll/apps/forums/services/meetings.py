"""A meeting from plan to approved minutes: the agenda, the call, who came, and what was said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from pafyll.apps.accounts.models import User
from pafyll.apps.casework.services import AlreadyChanged, Refusal, advance, record, require
from pafyll.apps.forums.models import AgendaItem, Attendance, Forum, ForumMeeting, ForumMembership
from pafyll.apps.forums.permissions.deciding import decision_of, is_under_way
from pafyll.apps.forums.permissions.forums import decided_seats, may_handle_item, may_keep
from pafyll.apps.forums.services.composing import as_viewer
from pafyll.apps.forums.services.minutes_documents import minutes_document
from pafyll.apps.forums.services.telling import tell_members
from pafyll.domain.answers import Answer, no, yes
from pafyll.domain.lifecycles.forum_meeting import FORUM_MEETING, ForumMeetingStatus
from pafyll.domain.rules.deadlines import norwegian_day

S = ForumMeetingStatus


@dataclass(frozen=True)
class NewMeeting:
    """What, when and where, and the words of the call."""

    title: str
    starts_at: datetime
    place: str = ""
    invitation: str = ""


@dataclass(frozen=True)
class NewItem:
    """A matter for the agenda. about is what it concerns ("scheme_year:3"); proposal what the forum is to agree on."""

    title: str
    words: str = ""
    proposal: str = ""
    about: str = ""


@transaction.atomic
def plan_meeting(*, forum: Forum, new: NewMeeting, by: User, at: datetime) -> ForumMeeting:
    """A meeting that only the secretariat sees until it is called."""
    require(may_keep(as_viewer(by, at), forum))
    require(_is_in_the_future(new.starts_at, at))
    meeting = ForumMeeting.objects.create(
        forum=forum,
        title=new.title.strip(),
        starts_at=new.starts_at,
        place=new.place.strip(),
        invitation=new.invitation.strip(),
        created_by=by,
        created_at=at,
    )
    record(about=meeting.about, verb="planned", by=by, at=at, after=S.PLANNED)
    return meeting


def _is_in_the_future(starts_at: datetime, at: datetime) -> Answer:
    if starts_at > at:
        return yes()
    return no("meeting_in_the_past", "Møtet må være fram i tid.", field="starts_at")


@transaction.atomic
def add_item(*, meeting: ForumMeeting, new: NewItem, by: User, at: datetime) -> AgendaItem:
    """Puts a matter on the agenda, last. After the call too, and then it is said that it came later."""
    require(may_keep(as_viewer(by, at), meeting.forum))
    require(_agenda_is_open(meeting))
    last = meeting.items.aggregate(last=Max("number"))["last"] or 0
    item = AgendaItem.objects.create(
        meeting=meeting,
        number=last + 1,
        title=new.title.strip(),
        words=new.words.strip(),
        proposal=new.proposal.strip(),
        about=new.about,
    )
    record(
        about=meeting.about,
        verb="item_added",
        by=by,
        at=at,
        number=item.number,
        after_call=meeting.called_at is not None,
    )
    return item


@transaction.atomic
def change_item(*, item: AgendaItem, new: NewItem, by: User, at: datetime) -> AgendaItem:
    """Rewrites a matter before the meeting is called."""
    require(may_handle_item(as_viewer(by, at), item, day=norwegian_day(at)))
    if item.meeting.status != S.PLANNED:
        raise Refusal(
            no("meeting_called", "Møtet er innkalt, og medlemmene har lest saken.", remedy="Legg heller til en ny sak.")
        )
    item.title, item.words = new.title.strip(), new.words.strip()
    item.proposal, item.about = new.proposal.strip(), new.about
    item.save(update_fields=["title", "words", "proposal", "about"])
    return item


def _agenda_is_open(meeting: ForumMeeting) -> Answer:
    if meeting.status in (S.PLANNED, S.CALLED):
        return yes()
    return _not_now(meeting)


def _not_now(meeting: ForumMeeting) -> Answer:
    label = S(meeting.status).label  # type: ignore[call-arg]
    return no("not_from_this_status", "Dette kan ikke gjøres nå: møtet har status «{status}».", status=label)


@transaction.atomic
def call_meeting(*, meeting: ForumMeeting, by: User, at: datetime) -> ForumMeeting:
    """Sends the call to every member and substitute of the day of the meeting, with the agenda to read in Påfyll."""
    require(may_keep(as_viewer(by, at), meeting.forum))
    require(_is_in_the_future(meeting.starts_at, at))
    if not meeting.items.exists():
        raise Refusal(no("no_agenda", "Møtet har ingen saker ennå.", remedy="Legg til minst én sak før du innkaller."))
    advance(meeting, lifecycle=FORUM_MEETING, to=S.CALLED, by=by, at=at)
    meeting.called_at = at
    meeting.save(update_fields=["called_at"])
    tell_members(meeting, "meeting_called", day=norwegian_day(at))
    return meeting


@transaction.atomic
def cancel_meeting(*, meeting: ForumMeeting, why: str, by: User, at: datetime) -> ForumMeeting:
    """Calls the meeting off; those who were called are told why."""
    require(may_keep(as_viewer(by, at), meeting.forum))
    if not why.strip():
        raise Refusal(no("reason_missing", "Skriv hvorfor møtet avlyses.", field="why"))
    was_called = meeting.status == S.CALLED
    advance(meeting, lifecycle=FORUM_MEETING, to=S.CANCELLED, by=by, at=at, why=why.strip())
    if was_called:
        tell_members(meeting, "meeting_cancelled", day=norwegian_day(at), why=why.strip())
    return meeting


@transaction.atomic
def write_minutes(
    *,
    meeting: ForumMeeting,
    minutes: str,
    by_item: Mapping[int, str],
    met: Mapping[int, int],
    by: User,
    at: datetime,
) -> ForumMeeting:
    """What was said, in general and in each item (by its key), and who met for each seat (person by the seat's key).

    An item that the writer is disqualified in is left as it is. The first time, the meeting is held.
    """
    viewer, day = as_viewer(by, at), norwegian_day(at)
    require(may_keep(viewer, meeting.forum))
    require(is_under_way(meeting, at))
    if meeting.status == S.CALLED:
        advance(meeting, lifecycle=FORUM_MEETING, to=S.HELD, by=by, at=at)
    if not ForumMeeting.objects.filter(pk=meeting.pk, status=S.HELD).update(minutes=minutes.strip()):
        raise AlreadyChanged(FORUM_MEETING.label)
    meeting.minutes = minutes.strip()
    for item in meeting.items.select_related("meeting__forum__governor"):
        if item.pk in by_item and may_handle_item(viewer, item, day=day):
            AgendaItem.objects.filter(pk=item.pk).update(minutes=by_item[item.pk].strip())
    _write_attendance(meeting, met)
    record(about=meeting.about, verb="minutes_written", by=by, at=at)
    return meeting


def _write_attendance(meeting: ForumMeeting, met: Mapping[int, int]) -> None:
    known = {seat.pk: speakers_of(seat, meeting) for seat in seats_at(meeting)}
    wrong = [seat for seat, person in met.items() if person not in known.get(seat, set())]
    if wrong:
        raise Refusal(no("not_a_speaker", "Bare medlemmet eller vararepresentanten kan møte for virksomheten."))
    Attendance.objects.filter(meeting=meeting).delete()
    rows = [Attendance(meeting=meeting, membership_id=seat, person_id=person) for seat, person in met.items()]
    Attendance.objects.bulk_create(rows)


def seats_at(meeting: ForumMeeting) -> list[ForumMembership]:
    """The seats that are in force on the day of the meeting. Two queries."""
    rows = decided_seats(norwegian_day(meeting.starts_at)).filter(forum=meeting.forum)
    return list(rows.select_related("organisation", "person").prefetch_related("substitutes__person"))


def speakers_of(seat: ForumMembership, meeting: ForumMeeting) -> set[int]:
    """Keys of the people who may speak for the seat that day: the member and the substitutes."""
    day = norwegian_day(meeting.starts_at)
    lent = {one.person_id for one in seat.substitutes.all() if one.starts_on <= day < one.ends_before}
    return {seat.person_id, *lent}


@transaction.atomic
def approve_minutes(*, meeting: ForumMeeting, by: User, at: datetime) -> ForumMeeting:
    """The minutes stand as they are. Every matter with a proposal must have been decided."""
    require(may_keep(as_viewer(by, at), meeting.forum))
    require(_minutes_are_written(meeting))
    require(_all_is_decided(meeting))
    advance(meeting, lifecycle=FORUM_MEETING, to=S.APPROVED, by=by, at=at)
    meeting.minutes_approved_at = at
    meeting.document = minutes_document(meeting=meeting, by=by, at=at)
    meeting.save(update_fields=["minutes_approved_at", "document"])
    tell_members(meeting, "minutes_approved", day=norwegian_day(at))
    return meeting


def _minutes_are_written(meeting: ForumMeeting) -> Answer:
    if meeting.status == S.HELD and meeting.minutes:
        return yes()
    return no("minutes_missing", "Referatet er ikke skrevet ennå.")


def _all_is_decided(meeting: ForumMeeting) -> Answer:
    left = [item for item in meeting.items.exclude(proposal="") if decision_of(item) is None]
    if not left:
        return yes()
    return no(
        "items_undecided",
        "Sak {number}, «{title}», er ikke avgjort.",
        remedy="Før hva forumet ble enig om, eller at det ikke ble enig og hvordan det stemte.",
        number=left[0].number,
        title=left[0].title,
    )
