"""What one application costs the state, the owner and the teacher, by budget year, with the reason for each line."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from pafyll.domain.grants.amounts import MAX_CREDITS_PAID, amount_for, by_semester
from pafyll.domain.grants.rates import RateTable
from pafyll.domain.values import BudgetYear, Credits, Kroner, SchoolYear

STATE, OWNER, TRAVEL = "state", "owner", "travel"


@dataclass(frozen=True)
class Study:
    """What is studied in one study year. semesters is "HV", "H" or "V"; travel is kroner a year, an estimate."""

    subject: str
    credits: Decimal
    semesters: str
    travel: int = 0


@dataclass(frozen=True)
class CostLine:
    """An amount for one payer in one budget year, why it is so, and where the figure is from.

    because is a template with {names} that facts fill in, so that it can be translated first.
    """

    payer: str  # "state" or "owner"; travel is the owner's
    budget_year: BudgetYear
    label: str
    amount: Kroner
    because: str
    source: str
    facts: dict[str, str]

    def __str__(self) -> str:
        return self.because.format_map(self.facts)

    @property
    def template(self) -> str:
        """The text before the facts are filled in: what is translated."""
        return self.because


@dataclass(frozen=True)
class CostShares:
    """The lines of one application. An amount that is asked for is always the sum of its lines."""

    year: SchoolYear
    lines: tuple[CostLine, ...]

    def total(self, payer: str, budget_year: BudgetYear | None = None) -> Kroner:
        """What the payer pays in a budget year, or in both when none is named."""
        chosen = [line for line in self.lines if line.payer == payer and budget_year in (None, line.budget_year)]
        return Kroner(sum(line.amount for line in chosen))

    @property
    def owner_autumn(self) -> Kroner:
        return self.total(OWNER, self.year.autumn.budget_year)

    @property
    def owner_spring(self) -> Kroner:
        return self.total(OWNER, self.year.spring.budget_year)

    @property
    def state(self) -> Kroner:
        return self.total(STATE)


LABELS = {STATE: "Staten", OWNER: "Skoleeier", TRAVEL: "Reise og opphold"}


def cost_shares(*, study: Study, scheme: str, rates: RateTable, year: SchoolYear) -> CostShares:
    """The explained lines of a study in a scheme: state, owner's rate, and travel, each in its budget year.

    Lines of nothing are left out. Raises NoValueInForce when a rate is missing.
    """
    by_rate = _by_rate(replace(study, travel=0), scheme, rates, year)
    travel = _lines(OWNER, LABELS[TRAVEL], study.travel, study, year, BY_ESTIMATE, "Søknaden", {})
    return CostShares(year, (*by_rate, *travel))


@lru_cache(maxsize=4096)
def _by_rate(study: Study, scheme: str, rates: RateTable, year: SchoolYear) -> tuple[CostLine, ...]:
    """The state's and the owner's lines. Kept: hundreds of applicants in a list wish the same few studies."""
    lines: list[CostLine] = []
    for payer in (STATE, OWNER):
        rate = rates.rate(scheme, study.subject, payer)
        total = amount_for(rate.per_30_credits, study.credits)
        paid_for = Credits(min(study.credits, Decimal(MAX_CREDITS_PAID)))
        facts = {"credits": str(paid_for), "rate": str(Kroner(rate.per_30_credits))}
        lines += _lines(payer, LABELS[payer], total, study, year, BY_RATE, rate.source, facts)
    return tuple(lines)


BY_RATE = {
    "HV": "{credits} studiepoeng, {rate} per 30 studiepoeng, halvparten i hvert semester",
    "H": "{credits} studiepoeng, {rate} per 30 studiepoeng, alt i høstsemesteret",
    "V": "{credits} studiepoeng, {rate} per 30 studiepoeng, alt i vårsemesteret",
}
BY_ESTIMATE = {
    "HV": "Lærerens anslag for studieåret, halvparten i hvert semester",
    "H": "Lærerens anslag, alt i høstsemesteret",
    "V": "Lærerens anslag, alt i vårsemesteret",
}


def _lines(
    payer: str,
    label: str,
    total: int,
    study: Study,
    year: SchoolYear,
    because: dict[str, str],
    source: str,
    facts: dict[str, str],
) -> Iterable[CostLine]:
    halves = zip((year.autumn, year.spring), by_semester(total, study.semesters), strict=True)
    text = because[study.semesters]
    return [CostLine(payer, term.budget_year, label, part, text, source, facts) for term, part in halves if part]
