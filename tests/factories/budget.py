"""Budgets and measures: sources, costs, reallocations and what belongs to a measure."""

from __future__ import annotations

from datetime import UTC, datetime
from hashlib import sha256

from factory import LazyAttribute, SelfAttribute, Sequence, SubFactory, Trait

from pafyll.apps.planning.models import (
    BudgetAmount,
    BudgetSource,
    Measure,
    MeasureAttachment,
    PlannedCost,
    Reallocation,
)
from pafyll.domain.lifecycles.budget import MeasureStatus, ReallocationStatus
from tests.factories.base import Factory
from tests.factories.people import OrganisationFactory, UserFactory

NOW = datetime(2026, 1, 12, 9, tzinfo=UTC)
R, M, K = ReallocationStatus, MeasureStatus, Measure.Kind


class BudgetSourceFactory(Factory):
    class Meta:
        model = BudgetSource

    owner = SubFactory(OrganisationFactory, municipality=True)
    title = Sequence("Bevilgning {}".format)
    purpose = "further"
    payer = "municipal"
    is_recurring = True
    given_by = "Kommunestyret, sak 84/25"
    entered_by = SubFactory(UserFactory, username="siri")
    entered_at = NOW


class BudgetAmountFactory(Factory):
    class Meta:
        model = BudgetAmount

    source = SubFactory(BudgetSourceFactory)
    budget_year = 2026
    amount = 400_000

    class Params:
        estimated = Trait(at_most=500_000)


class MeasureFactory(Factory):
    class Meta:
        model = Measure
        skip_postgeneration_save = True

    owner = SubFactory(OrganisationFactory, municipality=True)
    title = Sequence("Tiltak {}".format)
    kind = K.IN_SERVICE
    target_group = "Lærere"
    budget_year = 2026
    status = M.PROPOSED
    entered_by = SubFactory(UserFactory, username="siri")
    entered_at = NOW

    class Params:
        proposed = Trait(status=M.PROPOSED)
        adopted = Trait(status=M.ADOPTED)
        started = Trait(status=M.STARTED)
        completed = Trait(status=M.COMPLETED)
        cancelled = Trait(status=M.CANCELLED)
        in_service_measure = Trait(kind=K.IN_SERVICE)
        experience_conference = Trait(kind=K.CONFERENCE)
        mentoring = Trait(kind=K.MENTORING)
        practice_teachers = Trait(kind=K.PRACTICE_TEACHERS)
        principals_training = Trait(kind=K.PRINCIPALS)
        other = Trait(kind=K.OTHER)


class PlannedCostFactory(Factory):
    """In a school year, unless a trait says a calendar year."""

    class Meta:
        model = PlannedCost

    owner = SubFactory(OrganisationFactory, municipality=True)
    title = Sequence("Kostnad {}".format)
    purpose = "further"
    cost = "substitutes"
    amount = 200_000
    school_year = 2026
    entered_by = SubFactory(UserFactory, username="siri")
    entered_at = NOW

    class Params:
        in_calendar_year = Trait(school_year=None, budget_year=2026)
        of_measure = Trait(measure=SubFactory(MeasureFactory, owner=SelfAttribute("..owner")))


class MeasureAttachmentFactory(Factory):
    class Meta:
        model = MeasureAttachment

    measure = SubFactory(MeasureFactory)
    name = "Plan.pdf"
    kind = "pdf"
    content = Sequence(lambda number: f"%PDF-1.4 {number} %%EOF".encode())
    size = LazyAttribute(lambda paper: len(paper.content))
    sha256 = LazyAttribute(lambda paper: sha256(paper.content).hexdigest())
    entered_by = SubFactory(UserFactory, username="siri")
    entered_at = NOW


class ReallocationFactory(Factory):
    class Meta:
        model = Reallocation

    owner = SubFactory(OrganisationFactory, municipality=True)
    giver = SubFactory(BudgetSourceFactory, owner=SelfAttribute("..owner"))
    taker = SubFactory(BudgetSourceFactory, owner=SelfAttribute("..owner"), purpose="in_service")
    budget_year = 2026
    amount = 50_000
    grounds = "Etterutdanning når flere."
    before = LazyAttribute(lambda _: {"sources": [], "uncovered": []})
    after = LazyAttribute(lambda _: {"sources": [], "uncovered": []})
    status = R.PREPARED
    prepared_by = SubFactory(UserFactory, username="siri")
    prepared_at = NOW

    class Params:
        prepared = Trait(status=R.PREPARED)
        decided = Trait(status=R.DECIDED, decided_by=SubFactory(UserFactory, username="marit"), decided_at=NOW)
        refused = Trait(decided=True, status=R.REFUSED, why_not="Ikke nå.")
