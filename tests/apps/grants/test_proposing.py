"""Appropriations and frames by two persons: who prepares does not decide, and what is decided is what was seen."""

from __future__ import annotations

from datetime import date

import pytest

from pafyll.apps.grants.accounts import account_for
from pafyll.apps.grants.models import Frame, MoneyProposal
from pafyll.apps.grants.services.appropriating import AppropriationTerms, set_frame
from pafyll.apps.grants.services.proposing import decide_money, propose_appropriation, propose_frame, return_money
from pafyll.domain.answers import Refusal
from pafyll.domain.grants.ledger import AccountKind as A
from tests.factories import RoleGrantFactory, RoundFactory
from tests.factories.base import NOW

pytestmark = pytest.mark.django_db
DAY = date(2026, 1, 5)


@pytest.fixture
def ada():
    return RoleGrantFactory(directorate_officer=True).person.user


@pytest.fixture
def idar():
    return RoleGrantFactory(directorate_decider=True).person.user


def appropriated(ada, amount=1000):
    terms = AppropriationTerms(2026, amount, "Kap. 226 post 21", "Prop. 1 S")
    return propose_appropriation(terms=terms, booked_on=DAY, by=ada, at=NOW)


def framed(round, amount, by):
    return propose_frame(round=round, budget_year=2026, amount=amount, why="Kunngjort.", by=by, at=NOW)


def test_nothing_is_booked_until_another_has_decided_it(ada, idar):
    given = appropriated(ada)
    assert account_for(A.APPROPRIATION, 2026).balance == 0

    decide_money(proposal=given, by=idar, at=NOW)
    frame = framed(RoundFactory(), 700, ada)
    decide_money(proposal=frame, by=idar, at=NOW)

    assert account_for(A.APPROPRIATION, 2026).balance == 300
    assert Frame.objects.get().amount == 700


def test_who_prepared_or_has_no_authority_does_not_decide(ada, idar):
    mine = appropriated(idar)
    for by, code in ((idar, "same_person"), (ada, "not_decider")):
        for act in (
            lambda by=by: decide_money(proposal=mine, by=by, at=NOW),
            lambda by=by: return_money(proposal=mine, why="Feil", by=by, at=NOW),
        ):
            with pytest.raises(Refusal, match=code):
                act()


def test_it_is_decided_once(ada, idar):
    given = appropriated(ada)
    stale = MoneyProposal.objects.get(pk=given.pk)
    decide_money(proposal=given, by=idar, at=NOW)

    with pytest.raises(Refusal, match="already_changed"):
        decide_money(proposal=stale, by=idar, at=NOW)
    assert account_for(A.APPROPRIATION, 2026).balance == 1000


def test_a_frame_that_has_changed_meanwhile_is_not_set(ada, idar):
    decide_money(proposal=appropriated(ada), by=idar, at=NOW)
    round = RoundFactory()
    prepared = framed(round, 700, ada)
    set_frame(round=round, budget_year=2026, amount=100, by=ada, at=NOW)

    with pytest.raises(Refusal, match="already_changed"):
        decide_money(proposal=prepared, by=idar, at=NOW)
    assert Frame.objects.get().amount == 100


def test_one_frame_waits_at_a_time_and_what_is_returned_is_prepared_anew(ada, idar):
    round = RoundFactory()
    first = framed(round, 700, ada)
    with pytest.raises(Refusal, match="frame_waiting"):
        framed(round, 800, ada)

    return_money(proposal=first, why="For høyt.", by=idar, at=NOW)

    assert framed(round, 600, ada).status == "prepared"
    with pytest.raises(Refusal, match="same_amount"):
        framed(RoundFactory(), 0, ada)
