"""A round's rates as the rules read them, and what one application costs by them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.db.models import BigIntegerField

from pafyll.apps.applications.models import Application, OwnerApproval, Round, RoundRate
from pafyll.domain.grants.amounts import study_load
from pafyll.domain.grants.cost_shares import CostShares, Study, cost_shares
from pafyll.domain.grants.rates import RateRow, RateTable
from pafyll.domain.parameters import NoValueInForce
from pafyll.domain.values import Kroner
from pafyll.integrations.prepared import Prepared, Slot

TERMS = {"both": "HV", "autumn": "H", "spring": "V"}


def rate_table(round: Round) -> RateTable:
    """The round's entered rates. One query."""
    return RateTable(tuple(RateRow(*row) for row in RATES.ask(round=round.pk)), round.school_year.starts_on)


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
    study, scheme = study_of(application), scheme_of(application)
    if study is None or not scheme:
        return Price(scheme, study)
    try:
        shares = cost_shares(study=study, scheme=scheme, rates=rates, year=application.round.school_year)
    except NoValueInForce as missing:
        return Price(scheme, study, missing=missing)
    return Price(scheme, study, shares)


def study_of(application: Application) -> Study | None:
    """The first study as the cost rules read it; None when nothing is chosen."""
    offer = application.offer_1
    if offer is not None:
        programme = offer.programme
        credits, terms = study_load(
            programme.credits,
            offer_semesters=offer.semesters,
            starts_in=offer.starts_in,
            wanted=application.semesters,
        )
        return Study(programme.subject, credits, terms, application.travel_1)
    if not application.other_study_name:
        return None
    credits = application.other_study_credits or Decimal(0)
    return Study(
        application.other_study_subject or "other", credits, TERMS[application.semesters], application.travel_1
    )


def scheme_of(application: Application) -> str:
    """The scheme that counts first: the owner's choice, else the teacher's first."""
    approval = approval_of(application)
    return (approval.scheme if approval else "") or application.scheme_1


def approval_of(application: Application) -> OwnerApproval | None:
    """The owner's answer, if there is one."""
    return getattr(application, "approval", None)
