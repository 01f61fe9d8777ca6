"""A round's rates as the rules read them, and what one application costs by them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property, lru_cache
from typing import Any

from django.db.models import BigIntegerField

from pafyll.apps.applications.models import Application, OwnerApproval, Round, RoundRate
from pafyll.domain.grants.amounts import study_load
from pafyll.domain.grants.cost_shares import CostShares, Study, cost_shares
from pafyll.domain.grants.rates import RateRow, RateTable
from pafyll.domain.parameters import NoValueInForce
from pafyll.domain.values import Kroner, SchoolYear
from pafyll.integrations.prepared import Prepared, Slot

TERMS = {"both": "HV", "autumn": "H", "spring": "V"}


def rate_table(round: Round) -> RateTable:
    """The round's entered rates. One query."""
    return _table(tuple(RATES.ask(round=round.pk)), round.school_year.starts_on)


@lru_cache(maxsize=64)
def _table(rows: tuple[tuple[Any, ...], ...], day: date) -> RateTable:
    """The same rows make the same table: what is worked out by it is found again."""
    return RateTable(tuple(RateRow(*row) for row in rows), day)


RATES: Prepared[Any] = Prepared(
    lambda: (
        RoundRate.objects.filter(round=Slot("round", BigIntegerField()))
        .order_by("pk")
        .values_list("scheme", "subject_group", "payer", "per_30_credits", "source")
    )
)


@dataclass(frozen=True)
class Price:
    """What an application costs by its first wish; without shares it says which rate is missing."""

    scheme: str
    study: Study | None
    shares: CostShares | None = None
    missing: NoValueInForce | None = None

    @cached_property
    def state(self) -> Kroner:
        return self.shares.state if self.shares else Kroner(0)

    @cached_property
    def autumn(self) -> Kroner:
        return self.shares.owner_autumn if self.shares else Kroner(0)

    @cached_property
    def spring(self) -> Kroner:
        return self.shares.owner_spring if self.shares else Kroner(0)


def price_of(application: Application, rates: RateTable) -> Price:
    """The price of the first study in the scheme that counts first. No query when offer and approval are selected."""
    return price_by(study_of(application), scheme_of(application), rates, application.round.school_year)


def price_by(study: Study | None, scheme: str, rates: RateTable, year: SchoolYear) -> Price:
    """What the study costs in the scheme."""
    if study is None or not scheme:
        return Price(scheme, study)
    try:
        return _price(study, scheme, rates, year)
    except NoValueInForce as missing:
        return Price(scheme, study, missing=missing)


@lru_cache(maxsize=4096)
def _price(study: Study, scheme: str, rates: RateTable, year: SchoolYear) -> Price:
    """Kept, with its sums: it follows from what is asked, whoever applies."""
    return Price(scheme, study, cost_shares(study=study, scheme=scheme, rates=rates, year=year))


def study_of(application: Application) -> Study | None:
    """The first study as the cost rules read it; None when nothing is chosen."""
    offer, wanted, travel = application.offer_1, application.semesters, application.travel_1
    if offer is not None:
        programme = offer.programme
        return offered_study(programme.subject, programme.credits, offer.semesters, offer.starts_in, wanted, travel)
    return other_study(
        application.other_study_name,
        application.other_study_subject,
        application.other_study_credits,
        wanted,
        travel,
    )


def offered_study(
    subject: str, credits: Decimal, offer_semesters: int, starts_in: str, wanted: str, travel: int
) -> Study:
    """A study in the catalogue, when both its semesters or one of them are wanted."""
    load, terms = study_load(credits, offer_semesters=offer_semesters, starts_in=starts_in, wanted=wanted)
    return Study(subject, load, terms, travel)


def other_study(name: str, subject: str, credits: Decimal | None, wanted: str, travel: int) -> Study | None:
    """A study that the applicant has found herself; None when she has not."""
    return Study(subject or "other", credits or Decimal(0), TERMS[wanted], travel) if name else None


def scheme_of(application: Application) -> str:
    """The scheme that counts first: the owner's choice, else the teacher's first."""
    approval = approval_of(application)
    return (approval.scheme if approval else "") or application.scheme_1


def approval_of(application: Application) -> OwnerApproval | None:
    """The owner's answer, if there is one."""
    return getattr(application, "approval", None)
