"""Participations in every status, their semesters, and the windows in which owners confirm."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from factory import LazyAttribute, SelfAttribute, SubFactory, Trait

from pafyll.apps.applications.models import ConfirmationWindow, Participation, ParticipationTerm
from pafyll.domain.lifecycles.participation import ParticipationStatus as P
from pafyll.domain.lifecycles.participation import TermStatus as T
from pafyll.integrations.clock import midnight_after, midnight_before
from tests.factories.applications import ApplicationFactory
from tests.factories.base import NOW, Factory
from tests.factories.people import UserFactory
from tests.factories.rounds import RoundFactory


class ParticipationFactory(Factory):
    """Thirty credits in the substitute scheme, awarded; without semesters (ParticipationTermFactory makes them)."""

    class Meta:
        model = Participation

    application = SubFactory(ApplicationFactory, granted=True)
    round = SelfAttribute("application.round")
    person = SelfAttribute("application.person")
    owner = SelfAttribute("application.owner")
    school = SelfAttribute("application.school")
    offer = SelfAttribute("application.offer_1")
    scheme = "substitute"
    credits = Decimal(30)
    status = P.AWARDED

    class Params:
        awarded = Trait(status=P.AWARDED)
        started = Trait(status=P.STARTED)
        deferred = Trait(status=P.DEFERRED)
        completed = Trait(status=P.COMPLETED)
        withdrawn = Trait(status=P.WITHDRAWN)
        dropped_out = Trait(status=P.DROPPED_OUT)


class ParticipationTermFactory(Factory):
    """The autumn of the participation's round, fifteen credits, not confirmed yet."""

    class Meta:
        model = ParticipationTerm

    participation = SubFactory(ParticipationFactory)
    semester = LazyAttribute(lambda term: term.participation.round.school_year.autumn.code)
    credits = Decimal(15)
    state_amount = 100_000
    owner_amount = 25_000
    status = T.AWAITING

    class Params:
        awaiting = Trait(status=T.AWAITING)
        confirmed = Trait(status=T.CONFIRMED, confirmed_at=NOW, confirmed_by=SubFactory(UserFactory, username="siri"))
        not_started = Trait(status=T.NOT_STARTED)
        not_confirmed = Trait(status=T.NOT_CONFIRMED)
        deferred = Trait(status=T.DEFERRED)
        ended = Trait(status=T.ENDED)
        spring = Trait(semester=LazyAttribute(lambda term: term.participation.round.school_year.spring.code))


class ConfirmationWindowFactory(Factory):
    """The autumn window of the round, from 1 August through 1 September."""

    class Meta:
        model = ConfirmationWindow
        django_get_or_create = ("round", "semester")

    round = SubFactory(RoundFactory)
    semester = LazyAttribute(lambda window: window.round.school_year.autumn.code)
    opens_at = LazyAttribute(lambda window: midnight_before(date(window.round.study_year, 8, 1)))
    closes_at = LazyAttribute(lambda window: midnight_after(date(window.round.study_year, 9, 1)))
