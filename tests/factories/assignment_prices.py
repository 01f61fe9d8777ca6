"""What an assignment costs, what is signed before it starts, and what it was started on."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from factory import SelfAttribute, SubFactory, Trait

from pafyll.apps.assignments.models import (
    Assignment,
    AssignmentBudget,
    AssignmentStart,
    BudgetPurchase,
    BudgetWork,
    Checklist,
    ChecklistSignature,
    Classification,
    TeachingDuty,
    UnitRate,
)
from pafyll.domain.assignments.checklists import VERSION
from pafyll.domain.lifecycles.assignment import AssignmentStatus
from pafyll.domain.lifecycles.assignment_papers import BudgetStatus as B
from pafyll.domain.lifecycles.assignment_papers import ChecklistStatus as C
from tests.factories.base import NOW, Factory
from tests.factories.people import PersonFactory, UserFactory

TRAVEL = {"part": "travel", "label": "Reise", "amount": 100_000, "because": "Fast sum", "source": "Budsjettet"}
ASSIGNMENT = "tests.factories.assignments.AssignmentFactory"


class UnitRateFactory(Factory):
    class Meta:
        model = UnitRate

    unit = SubFactory("tests.factories.assignments.UnitFactory")
    name = "factor_lecture"
    value = Decimal(4)
    starts_on = date(2026, 1, 1)
    source = "Oppdiktet til prøven"
    why = "Vedtatt i instituttets ledermøte"
    signed_by = SubFactory(UserFactory)
    signed_at = NOW


class AssignmentBudgetFactory(Factory):
    """A draft of a budget with nothing in it; signed=True is of 100 000 kroner."""

    class Meta:
        model = AssignmentBudget

    assignment = SubFactory(ASSIGNMENT)
    version = 1
    started_by = SubFactory(UserFactory)
    started_at = NOW

    class Params:
        draft = Trait(status=B.DRAFT)
        signed = Trait(
            status=B.SIGNED,
            price=100_000,
            lines=[
                {"part": "travel", "label": "Reise", "amount": 100_000, "because": "Fast sum", "source": "Budsjettet"}
            ],
            funding="contribution",
            signed_by=SubFactory(UserFactory),
            signed_at=NOW,
        )
        replaced = Trait(
            status=B.REPLACED, price=90_000, funding="contribution", signed_by=SubFactory(UserFactory), signed_at=NOW
        )


class BudgetWorkFactory(Factory):
    class Meta:
        model = BudgetWork

    budget = SubFactory(AssignmentBudgetFactory)
    kind = "lecture"
    category = "lecturer"
    hours = Decimal(8)
    semester = "2026H"
    person = SubFactory(PersonFactory)
    credited = Decimal(32)


class BudgetPurchaseFactory(Factory):
    class Meta:
        model = BudgetPurchase

    budget = SubFactory(AssignmentBudgetFactory)
    label = "Rom"
    amount = 4_000
    source = "Tilbud"


class TeachingDutyFactory(Factory):
    class Meta:
        model = TeachingDuty

    membership = SubFactory("tests.factories.assignments.UnitMembershipFactory")
    hours = Decimal(398)
    source = "Arbeidsplanen"
    starts_on = date(2022, 8, 1)
    entered_by = SubFactory(UserFactory)
    entered_at = NOW


class ClassificationFactory(Factory):
    class Meta:
        model = Classification

    assignment = SubFactory(ASSIGNMENT)
    funding = Assignment.Funding.CONTRIBUTION
    because = "Pengene er et tilskudd til begge parter."
    reference = "F-07-13"
    decided_by = SubFactory(UserFactory)
    decided_at = NOW


class ChecklistFactory(Factory):
    """The project's list as a draft without answers."""

    class Meta:
        model = Checklist

    assignment = SubFactory(ASSIGNMENT)
    kind = Checklist.Kind.PROJECT
    questions = VERSION

    class Params:
        draft = Trait(status=C.DRAFT)
        presented = Trait(status=C.PRESENTED)
        signed = Trait(status=C.SIGNED)
        reopened = Trait(status=C.REOPENED)
        project = Trait(kind=Checklist.Kind.PROJECT)
        unit = Trait(kind=Checklist.Kind.UNIT)


class ChecklistSignatureFactory(Factory):
    class Meta:
        model = ChecklistSignature

    checklist = SubFactory(ChecklistFactory, presented=True)
    role = ChecklistSignature.Role.PROJECT_LEADER
    by = SubFactory(UserFactory)
    at = NOW
    sha256 = "0" * 64

    class Params:
        project_leader = Trait(role=ChecklistSignature.Role.PROJECT_LEADER)
        economist = Trait(role=ChecklistSignature.Role.ECONOMIST)
        unit_head = Trait(role=ChecklistSignature.Role.UNIT_HEAD)


class AssignmentStartFactory(Factory):
    """Everything that lets an assignment start, all of it signed."""

    class Meta:
        model = AssignmentStart

    assignment = SubFactory(ASSIGNMENT)
    budget = SubFactory(AssignmentBudgetFactory, assignment=SelfAttribute("..assignment"), signed=True)
    project_list = SubFactory(ChecklistFactory, assignment=SelfAttribute("..assignment"), signed=True)
    unit_list = SubFactory(
        ChecklistFactory,
        assignment=SelfAttribute("..assignment"),
        unit=True,
        signed=True,
        budget=SelfAttribute("..budget"),
        project_list=SelfAttribute("..project_list"),
    )
    agreement = "AVT-2026-1"
    agreement_version = 1
    agreed = 100_000
    started_by = SubFactory(UserFactory)
    started_at = NOW


def brought_to(assignment: Assignment, status: AssignmentStatus) -> Assignment:
    """The planned assignment with the status: the database lets it start only on what is signed."""
    if status != AssignmentStatus.PLANNED:
        if status != AssignmentStatus.CANCELLED:
            AssignmentStartFactory(assignment=assignment)
        Assignment.objects.filter(pk=assignment.pk).update(status=status)
        assignment.status = status
    return assignment
