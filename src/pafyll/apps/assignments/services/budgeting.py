"""An assignment's budget: begun, worked on, and begun again in a new version after it is signed."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import F

from pafyll.apps.accounts.models import User
from pafyll.apps.assignments.models import Assignment, AssignmentBudget, BudgetPurchase, BudgetWork
from pafyll.apps.assignments.permissions.prices import may_keep_budget
from pafyll.apps.assignments.queries.pricing import figures_for
from pafyll.apps.casework.services import AlreadyChanged, record, require
from pafyll.apps.organisations.permissions import viewer_of
from pafyll.domain.answers import Answer, no, yes
from pafyll.domain.assignments.pricing import UnitFigures
from pafyll.domain.assignments.pricing.order import CATEGORIES, FAMILIES, HOUR_FOR_HOUR, KINDS
from pafyll.domain.lifecycles.assignment_papers import ASSIGNMENT_BUDGET, BudgetStatus
from pafyll.domain.rules.deadlines import norwegian_day
from pafyll.domain.values import Semester

CENT = Decimal("0.01")
MOST_ROWS = 60


@dataclass(frozen=True)
class WorkTerms:
    """A row of work. person is the key of a member of the assignment, or None."""

    kind: str
    category: str
    hours: Decimal
    semester: str
    person: int | None = None


@dataclass(frozen=True)
class PurchaseTerms:
    """Something for a fixed sum."""

    label: str
    amount: int
    source: str


@dataclass(frozen=True)
class BudgetTerms:
    """What a budget says. Whole kroner."""

    base_packages: int = 0
    long_packages: int = 0
    short_packages: int = 0
    travel: int = 0
    own_financing: int = 0
    credits: Decimal = Decimal(0)
    family: str = "evu"
    family_because: str = ""
    is_education: bool = True
    work: tuple[WorkTerms, ...] = field(default=())
    purchases: tuple[PurchaseTerms, ...] = field(default=())

    def columns(self) -> dict[str, Any]:
        """What is kept in the budget's own row."""
        return {name: value for name, value in asdict(self).items() if name not in ("work", "purchases")}


@transaction.atomic
def start_budget(*, assignment: Assignment, by: User, at: datetime, why: str = "") -> AssignmentBudget:
    """A draft: the first version, or a new one with what is signed in it, which asks why.

    The signed version stands until the new one is signed. Refused while there is a draft.
    """
    assignment = locked(assignment)
    require(may_keep_budget(viewer_of(by, day=norwegian_day(at)), assignment, day=norwegian_day(at)))
    latest = AssignmentBudget.objects.filter(assignment=assignment).order_by("-version").first()
    require(_may_begin(latest, why))
    made = AssignmentBudget.objects.create(
        assignment=assignment,
        version=latest.version + 1 if latest else 1,
        reopened_because=why.strip(),
        started_by=by,
        started_at=at,
        **(_copied(latest) if latest else {}),
    )
    if latest:
        _copy_rows(latest, made)
    record(about=assignment.about, verb="budget_started", by=by, at=at, why=why.strip(), version=made.version)
    return made


@transaction.atomic
def save_budget(
    *, budget: AssignmentBudget, terms: BudgetTerms, edition: int, by: User, at: datetime
) -> AssignmentBudget:
    """Keeps what is written so far. edition is the one that the writer saw.

    Raises AlreadyChanged when somebody saved or signed in the meantime.
    """
    assignment = locked(budget.assignment)
    require(may_keep_budget(viewer_of(by, day=norwegian_day(at)), assignment, day=norwegian_day(at)))
    require(_makes_sense(terms, assignment))
    rows = AssignmentBudget.objects.filter(pk=budget.pk, edition=edition, status=BudgetStatus.DRAFT)
    if not rows.update(**terms.columns(), edition=F("edition") + 1):
        raise AlreadyChanged(ASSIGNMENT_BUDGET.label)
    _replace_rows(budget, terms, figures_for(assignment.unit, day=assignment.starts_on))
    return AssignmentBudget.objects.select_related("assignment__unit").get(pk=budget.pk)


