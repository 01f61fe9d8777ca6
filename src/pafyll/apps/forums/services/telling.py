"""Mail to a forum's members: that a meeting is called, called off, or has minutes. Nothing of the matters is in it."""

from __future__ import annotations

from datetime import date
from typing import Any

from pafyll.apps.casework.permissions.cases import in_force
from pafyll.apps.casework.services.mailing import Reader, post
from pafyll.apps.forums.models import ForumMeeting, MembershipSubstitute
from pafyll.apps.forums.permissions.forums import decided_seats
from pafyll.apps.organisations.models import Person
from pafyll.domain.rules.deadlines import norwegian_day


def members_to_tell(meeting: ForumMeeting, *, day: date) -> list[Person]:
    """Everyone with a seat, and every substitute, on the day of the meeting or today. Two queries."""
    days = {day, norwegian_day(meeting.starts_at)}
    people: dict[int, Person] = {}
    for one in sorted(days):
        seats = decided_seats(one).filter(forum=meeting.forum)
        lent = MembershipSubstitute.objects.filter(in_force(one), membership__in=seats)
        people |= {row.person_id: row.person for row in seats.select_related("person__user")}
        people |= {row.person_id: row.person for row in lent.select_related("person__user")}
    return [people[key] for key in sorted(people)]


def tell_members(meeting: ForumMeeting, letter: str, *, day: date, **facts: Any) -> None:
    """Writes to each of them in their own language, when the change is stored."""
    readers = [Reader.of(person) for person in members_to_tell(meeting, day=day)]
    post(f"forums/{letter}", readers, meeting=meeting, forum=meeting.forum, **facts)
