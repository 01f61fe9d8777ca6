"""Two invented municipalities with schools, people, applications, studies and promises; and a change of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from pafyll.apps.grants.services.recommitting import commit_term
from pafyll.apps.organisations.models import Organisation, Person, RoleGrant
from pafyll.apps.support.models import Reorganisation
from pafyll.apps.support.services.carrying_out import carry_out
from pafyll.apps.support.services.deciding_changes import approve_change, propose_change
from pafyll.apps.support.services.planning_changes import Becomes, Planned, plan_change
from pafyll.domain.rules.reorganising import ReorganisationKind as K
from pafyll.integrations.clock import OSLO
from tests.factories import (
    ApplicationFactory,
    EmploymentFactory,
    OrganisationFactory,
    OwnerFrameFactory,
    ParticipationFactory,
    ParticipationTermFactory,
    PersonFactory,
    RoleGrantFactory,
    RoundFactory,
    UserFactory,
    fund,
)
from tests.factories.base import NOW

DAY = date(2027, 1, 1)
ON_THE_DAY = datetime(2027, 1, 1, 2, tzinfo=OSLO)
SOURCE = "Oppdiktet forskrift om sammenslåing, § 1"
Role = RoleGrant.Role


@dataclass
class Town:
    """An owner with its schools and people."""

    owner: Organisation
    schools: list[Organisation]
    decider: Person
    teachers: list[Person]
    applications: list[Any] = field(default_factory=list)
    participations: list[Any] = field(default_factory=list)


@dataclass
class Country:
    """Rounds and those who plan."""

    decided: Any
    coming: Any
    selma: Any
    ada: Any


def country() -> Country:
    directorate = OrganisationFactory(directorate=True)
    people = {key: PersonFactory(user=UserFactory(username=key)) for key in ("selma", "ada")}
    RoleGrantFactory(person=people["selma"], role=Role.SUPPORT, organisation=directorate)
    RoleGrantFactory(person=people["ada"], role=Role.DIRECTORATE_DECIDER, organisation=directorate)
    decided = RoundFactory(study_year=2026, closed=True)
    fund(decided)
    return Country(decided, RoundFactory(study_year=2027), people["selma"].user, people["ada"].user)


def town(land: Country, *, teachers: int = 2, quota: int | None = 3) -> Town:
    """Each school has teachers; each of them studies, and has applied for next year."""
    owner = OrganisationFactory(municipality=True)
    schools = [OrganisationFactory(parent=owner) for _ in range(2)]
    decider = PersonFactory(user=UserFactory())
    RoleGrantFactory(person=decider, role=Role.OWNER_DECIDER, organisation=owner)
    OwnerFrameFactory(round=land.coming, owner=owner, quota=quota, budget_autumn=1000, budget_spring=None)
    found = Town(owner, schools, decider, [])
    for number in range(teachers):
        _teacher(land, found, schools[number % 2])
    return found


def _teacher(land: Country, place: Town, school: Organisation) -> None:
    person = PersonFactory()
    EmploymentFactory(person=person, workplace=school)
    whose = {"person": person, "owner": place.owner, "school": school}
    place.teachers.append(person)
    place.applications.append(ApplicationFactory(round=land.coming, submitted=True, **whose))
    old = ApplicationFactory(round=land.decided, granted=True, **whose)
    study = ParticipationFactory(application=old, started=True)
    for spring in (False, True):
        term = ParticipationTermFactory(participation=study, **({"spring": True} if spring else {}))
        commit_term(term=term, key=f"award:{term.pk}", by=land.ada, at=NOW, why="Tildelt")
    place.participations.append(study)


def planned(land: Country, kind: K, sources: list[Organisation], *becomes: Becomes, heir: str = "") -> Reorganisation:
    numbers = [one.number for one in sources]
    told = Planned(kind, DAY, SOURCE, numbers, becomes, heir or (becomes[0].number if becomes else ""))
    return plan_change(planned=told, by=land.selma, at=NOW)


def approved(land: Country, change: Reorganisation) -> Reorganisation:
    proposed = propose_change(reorganisation=change, by=land.selma, at=NOW)
    return approve_change(reorganisation=proposed, by=land.ada, at=NOW + timedelta(hours=1))


def done(land: Country, change: Reorganisation) -> Reorganisation:
    return carry_out(reorganisation=approved(land, change), at=ON_THE_DAY)