def locked(assignment: Assignment) -> Assignment:
    """The assignment, with everybody else who wants to change it or its papers waiting. Always taken first."""
    rows = Assignment.objects.select_for_update(of=("self",)).select_related("unit", "provider", "counterpart")
    return rows.get(pk=assignment.pk)


def credited_hours(kind: str, hours: Decimal, figures: UnitFigures) -> Decimal | None:
    """What the work takes of a person's duty; None while the unit has no factor for it."""
    if kind in HOUR_FOR_HOUR:
        return hours
    name = f"factor_{kind}"
    if figures.lacking([name]):
        return None
    factor = figures.of(name).value
    return (hours * Decimal(factor.numerator) / Decimal(factor.denominator)).quantize(CENT)


def semesters_of(starts_on: date, ends_on: date) -> list[Semester]:
    """The semesters from the first day to the last: autumn is August to December."""
    found = [Semester(f"{starts_on.year}{'H' if starts_on.month >= 8 else 'V'}")]
    last = Semester(f"{ends_on.year}{'H' if ends_on.month >= 8 else 'V'}")
    while found[-1] < last:
        year = int(found[-1].code[:4])
        found.append(Semester(f"{year + 1}V" if found[-1].is_autumn else f"{year}H"))
    return found


def _may_begin(latest: AssignmentBudget | None, why: str) -> Answer:
    if latest is None:
        return yes()
    if latest.is_draft:
        return no("draft_exists", "Det finnes allerede et utkast. Arbeid videre i det.")
    if not why.strip():
        return no("reason_missing", "Skriv hvorfor budsjettet må endres.", field="why")
    return yes()


def _copied(latest: AssignmentBudget) -> dict[str, Any]:
    return {name: getattr(latest, name) for name in BudgetTerms().columns()}


def _copy_rows(latest: AssignmentBudget, made: AssignmentBudget) -> None:
    work, purchases = list(latest.work.all()), list(latest.purchases.all())
    for one in work:
        one.pk, one.budget = None, made
    for bought in purchases:
        bought.pk, bought.budget = None, made
    BudgetWork.objects.bulk_create(work)
    BudgetPurchase.objects.bulk_create(purchases)


def _replace_rows(budget: AssignmentBudget, terms: BudgetTerms, figures: UnitFigures) -> None:
    BudgetWork.objects.filter(budget=budget).delete()
    BudgetPurchase.objects.filter(budget=budget).delete()
    BudgetWork.objects.bulk_create(
        BudgetWork(
            budget=budget,
            kind=row.kind,
            category=row.category,
            hours=row.hours,
            semester=row.semester,
            person_id=row.person,
            credited=credited_hours(row.kind, row.hours, figures),
        )
        for row in terms.work
    )
    BudgetPurchase.objects.bulk_create(
        BudgetPurchase(budget=budget, label=row.label, amount=row.amount, source=row.source) for row in terms.purchases
    )


def _makes_sense(terms: BudgetTerms, assignment: Assignment) -> Answer:
    """What no form lets through, and an interface might."""
    members = set(assignment.members.values_list("person", flat=True))
    known = {semester.code for semester in semesters_of(assignment.starts_on, assignment.ends_on)}
    sound = all(
        row.kind in KINDS and row.category in CATEGORIES and 0 < row.hours < MOST_ROWS * 100 for row in terms.work
    )
    if not sound or terms.family not in FAMILIES:
        return no("budget_row_wrong", "En rad i budsjettet har noe som ikke finnes, eller timer under null.")
    if len(terms.work) > MOST_ROWS or len(terms.purchases) > MOST_ROWS:
        return no("too_many_rows", "Et budsjett har høyst {most} rader av hvert slag.", most=MOST_ROWS)
    if any(row.semester not in known for row in terms.work):
        return no("semester_outside", "Arbeidet må ligge i et semester som oppdraget varer i.")
    if any(row.person is not None and row.person not in members for row in terms.work):
        return no("not_a_member", "Bare de som er med i oppdraget, kan stå på en rad.")
    return yes()
