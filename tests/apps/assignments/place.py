"""A department with its figures, an assignment that is planned, and those who sign: shared by services and pages."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from pafyll.apps.assignments.models import Assignment, AssignmentBudget, AssignmentMember, Checklist
from pafyll.apps.assignments.services.budgeting import BudgetTerms, WorkTerms, save_budget, start_budget
from pafyll.apps.assignments.services.checking import (
    countersign,
    in_force,
    save_list,
    sign_project_list,
    sign_unit_list,
)
from pafyll.apps.assignments.services.classifying import classify
from pafyll.apps.assignments.services.signing_budgets import sign_budget
from pafyll.apps.organisations.models import RoleGrant
from pafyll.domain.assignments.checklists import ITEMS, OPTIONAL, PROJECT, UNIT
from pafyll.integrations.clock import OSLO
from tests.domain.assignments.by_hand import ROUND
from tests.factories import (
    AssignmentFactory,
    AssignmentMemberFactory,
    PersonFactory,
    RoleGrantFactory,
    UnitFactory,
    UnitRateFactory,
    UserFactory,
)

Role = RoleGrant.Role
AT = datetime(2026, 3, 10, 9, tzinfo=OSLO)
ANSWERS = {
    PROJECT: {item.code: "no" if item.kind == "yes_no" else "Tekst" for item in ITEMS[PROJECT]},
    UNIT: {item.code: "yes" if item.code not in OPTIONAL else "" for item in ITEMS[UNIT]},
}


class Place:
    """A department with its figures, an assignment, and those who sign."""

    def __init__(self) -> None:
        self.unit = UnitFactory(name="Institutt")
        self.assignment = AssignmentFactory(unit=self.unit, title="Vurdering for læring")
        provider = self.unit.provider
        self.liv = self.works("liv", Role.ASSIGNMENT_COORDINATOR, provider)
        self.mona = self.works("mona", Role.PROJECT_ECONOMIST, provider)
        self.arvid = self.works("arvid", Role.UNIT_HEAD, provider)
        self.geir = self.works("geir", Role.ACADEMIC, provider)
        self.far = self.works("far", Role.PROJECT_ECONOMIST, UnitFactory().provider)
        self.part(self.geir, AssignmentMember.Part.MANAGER)
        for name, value in ROUND.items():
            UnitRateFactory(unit=self.unit, name=name, value=Decimal(value), signed_by=self.mona)

    def works(self, name, role, provider):
        person = PersonFactory(user=UserFactory(username=name), first_name=name.title())
        RoleGrantFactory(person=person, role=role, organisation=provider)
        return person.user

    def part(self, user, part):
        return AssignmentMemberFactory(assignment=self.assignment, person=user.person, part=part)

    def fresh(self) -> Assignment:
        return Assignment.objects.get(pk=self.assignment.pk)

    def budgeted(self, **terms) -> AssignmentBudget:
        draft = start_budget(assignment=self.assignment, by=self.mona, at=AT, why=terms.pop("why", ""))
        terms = {"base_packages": 1, "travel": 24_000, "work": WORK, **terms}
        return save_budget(budget=draft, terms=BudgetTerms(**terms), edition=draft.edition, by=self.mona, at=AT)

    def classified(self, funding="commissioned"):
        classify(assignment=self.assignment, funding=funding, because="Kommunen bestiller.", by=self.mona, at=AT)

    def signed_budget(self, **terms) -> AssignmentBudget:
        budget = self.budgeted(**terms)
        return sign_budget(budget=budget, edition=budget.edition, by=self.mona, at=AT)

    def answered(self, kind, by) -> Checklist:
        standing = in_force(self.assignment, kind)
        edition = standing.edition if standing else 0
        return save_list(assignment=self.assignment, kind=kind, answers=ANSWERS[kind], edition=edition, by=by, at=AT)

    def project_signed(self) -> Checklist:
        kept = self.answered(PROJECT, self.geir)
        sign_project_list(checklist=kept, edition=kept.edition, by=self.geir, at=AT)
        return countersign(checklist=kept, by=self.mona, at=AT)

    def unit_signed(self) -> Checklist:
        kept = self.answered(UNIT, self.arvid)
        return sign_unit_list(checklist=kept, edition=kept.edition, by=self.arvid, at=AT)

    def everything(self) -> None:
        self.classified()
        self.signed_budget()
        self.project_signed()
        self.unit_signed()


WORK = (
    WorkTerms("lecture", "professor", Decimal(8), "2026H"),
    WorkTerms("seminar", "lecturer", Decimal(12), "2027V"),
    WorkTerms("guidance", "lecturer", Decimal(6), "2027V"),
    WorkTerms("planning", "lecturer", Decimal(10), "2026H"),
)
PRICE = 152_075  # tests/cases/prices.csv: Grunnpakke som oppdrag
