"""Noting that somebody has opened what is kept about a person. One statement, and nothing is read."""

from __future__ import annotations

from datetime import datetime

from pafyll.apps.accounts.models import User
from pafyll.apps.organisations.models import Person
from pafyll.apps.privacy.models import Reading
from pafyll.domain.rules.deadlines import norwegian_day


def note_reading(*, person: Person, what: Reading.What, about: str, by: User, at: datetime) -> None:
    """Notes it once for each reader, thing and day. One's own is not noted."""
    if person.user_id == by.pk:
        return
    row = Reading(person=person, reader=by, what=what, about=about, day=norwegian_day(at), first_at=at)
    Reading.objects.bulk_create([row], ignore_conflicts=True)
