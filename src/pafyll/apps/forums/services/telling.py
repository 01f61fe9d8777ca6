"""Mail to a forum's members: that a meeting is called, called off, or has minutes. Nothing of the matters is in it."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any

from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.utils.translation import override

from pafyll.apps.casework.permissions.cases import in_force
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
    """Writes to each of them in their own form of Norwegian, when the change is stored."""
    for person in members_to_tell(meeting, day=day):
        address = person.email or (person.user.email if person.user else "")
        if not address:
            continue
        language = person.user.language if person.user else "nb"
        with override(language):
            text = render_to_string(f"forums/mail/{letter}.txt", {"meeting": meeting, "forum": meeting.forum, **facts})
        heading, _, body = text.strip().partition("\n")
        send = partial(send_mail, subject=heading.strip(), message=body.strip() + "\n", from_email=None)
        transaction.on_commit(partial(send, recipient_list=[address]), robust=True)
