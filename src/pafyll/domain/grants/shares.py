"""What one study costs and who carries it: state, owner and the teacher's own time, by semester, as explained lines."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from pafyll.domain.grants.in_kind import in_kind_of
from pafyll.domain.grants.lines import CostLine, InKindLine
from pafyll.domain.grants.rates import RateTable
from pafyll.domain.schemes import Scheme, schemes
from pafyll.domain.schemes.asked import OWNER, STATE, TEACHER, Asked, Part
from pafyll.domain.schemes.scheme import TRAVEL
from pafyll.domain.values import BudgetYear, Kroner, SchoolYear, Semester, by_semester


@dataclass(frozen=True)
class Study:
    """What is studied in one study year. semesters is "HV", "H" or "V".

    travel, stay and materials are estimates in kroner for the study year; the owner pays them. estimated_by says
    whose estimates they are: "teacher" (the application) or "owner".
    """

    subject: str
    credits: Decimal
    semesters: str
    travel: int = 0
    stay: int = 0
    materials: int = 0
    estimated_by: str = "teacher"


@dataclass(frozen=True)
class Shares:
    """The lines of one study in one scheme. Every sum that is asked for is the sum of its lines."""

    scheme: str
    year: SchoolYear
    lines: tuple[CostLine | InKindLine, ...]

    @property
    def money(self) -> tuple[CostLine, ...]:
        return tuple(line for line in self.lines if isinstance(line, CostLine))

    @property
    def in_kind(self) -> tuple[InKindLine, ...]:
        return tuple(line for line in self.lines if isinstance(line, InKindLine))

    @property
    def cost(self) -> Kroner:
        """Everything that has an amount: money, and own time where it has a value in kroner."""
        return self.total()

    def total(
        self,
        payer: str | None = None,
        *,
        semester: Semester | None = None,
        budget_year: BudgetYear | None = None,
        school_year: SchoolYear | None = None,
        kind: str | None = None,
    ) -> Kroner:
        """The sum of the lines that fit; what is not named fits all."""
        return Kroner(
            sum(
                line.amount or 0
                for line in self.lines
                if payer in (None, line.payer)
                and semester in (None, line.semester)
                and budget_year in (None, line.budget_year)
                and school_year in (None, line.school_year)
                and kind in (None, line.kind)
            )
        )

    def percent(self, kind: str) -> Fraction | None:
        """Own time or release in percent of a year's work; None where there is no figure."""
        found = [line.percent for line in self.in_kind if line.kind == kind and line.percent is not None]
        return sum(found, Fraction(0)) if found else None


def shares_of(study: Study, *, scheme: str | Scheme, on: date, rates: RateTable | None = None) -> Shares:
    """Who carries what of a study that starts on the day. Entered rates come before published ones.

    Raises NoValueInForce when the scheme is not in force or a rate is missing (SourcesDisagree when sources state
    different ones), and Refusal when the scheme has no answer for so many credits.
    """
    found = schemes()[scheme] if isinstance(scheme, str) else scheme
    money, own = _money_and_own_time(study, found, rates, on, False)
    asked = _asked(study, found, rates, on)
    return Shares(found.code, SchoolYear.of(on), (*money, *in_kind_of(found, asked, own)))


def money_of(
    study: Study, scheme: str, rates: RateTable | None, on: date, *, only_entered: bool = False
) -> tuple[CostLine, ...]:
    """The lines of money alone: the scheme's and the owner's estimates."""
    return _money_and_own_time(study, schemes()[scheme], rates, on, only_entered)[0]


@lru_cache(maxsize=4096)
def _by_rate(study: Study, scheme: Scheme, rates: RateTable | None, on: date, only_entered: bool) -> tuple[Part, ...]:
    """The scheme's parts. Kept: hundreds of applicants in a list wish the same few studies."""
    return tuple(scheme.parts(_asked(study, scheme, rates, on, only_entered)))


def _money_and_own_time(
    study: Study, scheme: Scheme, rates: RateTable | None, on: date, only_entered: bool
) -> tuple[tuple[CostLine, ...], Part | None]:
    refunds = scheme.covers == TRAVEL
    asked = study if refunds else replace(study, travel=0, stay=0)
    parts = _by_rate(replace(asked, materials=0), scheme, rates, on, only_entered)
    year = SchoolYear.of(on)
    money = [line for part in parts if part.payer != TEACHER for line in _lines(part, LABELS[part.payer], year)]
    for estimate, label in _estimates(study, refunds):
        money += _lines(_estimated(estimate, study), label, year)
    return tuple(money), next((part for part in parts if part.payer == TEACHER), None)


def _asked(study: Study, scheme: Scheme, rates: RateTable | None, on: date, only_entered: bool = False) -> Asked:
    return Asked(
        scheme.code,
        scheme.parameters,
        study.subject,
        study.credits,
        study.semesters,
        on,
        study.travel + study.stay,
        rates,
        only_entered,
    )


def _estimates(study: Study, refunds: bool) -> list[tuple[int, str]]:
    """The owner's own expenses and what they are called; travel and stay are in the scheme's parts when it refunds."""
    travel = EXPENSES["travel" if study.stay else "travel_and_stay"]
    expenses = [] if refunds else [(study.travel, travel), (study.stay, EXPENSES["stay"])]
    return [*expenses, (study.materials, EXPENSES["materials"])]


def _estimated(amount: int, study: Study) -> Part:
    texts, source = (BY_OWN_ESTIMATE, "Eget anslag") if study.estimated_by == OWNER else (BY_ESTIMATE, "Søknaden")
    return Part(OWNER, by_semester(amount, study.semesters), texts[study.semesters], {}, source)


def _lines(part: Part, label: str, year: SchoolYear) -> Iterator[CostLine]:
    for term, amount in zip((year.autumn, year.spring), part.amounts, strict=True):
        if amount:
            yield CostLine(part.payer, term, label, part.because, part.source, part.facts, amount)


LABELS = {STATE: "Staten", OWNER: "Skoleeier"}
EXPENSES = {"travel": "Reise", "travel_and_stay": "Reise og opphold", "stay": "Opphold", "materials": "Læremidler"}
BY_ESTIMATE = {
    "HV": "Lærerens anslag for studieåret, halvparten i hvert semester",
    "H": "Lærerens anslag, alt i høstsemesteret",
    "V": "Lærerens anslag, alt i vårsemesteret",
}
BY_OWN_ESTIMATE = {
    "HV": "Eget anslag for studieåret, halvparten i hvert semester",
    "H": "Eget anslag, alt i høstsemesteret",
    "V": "Eget anslag, alt i vårsemesteret",
}
