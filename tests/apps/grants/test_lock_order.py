"""Everybody locks all accounts at once, before the case number: two wait for each other, and never in a ring."""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from functools import partial

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pafyll.apps.applications.services.awarding import AwardedPlace, award_places
from pafyll.apps.applications.services.confirming import confirm_terms
from pafyll.apps.casework.models import Decision
from pafyll.apps.casework.services import NewDecision, issue_decisions
from pafyll.apps.grants.services.changing import register_change
from pafyll.apps.grants.services.choosing import Choosing, choose, effect_of_choosing
from pafyll.apps.grants.services.deciding_changes import decide_change, prepare_change
from pafyll.apps.grants.services.reclaiming import Forewarning, comment, decide_recovery, forewarn, prepare_recovery
from pafyll.apps.grants.services.wanting import effect_key
from pafyll.domain.rules.changes import ChangeKind as K
from tests.apps.grants.studying import (
    AUTUMN,
    IN_AUTUMN,
    IN_SPRING,
    commitment,
    make_fjordvik,
    pay,
    seen,
    term,
    wanted,
)
from tests.factories import ApplicationFactory, OrganisationFactory

pytestmark = pytest.mark.django_db
NUMBER = re.compile(r'pg_advisory_xact_lock|SELECT "casework_decision"."case_number"')
LOCK = re.compile(r'"grants_account"\."id" IN \(([\d, ]+)\)')


@pytest.fixture
def fjordvik():
    return make_fjordvik()


@contextmanager
def numbers_last():
    """All accounts are locked at once; those that are locked later, as for the number, were locked then."""
    with CaptureQueriesContext(connection) as captured:
        yield
    queries = [query["sql"] for query in captured.captured_queries]
    first = next(i for i, sql in enumerate(queries) if LOCK.search(sql))
    numbered = next((i for i, sql in enumerate(queries) if NUMBER.search(sql)), len(queries))
    assert first < numbered
    assert locked(queries[first + 1 :]) <= locked([queries[first]])


def locked(queries: Iterable[str]) -> set[str]:
    found = (LOCK.search(sql) for sql in queries)
    return {key.strip() for match in found if match for key in match[1].split(",")}


def test_a_place_is_awarded_with_the_money_first_and_the_grant_is_decided_by_the_same_two(fjordvik):
    application = ApplicationFactory(granted=True, round=fjordvik.round, school=fjordvik.school)
    lines = [{"payer": "state", "budget_year": 2025, "amount": 75_000}]
    new = NewDecision(application.about, "granted", {"steps": []}, lines)
    people = {"prepared_by": fjordvik.ada, "decided_by": fjordvik.idar}
    decide = partial(issue_decisions, kind="place", decisions=[new], at=IN_AUTUMN, **people)
    place = AwardedPlace(application, None, "substitute", Decimal(15), "H", lines)

    with numbers_last():
        award_places([place], decide=decide, by=fjordvik.idar, at=IN_AUTUMN)

    grant = Decision.objects.get(kind="grant")
    assert (grant.prepared_by, grant.decided_by) == (fjordvik.ada, fjordvik.idar)
    assert sum(line["amount"] for line in grant.lines) == 75_000


@pytest.mark.parametrize("kind", [K.DEFER, K.OWNER])
def test_a_change_locks_the_money_of_both_semesters_and_owners_first(fjordvik, kind):
    one = fjordvik.participation()
    to_school = OrganisationFactory(parent=fjordvik.storby) if kind is K.OWNER else None
    wish = wanted(kind, AUTUMN, to_school=to_school)
    change = register_change(participation=one, wanted=wish, seen="", by=fjordvik.siri, at=IN_SPRING)
    prepare_change(change=change, recommends=True, assessment="Vurdert.", by=fjordvik.ada, at=IN_SPRING)
    shown = seen(one, wish)

    with numbers_last():
        decide_change(change=change, seen=shown, by=fjordvik.idar, at=IN_SPRING)


def started_and_paid(fjordvik):
    one = fjordvik.participation()
    keys = [term(one, AUTUMN).pk]
    confirm_terms(window=fjordvik.window(), owner=fjordvik.owner, terms=keys, by=fjordvik.siri, at=IN_AUTUMN)
    pay(commitment(one, AUTUMN), by=fjordvik.ada)
    return one


@pytest.mark.parametrize("repays", [True, False])
def test_the_owners_choice_locks_the_money_first(fjordvik, repays):
    one = started_and_paid(fjordvik)
    one.refresh_from_db()
    leaves = wanted(K.DROP_OUT, AUTUMN)
    change = register_change(participation=one, wanted=leaves, seen=seen(one, leaves), by=fjordvik.siri, at=IN_SPRING)
    shown = effect_key(effect_of_choosing(change, repays=repays))

    with numbers_last():
        choosing = Choosing(repays, "Grunn", "Kurs")
        choose(change=change, choosing=choosing, seen=shown, by=fjordvik.siri, at=IN_SPRING)


def test_a_recovery_locks_the_money_first(fjordvik):
    paid = commitment(started_and_paid(fjordvik), AUTUMN)
    warning = Forewarning(75_000, "Kontrollen viste at deltakeren ikke startet.", date(2026, 3, 31))
    case = forewarn(commitment=paid, warning=warning, by=fjordvik.ada, at=IN_SPRING)
    comment(case=case, comments="Ingen merknader.", by=fjordvik.siri, at=IN_SPRING)
    prepare_recovery(case=case, recommends=True, assessment="Ikke startet.", by=fjordvik.ada, at=IN_SPRING)

    with numbers_last():
        decide_recovery(case=case, by=fjordvik.idar, at=IN_SPRING)
