"""An owner with one school of ten positions, where three lack mathematics, and the money of the round to plan by."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from pafyll.apps.planning.models import CompetencePlan
from pafyll.apps.planning.services.plans import Terms, create_plan
from tests.factories import (
    CreditsHeldFactory,
    EmploymentFactory,
    OrganisationFactory,
    PersonFactory,
    RoleGrantFactory,
    RoundFactory,
    RoundRateFactory,
    SubjectTaughtFactory,
)
from tests.factories.base import NOW

COST = 100_000  # of the owner for 30 credits


@dataclass
class SmallOwner:
    """The owner, its people, and a plan for four school years."""

    owner: Any = None
    school: Any = None
    siri: Any = None
    marit: Any = None
    teachers: list[Any] = field(default_factory=list)

    def plan(self, **terms: Any) -> CompetencePlan:
        """A draft for four years in the substitute scheme; half the school may be away."""
        usual = {"years": 4, "absence_percent": 50, "schemes": ("substitute",)}
        return create_plan(owner=self.owner, terms=Terms("Planen", 2026, **usual | terms), by=self.siri.user, at=NOW)


def small_owner(*, hours: tuple[int, ...] = (9, 6, 3)) -> SmallOwner:
    """One teacher for each number of hours a week in mathematics without credits, and seven who have them."""
    found = SmallOwner(owner=OrganisationFactory(municipality=True))
    found.school = OrganisationFactory(parent=found.owner, stages="1-7")
    found.siri = RoleGrantFactory(owner_officer=True, organisation=found.owner).person
    found.marit = RoleGrantFactory(owner_decider=True, organisation=found.owner).person
    round = RoundFactory(study_year=2026)
    RoundRateFactory(round=round, per_30_credits=200_000)
    RoundRateFactory(round=round, owner_pays=True, per_30_credits=COST)
    found.teachers = [_teacher(found.school, weekly, credits=0) for weekly in hours]
    for _ in range(7):
        _teacher(found.school, 5, credits=60)
    return found


def _teacher(school: Any, weekly: int, *, credits: int) -> Any:
    person = PersonFactory()
    EmploymentFactory(person=person, workplace=school)
    RoleGrantFactory(person=person, organisation=school)
    SubjectTaughtFactory(person=person, school=school, hours_per_week=weekly)
    CreditsHeldFactory(person=person, subject="norwegian", credits=60)
    if credits:
        CreditsHeldFactory(person=person, credits=credits)
    return person
