"""Owners who share places: each has one school, a plan that is computed, and money for some of what it lacks."""

from __future__ import annotations

from typing import Any

from pafyll.apps.planning.models import CompetencePlan
from pafyll.apps.planning.services.plan_computing import compute_now
from pafyll.apps.planning.services.plans import Terms, change_money, create_plan, set_rate
from tests.apps.planning.small_owner import COST, _teacher
from tests.factories import OrganisationFactory, RoleGrantFactory
from tests.factories.base import NOW

FIRST, YEARS = 2026, 3
HOURS = ((9, 6, 3), (12, 2), (7, 7, 1))


def owners_with_plans(hours: tuple[tuple[int, ...], ...] = HOURS) -> list[CompetencePlan]:
    """A computed plan for each; hours are those of each teacher in mathematics without credits."""
    return [_planned(weekly) for weekly in hours]


def _planned(hours: tuple[int, ...]) -> CompetencePlan:
    owner = OrganisationFactory(municipality=True)
    school = OrganisationFactory(parent=owner, stages="1-7")
    siri = RoleGrantFactory(owner_officer=True, organisation=owner).person.user
    for weekly in hours:
        _teacher(school, weekly, credits=0)
    _teacher(school, 5, credits=60)
    terms = Terms("Planen", FIRST, years=YEARS, absence_percent=100, schemes=("substitute",))
    plan = create_plan(owner=owner, terms=terms, by=siri, at=NOW)
    for payer in ("owner", "state"):
        set_rate(plan=plan, scheme="substitute", payer=payer, per_30_credits=COST, source="Anslag", by=siri, at=NOW)
    for year in range(FIRST, FIRST + YEARS + 1):
        change_money(plan=plan, budget_year=year, amount=2 * COST, source="Budsjettet", by=siri, at=NOW)
    if hours:
        compute_now(plan=plan, by=siri, at=NOW)
    return plan


def ada() -> Any:
    """A case officer of the directorate."""
    return RoleGrantFactory(directorate_officer=True).person.user
