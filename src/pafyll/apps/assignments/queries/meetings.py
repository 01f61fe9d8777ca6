"""Meetings of a department as their pages show them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet

from pafyll.apps.assignments.models import InquiryDecision, MeetingItem, UnitMeeting, UpTerm
from pafyll.apps.assignments.permissions.inquiries import visible_inquiries
from pafyll.apps.assignments.permissions.meetings import may_see_among
from pafyll.apps.assignments.queries.staff import leaders_at
from pafyll.apps.casework.permissions.cases import in_force
from pafyll.apps.organisations.models import Person
from pafyll.apps.organisations.permissions import Viewer
from pafyll.domain.answers import Answer
from pafyll.domain.assignments.answering import P
from pafyll.domain.rules.deadlines import next_working_day, norwegian_day

Body = UnitMeeting.Body


def invited_to(meeting: UnitMeeting) -> QuerySet[Person]:
    """The leaders of the provider on the day of the meeting; to the council also those who are UP1 that day."""
    day = norwegian_day(meeting.starts_at)
    leaders = leaders_at(meeting.unit.provider_id, day=day)
    if meeting.body == Body.LEADER_FORUM:
        return leaders
    terms = UpTerm.objects.filter(in_force(day), network__unit=meeting.unit)
    both = set(leaders.values_list("pk", flat=True)) | set(terms.values_list("person", flat=True))
    return Person.objects.filter(pk__in=both).select_related("user")


@dataclass(frozen=True)
class AgendaRow:
    """A matter, whether the viewer may read it, and what was decided."""

    item: MeetingItem
    may_see: Answer
    decision: InquiryDecision | None


def agenda_of(*, viewer: Viewer, meeting: UnitMeeting) -> list[AgendaRow]:
    """The matters in order. Two queries."""
    rows = meeting.items.select_related("inquiry__unit", "decision", "meeting__unit")
    seen = set(visible_inquiries(viewer).filter(items__meeting=meeting).values_list("pk", flat=True))
    return [AgendaRow(one, may_see_among(seen, one), getattr(one, "decision", None)) for one in rows]


def next_forum_on(meetings: QuerySet[UnitMeeting], today: date) -> date:
    """The day to suggest: so many days after the last one that is not called off, and not before tomorrow."""
    last = meetings.filter(body=Body.LEADER_FORUM).exclude(status="cancelled").order_by("-starts_at").first()
    between = P["days_between_forums"].on(today)
    wanted = norwegian_day(last.starts_at) + timedelta(days=between) if last else today + timedelta(days=1)
    return next_working_day(max(wanted, today + timedelta(days=1)))
