"""The programme for quality development: entering measures, taking them forward, and keeping their papers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from typing import Any

from django.db import transaction

from pafyll.apps.accounts.models import User
from pafyll.apps.casework.services import advance, record, require
from pafyll.apps.organisations.models import Organisation
from pafyll.apps.planning.models import Measure, MeasureAttachment
from pafyll.apps.planning.permissions.budget import may_change_measure, may_keep_budget
from pafyll.apps.planning.services.budgeting import as_viewer
from pafyll.domain.answers import Answer, first_no, no, yes
from pafyll.domain.lifecycles.budget import MEASURE, MeasureStatus
from pafyll.domain.rules.attachments import KINDS, judged, plain_name

MOST_ATTACHMENTS = 20


@dataclass(frozen=True)
class MeasureTerms:
    """What is said about a measure. Without schools it is for all of the owner's."""

    title: str
    kind: str
    target_group: str
    budget_year: int
    about_it: str = ""
    participants: int | None = None
    schools: tuple[Organisation, ...] = ()
    provider: str = ""
    state_priority: str = ""
    starts_on: date | None = None
    ends_on: date | None = None

    @property
    def columns(self) -> dict[str, Any]:
        """What the row itself holds."""
        return {name: value for name, value in vars(self).items() if name != "schools"}


@transaction.atomic
def propose_measure(*, owner: Organisation, terms: MeasureTerms, by: User, at: datetime) -> Measure:
    """A new measure in the programme."""
    require(may_keep_budget(as_viewer(by, at), owner))
    require(_holds(terms, owner))
    made = Measure.objects.create(owner=owner, entered_by=by, entered_at=at, **terms.columns)
    made.schools.set(terms.schools)
    record(about=made.about, verb="entered", after=made.status, by=by, at=at)
    return made


@transaction.atomic
def change_measure(*, measure: Measure, terms: MeasureTerms, by: User, at: datetime) -> Measure:
    """Corrects what is said about the measure; the history says what was changed."""
    require(may_change_measure(as_viewer(by, at), measure))
    require(_holds(terms, measure.owner))
    before = {name: getattr(measure, name) for name in terms.columns}
    for name, value in terms.columns.items():
        setattr(measure, name, value)
    measure.save()
    measure.schools.set(terms.schools)
    changed = sorted(name for name, value in terms.columns.items() if before[name] != value)
    record(about=measure.about, verb="changed", by=by, at=at, changed=changed)
    return measure


@transaction.atomic
def take_measure_on(*, measure: Measure, to: MeasureStatus, why: str = "", by: User, at: datetime) -> Measure:
    """Adopts, starts, completes, cancels or takes the measure up again. Cancelling says why."""
    require(may_change_measure(as_viewer(by, at), measure))
    if to == MeasureStatus.CANCELLED and not why.strip():
        require(no("why_missing", "Skriv hvorfor tiltaket utgår.", field="why"))
    advance(measure, lifecycle=MEASURE, to=to, by=by, at=at, why=why)
    return measure


@transaction.atomic
def attach(*, measure: Measure, name: str, content: bytes, by: User, at: datetime) -> MeasureAttachment:
    """Keeps a paper with the measure, when its content is what we take. The same paper twice is refused."""
    require(may_change_measure(as_viewer(by, at), measure))
    found = judged(content)
    digest = sha256(content).hexdigest()
    require(_is_room_for(measure, digest))
    made = MeasureAttachment.objects.create(
        measure=measure, name=plain_name(name, found), kind=found.code, content=content, size=len(content),
        sha256=digest, entered_by=by, entered_at=at,
    )  # fmt: skip
    record(about=measure.about, verb="attached", by=by, at=at, name=made.name)
    return made


@transaction.atomic
def detach(*, attachment: MeasureAttachment, by: User, at: datetime) -> None:
    """Takes the paper out of the measure. It is kept, and nobody is shown it."""
    require(may_change_measure(as_viewer(by, at), attachment.measure))
    if attachment.removed_at is None:
        attachment.removed_by, attachment.removed_at = by, at
        attachment.save(update_fields=["removed_by", "removed_at"])
        record(about=attachment.measure.about, verb="detached", by=by, at=at, name=attachment.name)


def media_type_of(paper: MeasureAttachment) -> str:
    """What the paper is, as it was found when its content was checked."""
    return KINDS[paper.kind].media_type


def _is_room_for(measure: Measure, digest: str) -> Answer:
    live = measure.attachments.filter(removed_at=None)
    if live.filter(sha256=digest).exists():
        return no("already_attached", "Dette vedlegget ligger her fra før.", field="file")
    if live.count() >= MOST_ATTACHMENTS:
        text = "Tiltaket har alt {most} vedlegg."
        return no("too_many", text, remedy="Ta ut ett først.", field="file", most=str(MOST_ATTACHMENTS))
    return yes()


def _holds(terms: MeasureTerms, owner: Organisation) -> Answer:
    """Whether the measure ends after it starts, and is at the owner's own schools."""
    answers = [yes()]
    if terms.starts_on and terms.ends_on and terms.ends_on < terms.starts_on:
        answers.append(no("ends_before_it_starts", "Tiltaket kan ikke slutte før det begynner.", field="ends_on"))
    if any(school.parent_id != owner.pk for school in terms.schools):
        answers.append(no("anothers_school", "Velg bare deres egne skoler.", field="schools"))
    return first_no(answers)
