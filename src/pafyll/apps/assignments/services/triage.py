"""What the coordinator does with an inquiry: triage, notes, messages, an answer, and putting abuse away."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from pafyll.apps.accounts.models import User
from pafyll.apps.assignments.models import Inquiry, InquiryMessage, InquiryNote, Unit
from pafyll.apps.assignments.permissions.disqualified import disqualified_in
from pafyll.apps.assignments.permissions.inquiries import may_handle, may_note
from pafyll.apps.assignments.queries.staff import leaders_at
from pafyll.apps.assignments.services.telling import tell_inquirer, tell_person
from pafyll.apps.casework.services import AlreadyChanged, Refusal, advance, record, require
from pafyll.apps.organisations.models import Organisation, Person
from pafyll.apps.organisations.permissions import Viewer, viewer_of
from pafyll.domain.answers import Answer, first_no, no, yes
from pafyll.domain.assignments.answering import URGENCIES, answer_due, suits_as_due
from pafyll.domain.assignments.areas import areas
from pafyll.domain.assignments.taking_in import MESSAGE, fits, plain_words
from pafyll.domain.lifecycles.inquiry import INQUIRY, OPEN, WAITS, InquiryStatus
from pafyll.domain.rules.deadlines import norwegian_day

S = InquiryStatus


@dataclass(frozen=True)
class Triage:
    """Where it goes. due_on None: counted from the day it came and the urgency."""

    unit: Unit
    urgency: str
    responsible: Person
    area: str = ""
    counterpart: Organisation | None = None
    due_on: date | None = None


@transaction.atomic
def triage(*, inquiry: Inquiry, to: Triage, by: User, at: datetime) -> Inquiry:
    """Says whose it is and by when it is answered. Can be done again while somebody waits."""
    inquiry = _locked(inquiry)
    require(may_handle(as_viewer(by, at), inquiry))
    received = norwegian_day(inquiry.received_at)
    due = to.due_on or answer_due(received, to.urgency)
    require(first_no([_still_waits(inquiry), _suits(inquiry, to, at), suits_as_due(due, received)]))
    if inquiry.status == S.RECEIVED:
        advance(inquiry, lifecycle=INQUIRY, to=S.TRIAGED, by=by, at=at)
    is_new = inquiry.responsible_id != to.responsible.pk
    inquiry.unit, inquiry.urgency, inquiry.responsible = to.unit, to.urgency, to.responsible
    inquiry.area, inquiry.counterpart, inquiry.due_on = to.area, to.counterpart, due
    inquiry.save(update_fields=["unit", "urgency", "responsible", "area", "counterpart", "due_on"])
    record(about=inquiry.about, verb="responsible_set", by=by, at=at, responsible=str(to.responsible), due=str(due))
    if is_new and to.responsible.user_id != by.pk:
        tell_person(to.responsible, "made_responsible", inquiry=inquiry)
    return inquiry


@transaction.atomic
def write_note(*, inquiry: Inquiry, text: str, by: User, at: datetime) -> InquiryNote:
    """A note that only the provider's leaders read."""
    require(may_note(as_viewer(by, at), inquiry))
    words = plain_words(text)
    require(fits(words, MESSAGE, "text"))
    return InquiryNote.objects.create(inquiry=inquiry, text=words, by=by, at=at)


@transaction.atomic
def write_to_inquirer(*, inquiry: Inquiry, text: str, by: User, at: datetime) -> InquiryMessage:
    """Mails the words, and keeps them on the page that the inquirer follows."""
    require(may_handle(as_viewer(by, at), inquiry))
    if inquiry.status not in OPEN | {S.ASSIGNED, S.ANSWERED_NO}:
        raise Refusal(no("inquiry_closed", "Henvendelsen er avsluttet, og det kan ikke skrives mer i den."))
    return send_words(inquiry, text, by=by, at=at, field="text")


def send_words(inquiry: Inquiry, text: str, *, by: User, at: datetime, field: str) -> InquiryMessage:
    """The message itself. Call it in the transaction of the act that it tells about."""
    words = plain_words(text)
    require(fits(words, MESSAGE, field))
    made = InquiryMessage.objects.create(inquiry=inquiry, text=words, by=by, at=at)
    record(about=inquiry.about, verb="wrote_to_inquirer", by=by, at=at)
    tell_inquirer(inquiry, "answer", words=words)
    return made


@transaction.atomic
def answer_no(*, inquiry: Inquiry, text: str, by: User, at: datetime) -> Inquiry:
    """A no that needs no forum: wrong place to ask, or something that is open to everyone already. text says why."""
    inquiry = _locked(inquiry)
    require(may_handle(as_viewer(by, at), inquiry))
    if inquiry.status == S.TO_FORUM:
        raise Refusal(no("in_forum", "Henvendelsen er til behandling i lederforum.", remedy="Før vedtaket på møtet."))
    send_words(inquiry, text, by=by, at=at, field="text")
    advance(inquiry, lifecycle=INQUIRY, to=S.ANSWERED_NO, by=by, at=at)
    inquiry.answered_at = at
    inquiry.save(update_fields=["answered_at"])
    return inquiry


@transaction.atomic
def reject_as_abuse(*, inquiry: Inquiry, why: str, by: User, at: datetime) -> Inquiry:
    """Puts it away without an answer. why is kept in the history."""
    inquiry = _locked(inquiry)
    require(may_handle(as_viewer(by, at), inquiry))
    words = plain_words(why)
    require(fits(words, MESSAGE, "why"))
    advance(inquiry, lifecycle=INQUIRY, to=S.REJECTED, by=by, at=at, why=words)
    return inquiry


def as_viewer(by: User, at: datetime) -> Viewer:
    """The viewer that the user is that day."""
    return viewer_of(by, day=norwegian_day(at))


def _locked(inquiry: Inquiry) -> Inquiry:
    """The inquiry as it is now, held until the transaction ends: two who press at once act one after the other."""
    now_it_is = Inquiry.objects.select_for_update().get(pk=inquiry.pk)
    if now_it_is.status != inquiry.status:
        raise AlreadyChanged(INQUIRY.label)
    return now_it_is


def _still_waits(inquiry: Inquiry) -> Answer:
    if inquiry.status in WAITS:
        return yes()
    label = S(inquiry.status).label  # type: ignore[call-arg]
    return no("not_from_this_status", "Dette kan ikke gjøres nå: henvendelsen har status «{status}».", status=label)


def _suits(inquiry: Inquiry, to: Triage, at: datetime) -> Answer:
    if to.unit.provider_id != inquiry.provider_id:
        return no("other_provider", "Enheten er ikke hos dere.", field="unit")
    if to.urgency not in URGENCIES:
        return no("unknown_urgency", "Velg hvor fort det haster.", field="urgency")
    if to.area and to.area not in areas():
        return no("unknown_area", "Velg et område fra listen.", field="area")
    known = {one.pk for one in leaders_at(inquiry.provider_id, day=norwegian_day(at))}
    if to.responsible.pk not in known:
        return no("not_a_leader", "{name} leser ikke henvendelser hos dere.", field="responsible",
                  name=str(to.responsible))  # fmt: skip
    if to.responsible.pk in disqualified_in(inquiry):
        return no("disqualified_chosen", "En du har valgt, er inhabil.", law="fvl. § 6", field="responsible")
    return yes()
