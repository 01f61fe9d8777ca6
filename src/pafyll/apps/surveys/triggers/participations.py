"""Those whose study is finished, half-way, given up, or was finished two years ago."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial

from django.db.models import QuerySet

from pafyll.apps.applications.models import Participation
from pafyll.apps.applications.services.telling import address_of
from pafyll.apps.organisations.models import Organisation
from pafyll.apps.surveys.models import Survey
from pafyll.apps.surveys.triggers import Invitee, became_at, register
from pafyll.domain.lifecycles.participation import ParticipationStatus as P
from pafyll.domain.rules.deadlines import norwegian_day
from pafyll.domain.surveys.moments import Moment, half_way_on, two_years_after
from pafyll.domain.values import Semester


def became(status: P, later: Callable[[date], date], survey: Survey, day: date) -> Iterator[Invitee]:
    """Those whose participation came to the status, and for whom what `later` makes of that day has come."""
    rows = list(asked_of(survey).filter(status=status))
    moments = became_at((one.about for one in rows), status)
    for one in rows:
        at = moments.get(one.about)
        if at is not None and later(norwegian_day(at)) <= day:
            yield _invitee(one)


def half_way(survey: Survey, day: date) -> Iterator[Invitee]:
    """Those who are studying, and have half of their semesters behind them."""
    for one in asked_of(survey).filter(status=P.STARTED).prefetch_related("terms"):
        on = half_way_on([Semester(term.semester) for term in one.terms.all()])
        if on is not None and on <= day:
            yield _invitee(one)


def asked_of(survey: Survey) -> QuerySet[Participation]:
    """The participations that the survey is about: of its study year, and of its owner where that is a provider."""
    rows = Participation.objects.select_related("person__user", "owner", "offer__programme__provider")
    if year := survey.population.get("study_year"):
        rows = rows.filter(round__study_year=year)
    if survey.owner.kind == Organisation.Kind.PROVIDER:
        rows = rows.filter(offer__programme__provider=survey.owner)
    return rows.order_by("pk")


def _invitee(one: Participation) -> Invitee:
    programme = one.offer.programme if one.offer else None
    cell = (programme.provider.number if programme else "", one.owner.number, programme.subject if programme else "")
    language = one.person.user.language if one.person.user else one.owner.letter_language
    return Invitee(f"person:{one.person_id}", str(one.person), address_of(one.person), cell, language, one.person_id)


def _same_day(day: date) -> date:
    return day


register(Moment.COMPLETED, partial(became, P.COMPLETED, _same_day))  # type: ignore[arg-type]
register(Moment.DROPPED_OUT, partial(became, P.DROPPED_OUT, _same_day))  # type: ignore[arg-type]
register(Moment.TWO_YEARS_LATER, partial(became, P.COMPLETED, two_years_after))  # type: ignore[arg-type]
register(Moment.HALF_WAY, half_way)  # type: ignore[arg-type]
