"""From a granted place to a participation with its semesters, each with the money that the decision gave it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from pafyll.apps.accounts.models import User
from pafyll.apps.applications.awards import tell_award_decided, tell_awarded
from pafyll.apps.applications.models import Application, ConfirmationWindow, Participation, ParticipationTerm, Round
from pafyll.apps.casework.services import record_all
from pafyll.apps.catalogue.models import StudyOffer
from pafyll.domain.grants.cost_shares import OWNER, STATE
from pafyll.domain.lifecycles.participation import ParticipationStatus
from pafyll.domain.parameters import NoValueInForce
from pafyll.domain.rules.confirming import confirmation_days
from pafyll.domain.values import Semester
from pafyll.integrations.clock import midnight_after, midnight_before

BATCH = 2000


@dataclass(frozen=True)
class AwardedPlace:
    """A granted application: what was granted, and the decision's lines of money as they are stored.

    credits and terms ("HV", "H" or "V") are the study year's. offer is None for a study outside the catalogue.
    """

    application: Application
    offer: StudyOffer | None
    scheme: str
    credits: Decimal
    terms: str
    lines: Sequence[dict[str, Any]]


@transaction.atomic
def award_places(
    places: Sequence[AwardedPlace], *, decide: Callable[[], object], by: User, at: datetime
) -> list[Participation]:
    """Makes the participations and their semesters, and tells those who registered, who may refuse (no money left).

    decide stores the decisions on the places. It comes after the money, because case numbers are taken last.
    """
    made = Participation.objects.bulk_create((_participation(place) for place in places), batch_size=BATCH)
    terms = (term for one, place in zip(made, places, strict=True) for term in _terms(one, place))
    ParticipationTerm.objects.bulk_create(terms, batch_size=BATCH)
    for round in {place.application.round for place in places}:
        open_windows(round)
    status = ParticipationStatus.AWARDED.value
    record_all((one.about for one in made), verb=status, by=by, at=at, before="", after=status)
    tell_awarded(made, by=by, at=at)
    decide()
    tell_award_decided(made, by=by, at=at)
    return made


def open_windows(round: Round) -> None:
    """The round's windows for confirming, from the dated rule. Those that stand already are left alone.

    A year that the rule does not reach back to gets none: its days are entered by hand.
    """
    for semester in (round.school_year.autumn, round.school_year.spring):
        try:
            first, last = confirmation_days(semester)
        except NoValueInForce:
            continue
        dates = {"opens_at": midnight_before(first), "closes_at": midnight_after(last)}
        ConfirmationWindow.objects.get_or_create(round=round, semester=semester.code, defaults=dates)


def _participation(place: AwardedPlace) -> Participation:
    application = place.application
    assert application.owner_id is not None
    return Participation(
        application=application,
        round_id=application.round_id,
        person_id=application.person_id,
        owner_id=application.owner_id,
        school_id=application.school_id,
        offer=place.offer,
        scheme=place.scheme,
        credits=place.credits,
    )


def _terms(participation: Participation, place: AwardedPlace) -> Iterator[ParticipationTerm]:
    semesters = _semesters(place)
    shared = _shared(place.credits, len(semesters))
    for semester, credits in zip(semesters, shared, strict=True):
        yield ParticipationTerm(
            participation=participation,
            semester=semester.code,
            credits=credits,
            state_amount=_amount(place.lines, STATE, semester),
            owner_amount=_amount(place.lines, OWNER, semester),
        )


def _semesters(place: AwardedPlace) -> list[Semester]:
    year = place.application.round.school_year
    return [{"H": year.autumn, "V": year.spring}[letter] for letter in place.terms]


def _shared(credits: Decimal, terms: int) -> list[Decimal]:
    """Halves in steps of half a credit; spring takes what is over, so that the year is exact."""
    first = Decimal(int(credits * 2) // terms) / 2
    return [first] * (terms - 1) + [credits - first * (terms - 1)]


def _amount(lines: Iterable[dict[str, Any]], payer: str, semester: Semester) -> int:
    """What the payer pays in the semester's budget year: a study year has one semester in each."""
    year = semester.budget_year.year
    return sum(line["amount"] for line in lines if line["payer"] == payer and line["budget_year"] == year)
