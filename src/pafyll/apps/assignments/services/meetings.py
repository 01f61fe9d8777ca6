"""Meetings of the leader forum and the UP council: the agenda built from inquiries, the call, who came, the minutes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from pafyll.apps.accounts.models import User
from pafyll.apps.assignments.models import Inquiry, MeetingAttendance, MeetingItem, Unit, UnitMeeting
from pafyll.apps.assignments.permissions import may_coordinate
from pafyll.apps.assignments.permissions.inquiries import may_handle, visible_inquiries
from pafyll.apps.assignments.permissions.meetings import may_keep, may_keep_item
from pafyll.apps.assignments.queries.meetings import invited_to
from pafyll.apps.assignments.services.meeting_documents import agenda_document, minutes_document
from pafyll.apps.assignments.services.telling import tell_person
from pafyll.apps.assignments.services.triage import as_viewer
from pafyll.apps.casework.services import AlreadyChanged, Refusal, advance, record, require
from pafyll.domain.answers import Answer, first_no, no, yes
from pafyll.domain.assignments.taking_in import WORDS, fits, plain_line, plain_words
from pafyll.domain.lifecycles.inquiry import INQUIRY, InquiryStatus
from pafyll.domain.lifecycles.unit_meeting import UNIT_MEETING, UnitMeetingStatus

S, Asked = UnitMeetingStatus, InquiryStatus
ASIDE = 10_000  # where a matter waits while two change places


@dataclass(frozen=True)
class NewMeeting:
    """Whose, what, when and where."""

    body: str
    title: str
    starts_at: datetime
    place: str = ""


@transaction.atomic
def plan_meeting(*, unit: Unit, new: NewMeeting, by: User, at: datetime) -> UnitMeeting:
    """A meeting whose agenda is built before it is called."""
    require(may_coordinate(as_viewer(by, at), unit.provider_id))
    if new.starts_at <= at:
        raise Refusal(no("meeting_in_the_past", "Møtet må være fram i tid.", field="starts_on"))
    title = plain_line(new.title)
    require(fits(title, 150, "title"))
    meeting = UnitMeeting.objects.create(
        unit=unit,
        body=new.body,
        title=title,
        starts_at=new.starts_at,
        place=plain_line(new.place),
        created_by=by,
        created_at=at,
    )
    record(about=meeting.about, verb="planned", by=by, at=at, after=S.PLANNED)
    return meeting


@transaction.atomic
def put_on_agenda(*, meeting: UnitMeeting, inquiry: Inquiry, by: User, at: datetime) -> MeetingItem:
    """The inquiry as the last matter. It waits for the forum from now on."""
    meeting = _locked(meeting)
    require(first_no([may_keep(as_viewer(by, at), meeting), _agenda_is_open(meeting), _is_forum(meeting)]))
    inquiry = Inquiry.objects.select_for_update().get(pk=inquiry.pk)
    require(first_no([_same_provider(meeting, inquiry), may_handle(as_viewer(by, at), inquiry)]))
    advance(inquiry, lifecycle=INQUIRY, to=Asked.TO_FORUM, by=by, at=at)
    title = f"{inquiry.reference}: {inquiry.workplace}"
    return _add(meeting, MeetingItem(meeting=meeting, inquiry=inquiry, title=title), by, at)


@transaction.atomic
def build_agenda(*, meeting: UnitMeeting, by: User, at: datetime) -> list[MeetingItem]:
    """Every inquiry that is triaged and waits, those due first; not those that the keeper is disqualified in."""
    require(may_keep(as_viewer(by, at), meeting))
    rows = visible_inquiries(as_viewer(by, at)).filter(provider=meeting.unit.provider_id, status=Asked.TRIAGED)
    waiting = list(rows.order_by("due_on", "pk"))
    return [put_on_agenda(meeting=meeting, inquiry=one, by=by, at=at) for one in waiting]


@transaction.atomic
def add_matter(*, meeting: UnitMeeting, title: str, words: str, by: User, at: datetime) -> MeetingItem:
    """Something that is not an inquiry."""
    meeting = _locked(meeting)
    require(first_no([may_keep(as_viewer(by, at), meeting), _agenda_is_open(meeting)]))
    item = MeetingItem(meeting=meeting, title=plain_line(title), words=plain_words(words))
    require(first_no([fits(item.title, 200, "title"), fits(item.words, WORDS, "words") if item.words else yes()]))
    return _add(meeting, item, by, at)


@transaction.atomic
def take_off(*, item: MeetingItem, by: User, at: datetime) -> None:
    """Removes the matter before the meeting; an inquiry that still waits is triaged again, for another meeting."""
    meeting = _locked(item.meeting)
    require(first_no([may_keep_item(as_viewer(by, at), item), _agenda_is_open(meeting)]))
    if item.inquiry_id:
        inquiry = Inquiry.objects.select_for_update().get(pk=item.inquiry_id)
        if inquiry.status == Asked.TO_FORUM:  # one that was withdrawn in the meantime is over
            advance(inquiry, lifecycle=INQUIRY, to=Asked.TRIAGED, by=by, at=at)
    item.delete()
    for number, left in enumerate(meeting.items.all(), 1):
        MeetingItem.objects.filter(pk=left.pk).update(number=number)
    record(about=meeting.about, verb="matter_taken_off", by=by, at=at)


@transaction.atomic
def move(*, item: MeetingItem, up: bool, by: User, at: datetime) -> None:
    """Changes places with the matter before or after; nothing happens at the end of the list."""
    meeting = _locked(item.meeting)
    require(first_no([may_keep(as_viewer(by, at), meeting), _agenda_is_open(meeting)]))
    rows = list(meeting.items.all())
    here = next((i for i, one in enumerate(rows) if one.pk == item.pk), None)
    if here is None or not 0 <= (there := here + (-1 if up else 1)) < len(rows):
        return
    other, (mine, theirs) = rows[there], (rows[here].number, rows[there].number)
    for pk, number in ((item.pk, ASIDE), (other.pk, mine), (item.pk, theirs)):
        MeetingItem.objects.filter(pk=pk).update(number=number)


@transaction.atomic
def call_meeting(*, meeting: UnitMeeting, by: User, at: datetime) -> UnitMeeting:
    """Sets the agenda as a document, and tells those who sit in the body."""
    meeting = _locked(meeting)
    require(may_keep(as_viewer(by, at), meeting))
    if not meeting.items.exists():
        raise Refusal(no("no_agenda", "Møtet har ingen saker ennå.", remedy="Legg til minst én sak før du innkaller."))
    advance(meeting, lifecycle=UNIT_MEETING, to=S.CALLED, by=by, at=at)
    meeting.agenda_document = agenda_document(meeting=meeting, by=by, at=at)
    meeting.save(update_fields=["agenda_document"])
    for person in invited_to(meeting):
        tell_person(person, "unit_meeting_called", meeting=meeting)
    return meeting


@transaction.atomic
def cancel_meeting(*, meeting: UnitMeeting, why: str, by: User, at: datetime) -> UnitMeeting:
    """Calls it off; its inquiries are triaged again."""
    meeting = _locked(meeting)
    require(may_keep(as_viewer(by, at), meeting))
    words = plain_words(why)
    if not words:
        raise Refusal(no("reason_missing", "Skriv hvorfor møtet avlyses.", field="why"))
    advance(meeting, lifecycle=UNIT_MEETING, to=S.CANCELLED, by=by, at=at, why=words)
    _give_back(meeting, by, at)
    return meeting


@transaction.atomic
def write_minutes(
    *, meeting: UnitMeeting, minutes: str, by_item: Mapping[int, str], present: Sequence[int], by: User, at: datetime
) -> UnitMeeting:
    """What was said, and who was there. The first time, the meeting is held. A matter one may not see is left."""
    meeting = _locked(meeting)
    viewer = as_viewer(by, at)
    require(first_no([may_keep(viewer, meeting), has_begun(meeting, at)]))
    if meeting.status == S.CALLED:
        advance(meeting, lifecycle=UNIT_MEETING, to=S.HELD, by=by, at=at)
    meeting.minutes = plain_words(minutes)
    meeting.save(update_fields=["minutes"])
    for item in meeting.items.select_related("meeting__unit"):
        if item.pk in by_item and may_keep_item(viewer, item):
            MeetingItem.objects.filter(pk=item.pk).update(minutes=plain_words(by_item[item.pk]))
    _write_attendance(meeting, present)
    record(about=meeting.about, verb="minutes_written", by=by, at=at)
    return meeting


@transaction.atomic
def approve_minutes(*, meeting: UnitMeeting, by: User, at: datetime) -> UnitMeeting:
    """The minutes stand as a document. An inquiry without a decision is put off, and waits for another meeting."""
    meeting = _locked(meeting)
    require(may_keep(as_viewer(by, at), meeting))
    if not (meeting.status == S.HELD and meeting.minutes):
        raise Refusal(no("minutes_missing", "Referatet er ikke skrevet ennå."))
    advance(meeting, lifecycle=UNIT_MEETING, to=S.APPROVED, by=by, at=at)
    meeting.minutes_document = minutes_document(meeting=meeting, by=by, at=at)
    meeting.save(update_fields=["minutes_document"])
    _give_back(meeting, by, at)
    return meeting


def has_begun(meeting: UnitMeeting, at: datetime) -> Answer:
    """Whether minutes can be written: it is called or held, and has begun."""
    if meeting.status not in (S.CALLED, S.HELD):
        label = S(meeting.status).label  # type: ignore[call-arg]
        return no("not_from_this_status", "Dette kan ikke gjøres nå: møtet har status «{status}».", status=label)
    if at < meeting.starts_at:
        return no("not_begun", "Møtet har ikke begynt.")
    return yes()


def _locked(meeting: UnitMeeting) -> UnitMeeting:
    """The meeting as it is now, held until the transaction ends. Before its inquiries: docs/adr/0024."""
    rows = UnitMeeting.objects.select_for_update(of=("self",)).select_related("unit__provider")
    found = rows.get(pk=meeting.pk)
    if found.status != meeting.status:
        raise AlreadyChanged(UNIT_MEETING.label)
    return found


def _agenda_is_open(meeting: UnitMeeting) -> Answer:
    if meeting.status in (S.PLANNED, S.CALLED):
        return yes()
    label = S(meeting.status).label  # type: ignore[call-arg]
    return no("not_from_this_status", "Dette kan ikke gjøres nå: møtet har status «{status}».", status=label)


def _is_forum(meeting: UnitMeeting) -> Answer:
    if meeting.body == UnitMeeting.Body.LEADER_FORUM:
        return yes()
    return no("not_leader_forum", "Henvendelser behandles i lederforum.")


def _same_provider(meeting: UnitMeeting, inquiry: Inquiry) -> Answer:
    if meeting.unit.provider_id == inquiry.provider_id:
        return yes()
    return no("other_provider", "Henvendelsen er ikke til dere.")


def _add(meeting: UnitMeeting, item: MeetingItem, by: User, at: datetime) -> MeetingItem:
    item.number = (meeting.items.aggregate(last=Max("number"))["last"] or 0) + 1
    item.save(force_insert=True)
    late = meeting.status == S.CALLED
    record(about=meeting.about, verb="item_added", by=by, at=at, number=item.number, after_call=late)
    return item


def _give_back(meeting: UnitMeeting, by: User, at: datetime) -> None:
    waiting = Inquiry.objects.filter(items__meeting=meeting, status=Asked.TO_FORUM)
    for inquiry in Inquiry.objects.select_for_update().filter(pk__in=waiting.values("pk")).order_by("pk"):
        advance(inquiry, lifecycle=INQUIRY, to=Asked.TRIAGED, by=by, at=at)


def _write_attendance(meeting: UnitMeeting, present: Sequence[int]) -> None:
    if set(present) - {one.pk for one in invited_to(meeting)}:
        raise Refusal(no("not_invited", "Bare de som sitter i forumet, kan føres som til stede.", field="present"))
    MeetingAttendance.objects.filter(meeting=meeting).delete()
    MeetingAttendance.objects.bulk_create(MeetingAttendance(meeting=meeting, person_id=one) for one in present)
