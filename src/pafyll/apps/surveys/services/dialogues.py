"""The quality dialogue as a record: what was discussed, what is to be done by whom, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from pafyll.apps.accounts.models import User
from pafyll.apps.applications.services.rounds import as_viewer
from pafyll.apps.casework.services import advance, record, require
from pafyll.apps.organisations.models import Organisation
from pafyll.apps.surveys.models import AgreedMeasure, QualityDialogue, Survey
from pafyll.apps.surveys.permissions import may_keep_dialogue, may_settle_measure
from pafyll.domain.answers import Answer, no, yes
from pafyll.domain.lifecycles.survey import AGREED_MEASURE, AgreedMeasureStatus


@dataclass(frozen=True)
class Meeting:
    """What a meeting came to."""

    held_on: date
    present: str
    discussed: str
    next_on: date | None
    survey: Survey | None = None


@dataclass(frozen=True)
class NewMeasure:
    """What is to be done, by whom and by when."""

    words: str
    side: str
    due_on: date


@transaction.atomic
def record_dialogue(*, provider: Organisation, meeting: Meeting, by: User, at: datetime) -> QualityDialogue:
    """Keeps what the meeting came to. The provider reads it at its own desk."""
    require(may_keep_dialogue(as_viewer(by, at)))
    require(_comes_later(meeting))
    made = QualityDialogue.objects.create(provider=provider, made_by=by, made_at=at, **vars(meeting))
    record(about=made.about, verb="dialogue_held", by=by, at=at)
    return made


@transaction.atomic
def change_dialogue(*, dialogue: QualityDialogue, meeting: Meeting, by: User, at: datetime) -> None:
    """Corrects the record; the history keeps what stood there before."""
    held = QualityDialogue.objects.select_for_update(of=("self",)).get(pk=dialogue.pk)
    require(may_keep_dialogue(as_viewer(by, at)))
    require(_comes_later(meeting))
    before = {"present": held.present, "discussed": held.discussed, "held_on": held.held_on.isoformat()}
    for name, value in vars(meeting).items():
        setattr(held, name, value)
    held.save()
    record(about=held.about, verb="dialogue_corrected", by=by, at=at, **before)


@transaction.atomic
def agree_measure(*, dialogue: QualityDialogue, measure: NewMeasure, by: User, at: datetime) -> AgreedMeasure:
    """Adds what was agreed. Refused with a deadline before the meeting."""
    require(may_keep_dialogue(as_viewer(by, at)))
    require(_is_due_after(dialogue, measure))
    made = AgreedMeasure.objects.create(dialogue=dialogue, **vars(measure))
    record(about=dialogue.about, verb="measure_agreed", by=by, at=at, measure=made.pk)
    return made


@transaction.atomic
def settle_measure(
    *, measure: AgreedMeasure, to: AgreedMeasureStatus, outcome: str, by: User, at: datetime
) -> AgreedMeasure:
    """Says that the measure is done or dropped, and what came of it."""
    require(may_settle_measure(as_viewer(by, at), measure.dialogue, measure.side))
    require(_says_something(outcome))
    advance(measure, lifecycle=AGREED_MEASURE, to=to, by=by, at=at)
    AgreedMeasure.objects.filter(pk=measure.pk).update(outcome=outcome.strip())
    return measure


def _comes_later(meeting: Meeting) -> Answer:
    if meeting.next_on is None or meeting.next_on > meeting.held_on:
        return yes()
    return no("next_is_not_later", "Neste møte må være etter dette.", field="next_on")


def _is_due_after(dialogue: QualityDialogue, measure: NewMeasure) -> Answer:
    if measure.due_on >= dialogue.held_on:
        return yes()
    return no("due_before_meeting", "Fristen kan ikke være før møtet.", field="due_on")


def _says_something(outcome: str) -> Answer:
    if outcome.strip():
        return yes()
    return no("outcome_needed", "Skriv hva som ble gjort, eller hvorfor det falt bort.", field="outcome")
