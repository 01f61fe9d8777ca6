"""Entering what there is of money and what it is to pay for; taking a row out, and putting it back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Model

from pafyll.apps.accounts.models import User
from pafyll.apps.casework.services import record, require
from pafyll.apps.organisations.models import Organisation
from pafyll.apps.organisations.permissions import Viewer, viewer_of
from pafyll.apps.planning.models import BudgetAmount, BudgetSource, CompetencePlan, Measure, PlannedCost
from pafyll.apps.planning.permissions.budget import (
    may_change_cost,
    may_change_source,
    may_keep_budget,
    may_remove_source,
)
from pafyll.domain.answers import Answer, first_no, no, yes
from pafyll.domain.rules.deadlines import norwegian_day


@dataclass(frozen=True)
class SourceTerms:
    """What is said about a source. amounts are (amount, upper limit or None) by budget year."""

    title: str
    purpose: str
    payer: str
    is_recurring: bool
    given_by: str
    amounts: Mapping[int, tuple[int, int | None]]
    last_year: int | None = None
    may_carry_over: bool = False
    carry_over_most: int | None = None

    @property
    def columns(self) -> dict[str, Any]:
        """What the row itself holds."""
        return {name: value for name, value in vars(self).items() if name != "amounts"}


@dataclass(frozen=True)
class CostTerms:
    """What is said about a cost. Either budget_year or school_year is given; autumn_percent belongs to the latter."""

    title: str
    purpose: str
    cost: str
    amount: int
    budget_year: int | None = None
    school_year: int | None = None
    autumn_percent: int = 50
    heads: int | None = None
    is_bound: bool = True
    source: BudgetSource | None = None
    measure: Measure | None = None
    plan: CompetencePlan | None = None
    basis: str = ""

    @property
    def columns(self) -> dict[str, Any]:
        return dict(vars(self))


def as_viewer(by: User, at: datetime) -> Viewer:
    """The person as one who may or may not, on the day."""
    return viewer_of(by, day=norwegian_day(at))


@transaction.atomic
def enter_source(*, owner: Organisation, terms: SourceTerms, by: User, at: datetime) -> BudgetSource:
    """Money that somebody has given the owner, with where it says so."""
    require(may_keep_budget(as_viewer(by, at), owner))
    require(_holds(terms))
    made = BudgetSource.objects.create(owner=owner, entered_by=by, entered_at=at, **terms.columns)
    _keep_amounts(made, terms)
    record(about=made.about, verb="entered", by=by, at=at, **_told(terms))
    return made


@transaction.atomic
def change_source(*, source: BudgetSource, terms: SourceTerms, by: User, at: datetime) -> BudgetSource:
    """What was wrong about a source is corrected; the history keeps what it said before."""
    require(may_change_source(as_viewer(by, at), source))
    require(_holds(terms))
    for name, value in terms.columns.items():
        setattr(source, name, value)
    source.entered_by, source.entered_at = by, at
    source.save()
    _keep_amounts(source, terms)
    record(about=source.about, verb="changed", by=by, at=at, **_told(terms))
    return source


@transaction.atomic
def remove_source(*, source: BudgetSource, by: User, at: datetime) -> None:
    """Takes the source out of the budget. Refused while something is bound to it."""
    require(may_remove_source(as_viewer(by, at), source))
    take_out(source, by, at)


@transaction.atomic
def restore_source(*, source: BudgetSource, by: User, at: datetime) -> None:
    """Puts a source back that was taken out by mistake."""
    require(may_change_source(as_viewer(by, at), source))
    _put_back(source, by, at)


@transaction.atomic
def enter_cost(*, owner: Organisation, terms: CostTerms, by: User, at: datetime) -> PlannedCost:
    """Something that the owner is to pay for."""
    require(may_keep_budget(as_viewer(by, at), owner))
    require(_is_whole(terms, owner))
    made = PlannedCost.objects.create(owner=owner, entered_by=by, entered_at=at, **terms.columns)
    record(about=made.about, verb="entered", by=by, at=at, **_told(terms))
    return made


@transaction.atomic
def change_cost(*, cost: PlannedCost, terms: CostTerms, by: User, at: datetime) -> PlannedCost:
    """What was wrong about a cost is corrected; the history keeps what it said before."""
    require(may_change_cost(as_viewer(by, at), cost))
    require(_is_whole(terms, cost.owner))
    for name, value in terms.columns.items():
        setattr(cost, name, value)
    cost.entered_by, cost.entered_at = by, at
    cost.save()
    record(about=cost.about, verb="changed", by=by, at=at, **_told(terms))
    return cost


@transaction.atomic
def remove_cost(*, cost: PlannedCost, by: User, at: datetime) -> None:
    """Takes the cost out of the budget."""
    require(may_change_cost(as_viewer(by, at), cost))
    take_out(cost, by, at)


@transaction.atomic
def restore_cost(*, cost: PlannedCost, by: User, at: datetime) -> None:
    """Puts a cost back that was taken out by mistake, unless the money that it is bound to is taken out."""
    require(may_change_cost(as_viewer(by, at), cost))
    require(_source_is_there(cost.source))
    _put_back(cost, by, at)


def take_out(row: BudgetSource | PlannedCost, by: User, at: datetime) -> None:
    """Marks the row as taken out, once. Whoever calls has asked whether it may be."""
    if row.removed_at is None:
        row.removed_by, row.removed_at = by, at
        row.save(update_fields=["removed_by", "removed_at"])
        record(about=row.about, verb="taken_out", by=by, at=at)


def _put_back(row: BudgetSource | PlannedCost, by: User, at: datetime) -> None:
    if row.removed_at is not None:
        row.removed_by, row.removed_at = None, None
        row.save(update_fields=["removed_by", "removed_at"])
        record(about=row.about, verb="put_back", by=by, at=at)


def _keep_amounts(source: BudgetSource, terms: SourceTerms) -> None:
    source.amounts.all().delete()
    rows = [BudgetAmount(source=source, budget_year=year, amount=least, at_most=most)
            for year, (least, most) in sorted(terms.amounts.items())]  # fmt: skip
    BudgetAmount.objects.bulk_create(rows)


def _told(terms: SourceTerms | CostTerms) -> dict[str, Any]:
    """The terms as the history keeps them: rows by their own names."""
    plain = {name: value.pk if isinstance(value, Model) else value for name, value in terms.columns.items()}
    amounts = getattr(terms, "amounts", None)
    return plain | ({"amounts": {str(year): list(pair) for year, pair in amounts.items()}} if amounts else {})


def _holds(terms: SourceTerms) -> Answer:
    """Whether the source says enough, and hangs together."""
    answers = [yes()]
    if not terms.amounts:
        answers.append(no("no_amount", "Skriv et beløp for minst ett budsjettår.", field="amount"))
    if not terms.given_by.strip():
        text = "Skriv hvem som har gitt pengene, og hvor det står."
        answers.append(no("no_source", text, field="given_by"))
    turned = [year for year, (least, most) in terms.amounts.items() if most is not None and most <= least]
    if turned:
        text = "Den øvre grensen må være høyere enn den nedre."
        remedy = "La den stå tom når beløpet er sikkert."
        answers.append(no("limits_turned", text, remedy=remedy, field=f"at_most_{turned[0]}"))
    if not terms.is_recurring and terms.last_year is not None:
        text = "Siste år gjelder bare penger som kommer hvert år."
        answers.append(no("one_off_ends_itself", text, field="last_year"))
    if terms.is_recurring and terms.last_year is not None and terms.last_year < max(terms.amounts, default=0):
        text = "Siste år kan ikke være før det siste året med beløp."
        answers.append(no("ends_too_early", text, field="last_year"))
    return first_no(answers)


def _is_whole(terms: CostTerms, owner: Organisation) -> Answer:
    """Whether the cost has one kind of year, and money and measure of the same owner."""
    answers = [_source_is_there(terms.source)]
    if (terms.budget_year is None) == (terms.school_year is None):
        text = "Velg enten et budsjettår eller et skoleår."
        answers.append(no("one_kind_of_year", text, field="budget_year"))
    for name, row in (("source", terms.source), ("measure", terms.measure)):
        if row is not None and row.owner_id != owner.pk:
            answers.append(no("anothers", "Velg noe fra deres eget budsjett.", field=name))
    return first_no(answers)


def _source_is_there(source: BudgetSource | None) -> Answer:
    if source is None or source.removed_at is None:
        return yes()
    return no(
        "source_taken_out",
        "«{source}» er tatt ut av budsjettet.",
        remedy="Knytt kostnaden til andre penger.",
        field="source",
        source=source.title,
    )
