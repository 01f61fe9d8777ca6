"""Writing down what was said when a finished assignment was followed up with the other party."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from pafyll.apps.accounts.models import User
from pafyll.apps.assignments.models import Assignment
from pafyll.apps.assignments.permissions import visible_assignments
from pafyll.apps.assignments.permissions.prices import may_run_assignment
from pafyll.apps.assignments.queries.evaluation import TALKED
from pafyll.apps.assignments.services.budgeting import locked
from pafyll.apps.casework.models import Event
from pafyll.apps.casework.services import Refusal, record, require
from pafyll.apps.organisations.permissions import viewer_of
from pafyll.domain.answers import first_no, no
from pafyll.domain.assignments.evaluation import may_be_followed_up, suits_as_talk
from pafyll.domain.assignments.taking_in import LINE, MESSAGE, fits, plain_line, plain_words
from pafyll.domain.rules.deadlines import norwegian_day


@dataclass(frozen=True)
class NewTalk:
    """When, with whom, and what was said."""

    talked_on: date
    talked_with: str
    words: str


@transaction.atomic
def record_talk(*, assignment: Assignment, talk: NewTalk, by: User, at: datetime) -> Event:
    """The follow-up conversation, in a few sentences. It stays; another one may be added."""
    assignment, day = locked(assignment), norwegian_day(at)
    viewer = viewer_of(by, day=day)
    if not visible_assignments(viewer, day=day).filter(pk=assignment.pk).exists():
        raise Refusal(no("not_yours", "Oppdraget er ikke ditt."))
    require(may_run_assignment(viewer, assignment, day=day))
    who, words = plain_line(talk.talked_with), plain_words(talk.words)
    require(
        first_no(
            [
                may_be_followed_up(assignment.status),
                suits_as_talk(talk.talked_on, starts_on=assignment.starts_on, today=day),
                fits(who, LINE, "talked_with"),
                fits(words, MESSAGE, "words"),
            ]
        )
    )
    facts = {"talked_on": talk.talked_on.isoformat(), "talked_with": who}
    return record(about=assignment.about, verb=TALKED, by=by, at=at, why=words, **facts)
