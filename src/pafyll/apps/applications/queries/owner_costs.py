"""What the chosen applications cost an owner, what one more or less does to it, and money that is not spent in time."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from pafyll.apps.applications.models import Application, CostEstimate, OwnerFrame, Round
from pafyll.apps.applications.queries.owner import visible_applications, with_everything
from pafyll.apps.applications.queries.ranking import frame_of
from pafyll.apps.applications.queries.rates import rate_table, scheme_of, study_of
from pafyll.apps.organisations.models import Organisation
from pafyll.apps.organisations.permissions import Viewer
from pafyll.domain.grants.owner_costs import Chosen, Costs, YearLine, costs_of, warnings
from pafyll.domain.grants.rates import RateTable
from pafyll.domain.grants.shares import OWNER, STATE
from pafyll.domain.lifecycles.application import ApplicationStatus as S
from pafyll.domain.parameters import NoValueInForce
from pafyll.domain.values import BudgetYear, Kroner

MAY_BE_CHOSEN = (S.SUBMITTED, S.STATED, S.APPROVED, S.RANKED, S.GRANTED)
CHOSEN_AT_FIRST = (S.APPROVED, S.RANKED, S.GRANTED)


@dataclass(frozen=True)
class CostRow:
    """One application: whether it is chosen, the owner's figures for it, and what it costs alone."""

    application: Application
    is_chosen: bool
    travel: int
    stay: int
    materials: int
    costs: Costs | None  # None where a rate is missing
    missing: NoValueInForce | None = None
    has_own_figures: bool = False

    @property
    def study_name(self) -> str:
        offer = self.application.offer_1
        return offer.programme.name if offer else self.application.other_study_name

    @property
    def scheme(self) -> str:
        return scheme_of(self.application)

    @property
    def owner_by_year(self) -> list[tuple[BudgetYear, Kroner]]:
        """What the owner pays in each of the two budget years."""
        year = self.application.round.school_year
        return [(term.budget_year, self.total(OWNER, term.budget_year)) for term in (year.autumn, year.spring)]

    @property
    def state(self) -> Kroner:
        return self.total(STATE)

    def total(self, payer: str, year: BudgetYear | None = None) -> Kroner:
        """What the payer pays for this one: the effect of taking it in or out."""
        return self.costs.total(payer, year) if self.costs else Kroner(0)


@dataclass(frozen=True)
class OwnerCosts:
    """The whole page: rows by name, the sum of the chosen, and warnings."""

    rows: tuple[CostRow, ...]
    costs: Costs
    years: tuple[BudgetYear, BudgetYear]
    frame: OwnerFrame
    warnings: tuple[YearLine, ...]
    usual: CostEstimate | None

    @property
    def chosen(self) -> list[CostRow]:
        return [row for row in self.rows if row.is_chosen]

    @property
    def table(self) -> list[tuple[BudgetYear, Kroner, Kroner, Kroner]]:
        """(budget year, the state, the owner, both) for each year."""
        return [(year, *self._pair(year)) for year in self.years]

    @property
    def total(self) -> tuple[Kroner, Kroner, Kroner]:
        return self._pair(None)

    def _pair(self, year: BudgetYear | None) -> tuple[Kroner, Kroner, Kroner]:
        state, owner = self.costs.total(STATE, year), self.costs.total(OWNER, year)
        return state, owner, state + owner


def owner_costs(
    *, viewer: Viewer, owner: Organisation, round: Round, at: datetime, wanted: Collection[int] | None = None
) -> OwnerCosts:
    """The costs of the wanted applications; those approved, ranked and granted when nothing is said. Five queries."""
    found = visible_applications(viewer, at).filter(owner=owner, round=round, status__in=MAY_BE_CHOSEN)
    applications = list(with_everything(found).order_by("person__last_name", "person__first_name", "pk"))
    estimates = {row.application_id: row for row in CostEstimate.objects.filter(round=round, owner=owner)}
    rates = rate_table(round)
    rows = tuple(_row(one, estimates, rates, _is_chosen(one, wanted)) for one in applications)
    costs = _summed(row for row in rows if row.is_chosen)
    frame = frame_of(owner=owner, round=round)
    years = (round.school_year.autumn.budget_year, round.school_year.spring.budget_year)
    money = zip(years, (frame.budget_autumn, frame.budget_spring), strict=True)
    limits = {year: Kroner(amount) for year, amount in money if amount is not None}
    return OwnerCosts(rows, costs, years, frame, tuple(warnings(costs, limits) if limits else ()), estimates.get(None))


def _is_chosen(application: Application, wanted: Collection[int] | None) -> bool:
    return application.status in CHOSEN_AT_FIRST if wanted is None else application.pk in wanted


def _row(
    application: Application, estimates: dict[int | None, CostEstimate], rates: RateTable, is_chosen: bool
) -> CostRow:
    own = estimates.get(application.pk)
    estimate = own or estimates.get(None)
    travel = application.travel_1 if estimate is None or estimate.travel is None else estimate.travel
    stay, materials = (estimate.stay, estimate.materials) if estimate else (0, 0)
    study, scheme = study_of(application), scheme_of(application)
    costs, missing = None, None
    if study is not None and scheme:
        whole = replace(study, travel=travel, stay=stay, materials=materials)
        chosen = Chosen(application.number, whole, scheme, application.round.school_year.starts_on)
        try:
            costs = costs_of([chosen], rates)
        except NoValueInForce as gap:
            missing = gap
    return CostRow(application, is_chosen, travel, stay, materials, costs, missing, own is not None)


def _summed(rows: Iterable[CostRow]) -> Costs:
    return Costs(tuple(pair for row in rows if row.costs for pair in row.costs.lines_by_name))
