"""What an owner does with competence plans: makes, copies and changes them, locks lines, proposes and adopts."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from pafyll.apps.accounts.models import User
from pafyll.apps.casework.services import advance, record, require
from pafyll.apps.organisations.models import Organisation
from pafyll.apps.organisations.permissions import Viewer, viewer_of
from pafyll.apps.planning.models import CompetencePlan, ExpectedPlaces, PlanLock, PlanMoney, PlanRate
from pafyll.apps.planning.permissions.plans import (
    can_be_adopted,
    may_adopt,
    may_change_plan,
    may_plan_for,
    may_propose,
    may_steer,
    may_take_out,
    may_withdraw,
)
from pafyll.apps.planning.services.booking import book_plan, unbook_plans
from pafyll.domain.lifecycles.competence_plan import COMPETENCE_PLAN
from pafyll.domain.lifecycles.competence_plan import PlanStatus as S
from pafyll.integrations.clock import OSLO

COPIED = ("first_year", "years", "absence_percent", "credits_a_year", "retires_at", "schemes")


@dataclass(frozen=True)
class Terms:
    """What a plan goes by. absence_percent is the largest share of a school's FTE away in a term."""

    title: str
    first_year: int
    years: int = 8
    absence_percent: int = 10
    credits_a_year: int = 30
    retires_at: int | None = None
    schemes: tuple[str, ...] = ("substitute", "scholarship")


@transaction.atomic
def create_plan(*, owner: Organisation, terms: Terms, by: User, at: datetime) -> CompetencePlan:
    """A new draft."""
    require(may_plan_for(_viewer(by, at), owner))
    values = asdict(terms) | {"schemes": list(terms.schemes)}
    plan = CompetencePlan.objects.create(owner=owner, created_by=by, created_at=at, **values)
    record(about=plan.about, verb="created", after=S.DRAFT, by=by, at=at, title=plan.title)
    return plan


@transaction.atomic
def copy_plan(*, plan: CompetencePlan, title: str, by: User, at: datetime) -> CompetencePlan:
    """A draft with all that the plan rests on, to try something out in. The copy knows what it is copied from."""
    require(may_plan_for(_viewer(by, at), plan.owner))
    same = {name: getattr(plan, name) for name in COPIED}
    copy = CompetencePlan.objects.create(
        owner=plan.owner, title=title, copied_from=plan, created_by=by, created_at=at, **same
    )
    models: tuple[Any, ...] = (ExpectedPlaces, PlanMoney, PlanRate, PlanLock)
    for model in models:
        rows = list(model.objects.filter(plan=plan))
        for row in rows:
            row.pk, row.plan = None, copy
        model.objects.bulk_create(rows)
    record(about=copy.about, verb="copied", after=S.DRAFT, by=by, at=at, copied_from=plan.pk, title=title)
    return copy


@transaction.atomic
def change_terms(*, plan: CompetencePlan, terms: Terms, by: User, at: datetime) -> None:
    """New terms. A computed plan becomes a draft: what was computed does not follow from them."""
    require(may_change_plan(_viewer(by, at), _lock(plan)))
    values = asdict(terms) | {"schemes": list(terms.schemes)}
    CompetencePlan.objects.filter(pk=plan.pk).update(**values)
    for name, value in values.items():
        setattr(plan, name, value)
    _to_draft(plan, by, at, what="terms")


@transaction.atomic
def expect_places(
    *, plan: CompetencePlan, subject: str, places: int | None, source: str, by: User, at: datetime
) -> None:
    """How many places a year the plan counts on in the subject; None is as many as are needed."""
    require(may_change_plan(_viewer(by, at), _lock(plan)))
    if places is None:
        ExpectedPlaces.objects.filter(plan=plan, subject=subject).delete()
    else:
        values = {"places": places, "source": source}
        ExpectedPlaces.objects.update_or_create(plan=plan, subject=subject, defaults=values)
    _to_draft(plan, by, at, what="places", subject=subject, places=places)


@transaction.atomic
def change_money(*, plan: CompetencePlan, budget_year: int, amount: int, source: str, by: User, at: datetime) -> None:
    """Kroner that the plan adds to the year's budget, or takes from it when below zero. 0 takes the change away."""
    require(may_change_plan(_viewer(by, at), _lock(plan)))
    if amount == 0:
        PlanMoney.objects.filter(plan=plan, budget_year=budget_year).delete()
    else:
        values = {"amount": amount, "source": source}
        PlanMoney.objects.update_or_create(plan=plan, budget_year=budget_year, defaults=values)
    _to_draft(plan, by, at, what="money", year=budget_year, amount=amount)


@transaction.atomic
def set_rate(
    *, plan: CompetencePlan, scheme: str, payer: str, per_30_credits: int | None, source: str, by: User, at: datetime
) -> None:
    """The owner's own figure for what 30 credits cost the payer in the scheme; None goes back to the round's rate."""
    require(may_change_plan(_viewer(by, at), _lock(plan)))
    if per_30_credits is None:
        PlanRate.objects.filter(plan=plan, scheme=scheme, payer=payer).delete()
    else:
        values = {"per_30_credits": per_30_credits, "source": source}
        PlanRate.objects.update_or_create(plan=plan, scheme=scheme, payer=payer, defaults=values)
    _to_draft(plan, by, at, what="rate", scheme=scheme, payer=payer, amount=per_30_credits)


