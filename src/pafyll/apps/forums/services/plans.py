"""The forum's long-term plan: a draft revision is written part by part, and stands when the forum has adopted it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Max

from pafyll.apps.accounts.models import User
from pafyll.apps.casework.services import AlreadyChanged, Refusal, record, require
from pafyll.apps.forums.models import Forum, ForumDecision, LongTermPlan, PlanPart, PlanRevision
from pafyll.apps.forums.permissions.forums import may_keep
from pafyll.apps.forums.queries.forums import TAKEN_UP, taken_up_in
from pafyll.apps.forums.services.composing import as_viewer
from pafyll.domain.answers import Answer, first_no, no, yes
from pafyll.domain.rules.deadlines import norwegian_day

TITLE = 200


@dataclass(frozen=True)
class NewPlan:
    """What a plan is called and which years it is for."""

    title: str
    first_year: int
    last_year: int


@dataclass(frozen=True)
class Part:
    """A heading and its words."""

    title: str
    text: str = ""


@transaction.atomic
def start_plan(*, forum: Forum, new: NewPlan, by: User, at: datetime) -> LongTermPlan:
    """A plan with an empty first revision."""
    require(may_keep(as_viewer(by, at), forum))
    if new.last_year < new.first_year:
        raise Refusal(no("plan_ends_before_start", "Siste år er før det første.", field="last_year"))
    plan = LongTermPlan.objects.create(forum=forum, **vars(new))
    PlanRevision.objects.create(plan=plan, number=1, made_by=by, made_at=at)
    record(about=plan.about, verb="started", by=by, at=at)
    return plan


@transaction.atomic
def revise_plan(*, plan: LongTermPlan, why: str, by: User, at: datetime) -> PlanRevision:
    """A new draft with the parts of the one in force. One draft at a time."""
    require(may_keep(as_viewer(by, at), plan.forum))
    if not why.strip():
        raise Refusal(no("reason_missing", "Skriv hva som skal endres, og hvorfor.", field="why"))
    latest = plan.revisions.aggregate(latest=Max("number"))["latest"] or 0
    try:
        with transaction.atomic():
            draft = PlanRevision.objects.create(plan=plan, number=latest + 1, why=why.strip(), made_by=by, made_at=at)
    except IntegrityError:
        raise Refusal(no("draft_exists", "Planen har allerede et utkast til revisjon.")) from None
    parts = PlanPart.objects.filter(revision__plan=plan, revision__number=latest)
    PlanPart.objects.bulk_create(
        [PlanPart(revision=draft, number=one.number, title=one.title, text=one.text) for one in parts]
    )
    record(about=plan.about, verb="revised", by=by, at=at, why=why.strip(), number=draft.number)
    return draft


@transaction.atomic
def write_parts(*, revision: PlanRevision, parts: Sequence[Part], by: User, at: datetime) -> PlanRevision:
    """Writes the draft anew, part by part in order; parts without a heading are left out."""
    require(may_keep(as_viewer(by, at), revision.plan.forum))
    require(_is_draft(revision))
    kept = [one for one in parts if one.title.strip()]
    revision.parts.all().delete()
    PlanPart.objects.bulk_create(
        [
            PlanPart(revision=revision, number=number, title=one.title.strip(), text=one.text.strip())
            for number, one in enumerate(kept, 1)
        ]
    )
    record(about=revision.plan.about, verb="written", by=by, at=at, number=revision.number)
    return revision


@transaction.atomic
def take_up(*, revision: PlanRevision, part: Part, source: str, by: User, at: datetime) -> PlanPart:
    """Puts something that was learned last in the draft, as a part to go on writing on. Once in each draft.

    source is what it comes from ("assignment:17").
    """
    held = PlanRevision.objects.select_for_update(of=("self",)).select_related("plan__forum").get(pk=revision.pk)
    require(may_keep(as_viewer(by, at), held.plan.forum))
    require(first_no([_is_draft(held), _is_not_taken_up(held, source)]))
    last = held.parts.aggregate(last=Max("number"))["last"] or 0
    made = PlanPart.objects.create(revision=held, number=last + 1, title=part.title[:TITLE], text=part.text.strip())
    record(about=held.plan.about, verb=TAKEN_UP, by=by, at=at, number=held.number, source=source)
    return made


@transaction.atomic
def adopt_revision(*, revision: PlanRevision, decision: ForumDecision, by: User, at: datetime) -> PlanRevision:
    """The draft stands, by a decision that the plan's own forum adopted."""
    require(may_keep(as_viewer(by, at), revision.plan.forum))
    require(_is_draft(revision))
    require(_is_whole(revision))
    require(_is_the_forums(revision, decision))
    day = norwegian_day(at)
    rows = PlanRevision.objects.filter(pk=revision.pk, adopted_by=None)
    if not rows.update(adopted_by=decision, adopted_on=day):
        raise AlreadyChanged("planen")
    revision.adopted_by, revision.adopted_on = decision, day
    record(about=revision.plan.about, verb="adopted", by=by, at=at, number=revision.number)
    return revision


def _is_draft(revision: PlanRevision) -> Answer:
    if revision.adopted_by_id is None:
        return yes()
    return no("revision_adopted", "Denne revisjonen er vedtatt, og kan ikke endres.", remedy="Lag en ny revisjon.")


def _is_not_taken_up(revision: PlanRevision, source: str) -> Answer:
    if source in taken_up_in(revision):
        return no("taken_up", "Dette er alt tatt opp i utkastet.")
    return yes()


def _is_whole(revision: PlanRevision) -> Answer:
    if revision.parts.exists():
        return yes()
    return no("plan_is_empty", "Planen har ingen deler ennå.")


def _is_the_forums(revision: PlanRevision, decision: ForumDecision) -> Answer:
    if decision.item.meeting.forum_id == revision.plan.forum_id and decision.result == "adopted":
        return yes()
    return no("not_adopted", "Velg et vedtak som forumet har gjort.", field="decision")
