"""What competence plans ask about: earlier refusals, studies under way, and the rates to plan by."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from decimal import Decimal

from django.db.models import Count

from pafyll.apps.applications.models import Application, Participation, ParticipationTerm, Round, RoundRate
from pafyll.domain.grants.lines import CostLine
from pafyll.domain.grants.rates import RateRow
from pafyll.domain.lifecycles.application import ApplicationStatus as A
from pafyll.domain.lifecycles.participation import ParticipationStatus as P
from pafyll.domain.lifecycles.participation import TermStatus
from pafyll.domain.planning import UnderWay
from pafyll.domain.schemes import schemes
from pafyll.domain.schemes.scheme import RELEASE
from pafyll.domain.values import Kroner, SchoolYear

GOING_ON = (P.AWARDED, P.STARTED, P.DEFERRED)
NOT_STUDIED = (TermStatus.ENDED, TermStatus.NOT_STARTED, TermStatus.NOT_CONFIRMED)


def refusals_of(people: Collection[int]) -> dict[int, int]:
    """How many applications each has had refused, by owner or in the allocation. One query."""
    refused = Application.objects.filter(person__in=people, status__in=(A.REFUSED, A.REJECTED))
    return dict(refused.order_by().values_list("person").annotate(times=Count("pk")))


def studies_of(people: Collection[int], first_year: int) -> list[UnderWay]:
    """Studies that go on from the year before the plan, or are granted, with what they still cost. Two queries."""
    rows = Participation.objects.filter(person__in=people, status__in=GOING_ON, round__study_year__gte=first_year - 1)
    rows = rows.select_related("round", "offer__programme", "application").prefetch_related("terms")
    found = [_under_way(row, first_year) for row in rows.order_by("pk")]
    return [one for one in found if one is not None]


def _under_way(row: Participation, first_year: int) -> UnderWay | None:
    """The study with what it costs from the plan's first budget year on; what is paid before is no part of the plan."""
    terms = sorted((one for one in row.terms.all() if one.status not in NOT_STUDIED), key=lambda one: one.pk)
    subject = row.offer.programme.subject if row.offer else row.application.other_study_subject
    if not terms or not subject:
        return None
    return UnderWay(
        person=str(row.person_id),
        subject=subject,
        credits=row.credits,
        ends=terms[-1].when,
        costs=tuple(line for term in terms if term.when.budget_year.year >= first_year for line in _costs(term)),
        release_percent=_release(row, len(terms)),
        semesters=tuple(term.when for term in terms),
        scheme=row.scheme,
    )


def _costs(term: ParticipationTerm) -> list[CostLine]:
    amounts = (("state", "Staten", term.state_amount), ("owner", "Skoleeier", term.owner_amount))
    because, source = "Tildelt tidligere", "Vedtaket om plass"
    return [
        CostLine(payer, term.when, label, because, source, {}, Kroner(amount))
        for payer, label, amount in amounts
        if amount
    ]


def _release(row: Participation, terms: int) -> Decimal:
    """Of a full position in each of the terms; 0 where the scheme has no figure."""
    scheme = schemes().get(row.scheme)
    rule = scheme.optional(RELEASE, SchoolYear(row.round.study_year).starts_on) if scheme else None
    return Decimal(rule.value) * row.credits / 30 * 2 / terms if rule else Decimal(0)


def rates_to_plan_by(first_year: int) -> Sequence[RateRow]:
    """The rates of the school year's round, or of the last before it that has any. Two queries."""
    rounds = Round.objects.filter(study_year__lte=first_year, rates__isnull=False)
    round = rounds.order_by("-study_year", "-pk").first()
    rows = RoundRate.objects.filter(round=round).order_by("pk")
    fields = ("scheme", "subject_group", "payer", "per_30_credits", "source")
    return [RateRow(*row) for row in rows.values_list(*fields)]
