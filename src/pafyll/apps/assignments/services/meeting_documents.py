"""The agenda and the minutes as documents: set when the meeting is called and when the minutes are approved."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext, override

from pafyll.apps.accounts.models import User
from pafyll.apps.assignments.models import InquiryDecision, MeetingItem, UnitMeeting
from pafyll.apps.assignments.words import reason_in_words
from pafyll.apps.documents import word
from pafyll.apps.documents.blocks import Head
from pafyll.apps.documents.composing import compose
from pafyll.apps.documents.filling import filled
from pafyll.apps.documents.models import Document
from pafyll.apps.documents.registry import document_type_of
from pafyll.apps.documents.services import issue
from pafyll.apps.documents.types.unit_agenda.type import AgendaMatter, UnitAgenda
from pafyll.apps.documents.types.unit_minutes.type import Considered, MinutesMatter, UnitMinutes
from pafyll.domain.assignments.areas import area_name
from pafyll.domain.lifecycles.inquiry import InquiryStatus
from pafyll.domain.rules.deadlines import norwegian_day


def agenda_document(*, meeting: UnitMeeting, by: User, at: datetime) -> Document:
    """The agenda in the provider's own form of Norwegian."""
    items = meeting.items.select_related("inquiry")
    with override(meeting.unit.provider.letter_language):
        matters = tuple(_agenda_matter(one) for one in items)
    context = UnitAgenda(
        body=_body(meeting),
        unit=meeting.unit.name,
        meeting=meeting.title,
        held_at=meeting.starts_at,
        place=meeting.place,
        matters=matters,
    )
    return _issued("unit_agenda", context, meeting, by, at)


def minutes_document(*, meeting: UnitMeeting, by: User, at: datetime) -> Document:
    """The minutes, with who was considered for each inquiry and why. Call it in the transaction that approves them."""
    items = meeting.items.select_related("inquiry", "decision__proposal")
    with override(meeting.unit.provider.letter_language):
        matters = tuple(_minutes_matter(one) for one in items)
    context = UnitMinutes(
        body=_body(meeting),
        unit=meeting.unit.name,
        meeting=meeting.title,
        held_at=meeting.starts_at,
        place=meeting.place,
        minutes=meeting.minutes,
        present=tuple(str(one.person) for one in meeting.attendances.select_related("person")),
        matters=matters,
    )
    return _issued("unit_minutes", context, meeting, by, at)


def as_word(document: Document) -> bytes:
    """The same document as Word, from what it was made of. The same bytes each time."""
    kind = document_type_of(document.kind)
    head = filled(Head, document.context["head"])
    context: Any = filled(kind.context, document.context["context"])
    return word.docx(compose(kind, head=head, context=context, language=document.language))


def _body(meeting: UnitMeeting) -> str:
    """The body's name in the provider's form of Norwegian."""
    with override(meeting.unit.provider.letter_language):
        return str(meeting.get_body_display())


def _issued(kind: str, context: Any, meeting: UnitMeeting, by: User, at: datetime) -> Document:
    provider = meeting.unit.provider
    head = Head(
        sender=provider.name,
        recipient=f"{meeting.unit.name}, {_body(meeting)}",
        dated_on=norwegian_day(at),
        case_number=meeting.title,
    )
    language = provider.letter_language
    return issue(kind=kind, head=head, context=context, about=meeting.about, by=by, at=at, language=language)


def _agenda_matter(item: MeetingItem) -> AgendaMatter:
    asked = item.inquiry
    if asked is None:
        return AgendaMatter(item.number, item.title, item.words)
    return AgendaMatter(item.number, item.title, asked.text, _named(asked.area), asked.due_on)


def _named(area: str) -> str:
    return gettext(area_name(area)) if area else ""


def _minutes_matter(item: MeetingItem) -> MinutesMatter:
    decision: InquiryDecision | None = getattr(item, "decision", None)
    if decision is None:
        waits = item.inquiry is not None and item.inquiry.status == InquiryStatus.TO_FORUM  # and was not withdrawn
        return MinutesMatter(item.number, item.title, item.minutes, is_put_off=waits)
    proposal = decision.proposal
    considered = [] if proposal is None else proposal.result["verdicts"]
    chosen = set() if proposal is None else set(proposal.members.values_list("person", flat=True))
    return MinutesMatter(
        item.number,
        item.title,
        item.minutes,
        result=decision.result,
        grounds=decision.grounds,
        departs_why=proposal.departs_why if proposal else "",
        considered=tuple(_considered(one, chosen) for one in considered),
    )


def _considered(verdict: dict[str, Any], chosen: set[int]) -> Considered:
    said = " ".join(reason_in_words(one) for one in verdict["reasons"])
    return Considered(verdict["name"], verdict["key"] in chosen, said)
