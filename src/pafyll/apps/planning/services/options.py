"""The kinds of study that a plan may use: what the catalogue has in each subject, in each of the plan's schemes."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from pafyll.apps.catalogue.models import StudyOffer
from pafyll.apps.planning.models import CompetencePlan
from pafyll.apps.planning.services.known_above import rates_for
from pafyll.domain.answers import Refusal
from pafyll.domain.grants.lines import RELEASE
from pafyll.domain.grants.rates import RateRow, RateTable
from pafyll.domain.grants.shares import Study, shares_of
from pafyll.domain.parameters import NoValueInForce
from pafyll.domain.planning import Option

STAGES = {"1-10": ("1-7", "8-10"), "": ()}
MOST_IN_A_YEAR = 30


@dataclass(frozen=True)
class Kind:
    """A study as the catalogue has it: credits, which semesters, and at which stages it counts (none named: all)."""

    subject: str
    credits: Decimal
    semesters: str
    stages: tuple[str, ...] = ()


@dataclass(frozen=True)
class Choice:
    """The planner's options, and the schemes that no rate is known for: they are not among them."""

    options: tuple[Option, ...]
    missing_rates: tuple[str, ...]


def choice_of(plan: CompetencePlan, subjects: Collection[str]) -> Choice:
    """What may be studied in the subjects, in the plan's schemes. Three queries."""
    own = [RateRow(row.scheme, "", row.payer, row.per_30_credits, row.source) for row in plan.rates.all()]
    rates = rates_for(plan.first_year, own)
    pools = {row.subject for row in plan.expected_places.all()}
    kinds = sorted(_kinds(subjects), key=repr)
    found: list[Option] = []
    missing: set[str] = set()
    for scheme in plan.schemes:
        for kind in kinds:
            option = _option(kind, scheme, rates, date(plan.first_year, 8, 1), pools)
            if option is None:
                missing.add(scheme)
            else:
                found.append(option)
    return Choice(tuple(found), tuple(sorted(missing)))


def _kinds(subjects: Collection[str]) -> set[Kind]:
    """Each kind of study that is published in the subjects; 30 credits over a year where the catalogue has none."""
    rows = StudyOffer.objects.filter(status=StudyOffer.Status.PUBLISHED, programme__subject__in=subjects)
    fields = ("programme__subject", "programme__credits", "semesters", "starts_in", "programme__stages")
    found = set(_published(rows.values_list(*fields).distinct()))
    there = {kind.subject for kind in found}
    return found | {Kind(subject, Decimal(MOST_IN_A_YEAR), "HV") for subject in subjects if subject not in there}


def _published(rows: object) -> Iterator[Kind]:
    for subject, credits, semesters, starts_in, stages in rows:  # type: ignore[attr-defined]
        if credits <= MOST_IN_A_YEAR:
            terms = starts_in if semesters == 1 else "HV"
            yield Kind(subject, credits, terms, STAGES.get(stages, (stages,)))


def _option(kind: Kind, scheme: str, rates: RateTable, day: date, pools: Collection[str]) -> Option | None:
    """The kind of study in the scheme, with what it costs; None where a rate is missing."""
    try:
        shares = shares_of(Study(kind.subject, kind.credits, kind.semesters), scheme=scheme, on=day, rates=rates)
    except (NoValueInForce, Refusal):
        return None
    of_year = shares.percent(RELEASE) or Fraction(0)
    release = of_year * 2 / len(kind.semesters)
    return Option(
        id=f"{kind.subject}:{kind.credits.normalize():f}:{kind.semesters}:{'+'.join(kind.stages)}:{scheme}",
        subject=kind.subject,
        credits=kind.credits,
        semesters=kind.semesters,
        scheme=scheme,
        costs=shares.money,
        release_percent=Decimal(release.numerator) / Decimal(release.denominator),
        pool=kind.subject if kind.subject in pools else "",
        stages=kind.stages,
    )
