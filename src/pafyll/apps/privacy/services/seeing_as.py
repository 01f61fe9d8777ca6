"""Seeing the pages as somebody sees them, to help her: said who and why before it begins, and she can read it."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from pafyll.apps.accounts.models import User
from pafyll.apps.casework.services.recording import record
from pafyll.apps.organisations.models import Person
from pafyll.apps.organisations.permissions import viewer_of
from pafyll.apps.privacy.permissions import may_see_as, says_why
from pafyll.domain.answers import require
from pafyll.domain.rules.deadlines import norwegian_day

SEEN_AS = "seen_as"
LASTS = timedelta(minutes=30)


@transaction.atomic
def see_as(*, person: Person, why: str, by: User, at: datetime) -> datetime:
    """Notes it on the person with the reason. Gives when it ends."""
    require(may_see_as(viewer_of(by, day=norwegian_day(at)), person))
    require(says_why(why))
    record(about=f"person:{person.pk}", verb=SEEN_AS, by=by, at=at, why=why.strip())
    return at + LASTS
