"""Money is demanded back after a forewarning, the owner's comments and two people's decision."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.core import mail

from pafyll.apps.applications.services.closing import close_window
from pafyll.apps.applications.services.confirming import confirm_terms
from pafyll.apps.applications.services.late import ask_late, decide_late, prepare_late
from pafyll.apps.casework.services import AlreadyChanged
from pafyll.apps.grants.services.lapsing import plan_lapses, release_lapsed
from pafyll.apps.grants.services.ledger import differing_accounts
from pafyll.apps.grants.services.reclaiming import (
    Forewarning,
    comment,
    decide_recovery,
    forewarn,
    prepare_recovery,
    return_recovery,
)
from pafyll.domain.answers import Refusal
from pafyll.domain.grants.ledger import AccountKind
from pafyll.domain.lifecycles.change import RecoveryCaseStatus as R
from pafyll.integrations.clock import OSLO
from tests.apps.grants.studying import (
    AFTER_AUTUMN,
    AUTUMN,
    IN_AUTUMN,
    IN_SPRING,
    balance,
    commitment,
    make_fjordvik,
    pay,
    term,
)

pytestmark = pytest.mark.django_db
DUE = date(2026, 3, 31)
AFTER_DUE = datetime(2026, 4, 1, 0, 0, tzinfo=OSLO)
LAST_SECOND = AFTER_DUE - timedelta(seconds=1)


@pytest.fixture
def fjordvik():
    return make_fjordvik()


@pytest.fixture
def paid(fjordvik):
    one = fjordvik.participation()
    keys = [term(one, AUTUMN).pk]
    confirm_terms(window=fjordvik.window(), owner=fjordvik.owner, terms=keys, by=fjordvik.siri, at=IN_AUTUMN)
    return pay(commitment(one, AUTUMN), by=fjordvik.ada)


def warned(fjordvik, paid, amount=75_000):
    warning = Forewarning(amount, "Kontrollen viste at deltakeren ikke startet.", DUE)
    return forewarn(commitment=paid, warning=warning, by=fjordvik.ada, at=IN_SPRING)


def test_the_owner_is_warned_with_the_amount_and_the_last_day_to_comment(
    fjordvik, paid, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        case = warned(fjordvik, paid)

    assert case.status == R.FOREWARNED
    assert "til og med 31.\u00a0mars 2026" in mail.outbox[0].body
    assert balance(AccountKind.RECEIVABLE, 2025, fjordvik.round, fjordvik.owner) == 0  # nothing is demanded yet
    with pytest.raises(AlreadyChanged):  # one case at a time
        warned(fjordvik, paid)


def test_nothing_is_decided_before_the_deadline_unless_the_owner_has_commented(fjordvik, paid):
    case = warned(fjordvik, paid)
    prepared = {"case": case, "recommends": True, "assessment": "Kravet står.", "by": fjordvik.ada}

    with pytest.raises(Refusal) as refusal:
        prepare_recovery(**prepared, at=LAST_SECOND)
    assert refusal.value.answer.code == "comments_awaited"
    assert refusal.value.answer.law == "fvl. § 16"
    prepare_recovery(**prepared, at=AFTER_DUE)
    assert case.status == R.PREPARED


def test_a_commented_case_is_decided_by_another_and_owed_in_the_ledger(fjordvik, paid):
    case = warned(fjordvik, paid)
    comment(case=case, comments="Deltakeren var på to samlinger.", by=fjordvik.siri, at=IN_SPRING)
    prepare_recovery(case=case, recommends=True, assessment="Kravet står.", by=fjordvik.ada, at=IN_SPRING)
    return_recovery(case=case, why="Se på samlingene.", by=fjordvik.idar, at=IN_SPRING)
    assert case.status == R.COMMENTED
    prepare_recovery(case=case, recommends=True, assessment="Kravet står.", by=fjordvik.ada, at=IN_SPRING)
    decide_recovery(case=case, by=fjordvik.idar, at=IN_SPRING)

    paid.refresh_from_db()
    assert (case.status, paid.recovered) == (R.DECIDED, 75_000)
    assert balance(AccountKind.RECEIVABLE, 2025, fjordvik.round, fjordvik.owner) == 75_000
    assert differing_accounts() == []


def test_whoever_assessed_a_recovery_does_not_decide_it(fjordvik, paid):
    case = warned(fjordvik, paid)
    prepare_recovery(case=case, recommends=True, assessment="Kravet står.", by=fjordvik.idar, at=AFTER_DUE)

    with pytest.raises(Refusal) as refusal:
        decide_recovery(case=case, by=fjordvik.idar, at=AFTER_DUE)
    assert refusal.value.answer.code == "same_person"


def test_a_dropped_case_demands_nothing(fjordvik, paid):
    case = warned(fjordvik, paid)
    comment(case=case, comments="Hun var der.", by=fjordvik.siri, at=IN_SPRING)
    prepare_recovery(case=case, recommends=False, assessment="Dokumentert.", by=fjordvik.ada, at=IN_SPRING)
    decide_recovery(case=case, by=fjordvik.idar, at=IN_SPRING)

    paid.refresh_from_db()
    assert (case.status, paid.recovered, case.decision.lines) == (R.DROPPED, 0, [])


@pytest.mark.parametrize("amount", [0, 75_001])
def test_no_more_is_demanded_than_was_paid(fjordvik, paid, amount):
    with pytest.raises(Refusal) as refusal:
        warned(fjordvik, paid, amount)
    assert refusal.value.answer.code == "more_than_stands"


def test_ola_does_not_comment_on_siris_case_and_siri_does_not_warn_herself(fjordvik, paid):
    case = warned(fjordvik, paid)

    with pytest.raises(Refusal):
        comment(case=case, comments="Hei", by=fjordvik.ola, at=IN_SPRING)
    warning = Forewarning(1, "Grunn", DUE)
    with pytest.raises(Refusal):
        forewarn(commitment=paid, warning=warning, by=fjordvik.siri, at=IN_SPRING)


def missed(fjordvik):
    one = fjordvik.participation()
    close_window(window=fjordvik.window(), by=None, at=AFTER_AUTUMN)
    return one


def test_money_that_nobody_confirmed_falls_free_once(fjordvik):
    one = missed(fjordvik)
    frame = balance(AccountKind.FRAME, 2025, fjordvik.round)
    plan = plan_lapses(fjordvik.window())

    assert release_lapsed(plan, by=fjordvik.ada, at=AFTER_AUTUMN) == 75_000
    assert release_lapsed(plan, by=fjordvik.ada, at=AFTER_AUTUMN) == 0
    assert plan_lapses(fjordvik.window()) == []
    assert balance(AccountKind.FRAME, 2025, fjordvik.round) == frame + 75_000
    assert commitment(one, AUTUMN).left == 0


def test_money_waits_while_a_late_confirmation_is_being_decided(fjordvik):
    one = missed(fjordvik)
    plan = plan_lapses(fjordvik.window())
    ask_late(term=term(one, AUTUMN), grounds="Syk i fristuken.", by=fjordvik.siri, at=AFTER_AUTUMN)

    assert plan_lapses(fjordvik.window()) == []
    assert release_lapsed(plan, by=fjordvik.ada, at=AFTER_AUTUMN) == 0  # a plan that is older than the case


def test_a_late_confirmation_is_not_accepted_for_money_that_is_gone(fjordvik):
    one = missed(fjordvik)
    release_lapsed(plan_lapses(fjordvik.window()), by=fjordvik.ada, at=AFTER_AUTUMN)
    case = ask_late(term=term(one, AUTUMN), grounds="Syk.", by=fjordvik.siri, at=AFTER_AUTUMN)
    prepare_late(case=case, recommends=True, assessment="I gang.", by=fjordvik.ada, at=AFTER_AUTUMN)

    with pytest.raises(Refusal) as refusal:
        decide_late(case=case, by=fjordvik.idar, at=AFTER_AUTUMN)
    assert refusal.value.answer.code == "money_released"