@transaction.atomic
def lock_line(*, plan: CompetencePlan, lock: PlanLock, by: User, at: datetime) -> PlanLock:
    """Settles one study by hand: the next computation keeps it there. A second lock replaces the first."""
    require(may_steer(_viewer(by, at), plan, lock.person))
    values = {"option": lock.option, "school_year": lock.school_year, "why": lock.why, "by": by, "at": at}
    kept, _ = PlanLock.objects.update_or_create(plan=plan, person=lock.person, subject=lock.subject, defaults=values)
    record(
        about=plan.about,
        verb="locked",
        by=by,
        at=at,
        why=lock.why,
        person=lock.person_id,
        subject=lock.subject,
        year=lock.school_year,
    )
    return kept


@transaction.atomic
def unlock_line(*, lock: PlanLock, by: User, at: datetime) -> None:
    """Lets the planner move the study again at the next computation."""
    require(may_steer(_viewer(by, at), lock.plan, lock.person))
    record(about=lock.plan.about, verb="unlocked", by=by, at=at, person=lock.person_id, subject=lock.subject)
    lock.delete()


@transaction.atomic
def propose_plan(*, plan: CompetencePlan, case_number: str, by: User, at: datetime) -> None:
    """The plan is used in a case: what it rests on is not changed while the case goes on."""
    require(may_propose(_viewer(by, at), _lock(plan)))
    CompetencePlan.objects.filter(pk=plan.pk).update(case_number=case_number)
    plan.case_number = case_number
    advance(plan, lifecycle=COMPETENCE_PLAN, to=S.PROPOSED, by=by, at=at, case_number=case_number)


@transaction.atomic
def take_out_of_case(*, plan: CompetencePlan, by: User, at: datetime, why: str) -> None:
    """The case is stopped or sent back: the plan can be changed again."""
    require(may_take_out(_viewer(by, at), _lock(plan)))
    advance(plan, lifecycle=COMPETENCE_PLAN, to=S.COMPUTED, by=by, at=at, why=why)


@transaction.atomic
def adopt_plan(*, plan: CompetencePlan, by: User, at: datetime, case_number: str = "") -> None:
    """Puts the plan's last run in force, in place of the owner's plan before it.

    A plan in force that has been computed anew: the new run takes over, and the plan goes on.
    """
    _wait_for(plan)
    require(may_adopt(_viewer(by, at), plan))
    _put_in_force(plan, by, at, case_number)


@transaction.atomic
def adopt_by_resolution(*, plan: CompetencePlan, case_number: str, by: User, at: datetime) -> None:
    """The politicians have said yes, and an officer records it: puts the plan in force. Twice does nothing new."""
    _wait_for(plan)
    require(may_plan_for(_viewer(by, at), plan.owner))
    if plan.status != S.ADOPTED:
        require(can_be_adopted(plan))
        _put_in_force(plan, by, at, case_number)


def _wait_for(plan: CompetencePlan) -> None:
    """One adoption at a time for each owner; the plan is read again after the wait."""
    Organisation.objects.select_for_update().get(pk=plan.owner_id)
    _lock(plan)


def _put_in_force(plan: CompetencePlan, by: User, at: datetime, case_number: str) -> None:
    alive = CompetencePlan.objects.filter(owner=plan.owner_id, status=S.ADOPTED)
    for earlier in [one for one in alive if one.pk != plan.pk]:
        advance(earlier, lifecycle=COMPETENCE_PLAN, to=S.REPLACED, by=by, at=at, replaced_by=plan.pk)
    run = plan.runs.order_by("number").last()
    assert run is not None  # a plan that can be adopted has one
    values = {"run_in_force": run, "adopted_by": by, "adopted_at": at}
    values |= {"case_number": case_number} if case_number else {}
    CompetencePlan.objects.filter(pk=plan.pk).update(**values)
    for name, value in values.items():
        setattr(plan, name, value)
    book_plan(plan=plan, run=run, by=by, at=at)
    if plan.status == S.ADOPTED:
        record(about=plan.about, verb="adopted", by=by, at=at, run=run.number, case_number=plan.case_number)
    else:
        advance(plan, lifecycle=COMPETENCE_PLAN, to=S.ADOPTED, by=by, at=at, run=run.number)


@transaction.atomic
def withdraw_plan(*, plan: CompetencePlan, by: User, at: datetime, why: str) -> None:
    """Puts the plan away. It stays to be read."""
    require(may_withdraw(_viewer(by, at), _lock(plan)))
    if plan.status == S.ADOPTED:
        unbook_plans(owner=plan.owner, by=by, at=at)
    advance(plan, lifecycle=COMPETENCE_PLAN, to=S.WITHDRAWN, by=by, at=at, why=why)


def _to_draft(plan: CompetencePlan, by: User, at: datetime, *, what: str, **facts: Any) -> None:
    """Records the change; a computed plan is a draft again."""
    if plan.status == S.COMPUTED:
        advance(plan, lifecycle=COMPETENCE_PLAN, to=S.DRAFT, by=by, at=at, changed=what, **facts)
    else:
        record(about=plan.about, verb="changed", by=by, at=at, changed=what, **facts)


def _lock(plan: CompetencePlan) -> CompetencePlan:
    """The plan as it stands now, locked to the end of the transaction."""
    plan.refresh_from_db(from_queryset=CompetencePlan.objects.select_for_update())
    return plan


def _viewer(by: User, at: datetime) -> Viewer:
    return viewer_of(by, day=at.astimezone(OSLO).date())
