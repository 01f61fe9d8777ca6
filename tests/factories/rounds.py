"""Rounds with rates and frames, scenarios, allocation runs and their results."""

from __future__ import annotations

from datetime import date

from factory import LazyAttribute, SelfAttribute, Sequence, SubFactory, Trait

from pafyll.apps.applications.models import (
    AllocationResult,
    AllocationRun,
    Dispensation,
    OwnerFrame,
    Round,
    RoundRate,
    Scenario,
)
from pafyll.devtools.seed.story.days import at
from pafyll.domain.lifecycles.allocation import RunStatus
from pafyll.domain.lifecycles.dispensation import DispensationStatus
from pafyll.domain.lifecycles.round import RoundStatus
from pafyll.integrations.clock import midnight_after
from tests.factories.base import NOW, Factory
from tests.factories.catalogue import StudyOfferFactory
from tests.factories.people import OrganisationFactory, PersonFactory, UserFactory


class RoundFactory(Factory):
    """The round 2026/27, announced, with its usual dates; another study_year moves them all."""

    class Meta:
        model = Round

    study_year = 2026
    name = LazyAttribute(lambda round: f"Runden {round.study_year}")
    rule_set = "2024-25"
    status = RoundStatus.OPEN
    opens_at = LazyAttribute(lambda round: at(date(round.study_year, 2, 1), 0))
    teacher_closes_at = LazyAttribute(lambda round: midnight_after(date(round.study_year, 3, 1)))
    owner_opens_at = LazyAttribute(lambda round: at(date(round.study_year, 3, 2), 0))
    owner_closes_at = LazyAttribute(lambda round: midnight_after(date(round.study_year, 3, 15)))
    result_on = LazyAttribute(lambda round: date(round.study_year, 4, 30))
    admission_on = LazyAttribute(lambda round: date(round.study_year, 5, 31))

    class Params:
        draft = Trait(status=RoundStatus.DRAFT)
        open = Trait(status=RoundStatus.OPEN)
        allocated = Trait(status=RoundStatus.ALLOCATED, announced_draw=True)
        closed = Trait(status=RoundStatus.CLOSED, announced_draw=True)
        announced_draw = Trait(draw_seed="1 2 3", draw_announced_at=NOW)


class RoundRateFactory(Factory):
    class Meta:
        model = RoundRate

    round = SubFactory(RoundFactory)
    scheme = "substitute"
    payer = "state"
    per_30_credits = 200000
    source = "Eksempeltall for tester"
    entered_by = SubFactory(UserFactory, username="ada")
    entered_at = NOW

    class Params:
        scholarship = Trait(scheme="scholarship", per_30_credits=120000)
        owner_pays = Trait(payer="owner", per_30_credits=50000)


class OwnerFrameFactory(Factory):
    class Meta:
        model = OwnerFrame

    round = SubFactory(RoundFactory)
    owner = SubFactory(OrganisationFactory, municipality=True)

    class Params:
        limited = Trait(quota=3, budget_autumn=100000, budget_spring=100000)


class ScenarioFactory(Factory):
    class Meta:
        model = Scenario

    round = SubFactory(RoundFactory)
    name = Sequence("Scenario {}".format)
    created_by = SubFactory(UserFactory, username="ada")
    created_at = NOW

    class Params:
        locked = Trait(is_locked=True)


class AllocationRunFactory(Factory):
    """A calculated run, unless a trait says that it was reviewed, decided or discarded."""

    class Meta:
        model = AllocationRun

    round = SubFactory(RoundFactory, announced_draw=True)
    status = RunStatus.CALCULATED
    seed = "1 2 3"
    input_hash = "a" * 64
    rules_hash = "b" * 64
    outcome_hash = "c" * 64
    protocol = LazyAttribute(lambda run: {})
    run_by = SubFactory(UserFactory, username="ada")
    run_at = NOW

    class Params:
        calculated = Trait(status=RunStatus.CALCULATED)
        discarded = Trait(status=RunStatus.DISCARDED)
        reviewed = Trait(
            status=RunStatus.REVIEWED, reviewed_by=SubFactory(UserFactory, username="ada"), reviewed_at=NOW
        )
        decided = Trait(
            status=RunStatus.DECIDED,
            reviewed_by=SubFactory(UserFactory, username="ada"),
            reviewed_at=NOW,
            decided_by=SubFactory(UserFactory, username="idar"),
            decided_at=NOW,
        )


class AllocationResultFactory(Factory):
    """A place granted, or with refused=True a place on the reserve list."""

    class Meta:
        model = AllocationResult

    run = SubFactory(AllocationRunFactory)
    application = SubFactory("tests.factories.applications.ApplicationFactory", round=SelfAttribute("..run.round"))
    is_granted = True
    offer = SubFactory(StudyOfferFactory)
    scheme = "substitute"
    choice = 1
    chain = LazyAttribute(lambda result: [])

    class Params:
        granted = Trait(is_granted=True)
        refused = Trait(is_granted=False, offer=None, scheme="", choice=None, reserve_position=1)


class DispensationFactory(Factory):
    """A later deadline for an owner that waits for a decision; with for_teacher=True for a teacher."""

    class Meta:
        model = Dispensation

    round = SubFactory(RoundFactory)
    deadline = "owner"
    owner = SubFactory(OrganisationFactory, municipality=True)
    closes_before = LazyAttribute(lambda one: midnight_after(date(one.round.study_year, 3, 20)))
    grounds = "Påfyll var nede den siste kvelden."
    status = DispensationStatus.PREPARED
    case_number = Sequence("2026/8{:05d}".format)
    prepared_by = SubFactory(UserFactory, username="ada")
    prepared_at = NOW

    class Params:
        for_teacher = Trait(deadline="teacher", owner=None, person=SubFactory(PersonFactory))
        prepared = Trait(status=DispensationStatus.PREPARED)
        decided = Trait(
            status=DispensationStatus.DECIDED, decided_by=SubFactory(UserFactory, username="idar"), decided_at=NOW
        )
        refused = Trait(
            status=DispensationStatus.REFUSED,
            refused_why="Eieren hadde god tid før avbruddet.",
            decided_by=SubFactory(UserFactory, username="idar"),
            decided_at=NOW,
        )
