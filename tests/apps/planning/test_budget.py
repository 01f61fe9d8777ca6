"""Money, costs and reallocations: who may, what is refused, and what stands afterwards."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.db import DatabaseError, transaction

from pafyll.apps.casework.models import Event
from pafyll.apps.casework.services import Refusal
from pafyll.apps.organisations.permissions import viewer_of
from pafyll.apps.planning.models import Reallocation
from pafyll.apps.planning.queries.budget import budget_of, changed_at, free_money, shown_budget
from pafyll.apps.planning.services.budgeting import (
    CostTerms,
    SourceTerms,
    change_source,
    enter_cost,
    enter_source,
    remove_cost,
    remove_source,
    restore_cost,
)
from pafyll.apps.planning.services.reallocating import (
    decide_reallocation,
    prepare_reallocation,
    preview_of,
    refuse_reallocation,
)
from pafyll.domain.planning.budget import account_of
from pafyll.integrations.clock import now, today
from tests.factories.budget_town import budget_town

pytestmark = pytest.mark.django_db
SOURCE = SourceTerms("Fast ramme", "further", "municipal", True, "Kommunestyret, sak 84/25", {2026: (400_000, None)})
COST = CostTerms("Lærere 2026/27", "further", "substitutes", 300_001, school_year=2026)


@pytest.fixture
def town(clock):
    return budget_town()


def refused(act):
    with pytest.raises(Refusal) as caught:
        act()
    return caught.value.answer.code


def test_siri_enters_money_and_a_cost_that_falls_on_two_years(town):
    who = {"owner": town.owner, "by": town.user("siri"), "at": now()}
    source = enter_source(terms=SOURCE, **who)
    enter_cost(terms=replace(COST, source=source), **who)

    account = account_of(budget_of(town.owner), until=2027)

    assert account.balance(source.about, 2026).left == 400_000 - 150_000
    assert account.balance(source.about, 2027).left == 400_000 - 150_001
    assert Event.objects.get(about=source.about).facts["amounts"] == {"2026": [400_000, None]}
    assert changed_at(town.owner) == now()


def test_ola_may_neither_enter_nor_read(town):
    town.money("Fast ramme", "further", {2026: 400_000})

    assert (
        refused(lambda: enter_source(owner=town.owner, terms=SOURCE, by=town.user("ola"), at=now())) == "not_your_owner"
    )
    viewer = viewer_of(town.user("ola"), day=today())
    assert shown_budget(viewer=viewer, owner=town.owner, year=2026).is_empty


def test_leif_reads_and_does_not_write(town):
    town.money("Fast ramme", "further", {2026: 400_000})

    viewer = viewer_of(town.user("leif"), day=today())

    assert not shown_budget(viewer=viewer, owner=town.owner, year=2026).is_empty
    assert refused(lambda: enter_cost(owner=town.owner, terms=COST, by=town.user("leif"), at=now())) == "not_your_owner"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"amounts": {}}, "no_amount"),
        ({"given_by": "  "}, "no_source"),
        ({"amounts": {2026: (5, 5)}}, "limits_turned"),
        ({"is_recurring": False, "last_year": 2027}, "one_off_ends_itself"),
        ({"last_year": 2025}, "ends_too_early"),
    ],
)
def test_money_that_does_not_hang_together_is_refused(town, change, code):
    terms = replace(SOURCE, **change)

    assert refused(lambda: enter_source(owner=town.owner, terms=terms, by=town.user("siri"), at=now())) == code


def test_a_cost_is_bound_to_the_owners_own_money(town):
    elsewhere = budget_town_money_elsewhere()

    terms = replace(COST, source=elsewhere)

    assert refused(lambda: enter_cost(owner=town.owner, terms=terms, by=town.user("siri"), at=now())) == "anothers"
    both = replace(COST, budget_year=2026)
    assert (
        refused(lambda: enter_cost(owner=town.owner, terms=both, by=town.user("siri"), at=now())) == "one_kind_of_year"
    )


def budget_town_money_elsewhere():
    from tests.factories import BudgetSourceFactory

    return BudgetSourceFactory()


def test_what_is_taken_out_counts_nothing_and_can_be_put_back(town):
    who = {"by": town.user("siri"), "at": now()}
    source = town.money("Fast ramme", "further", {2026: 400_000})
    cost = enter_cost(owner=town.owner, terms=replace(COST, source=source), **who)

    assert refused(lambda: remove_source(source=source, **who)) == "source_is_used"
    remove_cost(cost=cost, **who)
    assert budget_of(town.owner).uses == ()
    remove_source(source=source, **who)
    assert budget_of(town.owner).sources == ()
    cost.refresh_from_db()
    assert refused(lambda: restore_cost(cost=cost, **who)) == "source_taken_out"


def test_a_corrected_amount_replaces_the_old_one_and_the_history_keeps_both(town):
    who = {"by": town.user("siri"), "at": now()}
    source = enter_source(owner=town.owner, terms=SOURCE, **who)

    change_source(source=source, terms=replace(SOURCE, amounts={2027: (1, None)}), **who)

    assert [one.budget_year for one in source.amounts.all()] == [2027]
    assert [event.facts["amounts"] for event in Event.objects.filter(about=source.about)] == [
        {"2026": [400_000, None]},
        {"2027": [1, None]},
    ]


@pytest.fixture
def moving(town):
    """Extra money for further education, of which 200 000 is bound in the autumn of 2026."""
    extra = town.money("Ekstra 2026", "further", {2026: 500_000}, is_recurring=False)
    training = town.money("Etterutdanning", "in_service", {2026: 100_000})
    terms = replace(COST, amount=400_000, source=extra)
    enter_cost(owner=town.owner, terms=terms, by=town.user("siri"), at=now())
    return {"giver": extra, "taker": training, "year": 2026, "amount": 300_000}


def prepared(town, moving, **more):
    return prepare_reallocation(
        **{**moving, **more}, grounds="Flere får etterutdanning.", by=town.user("siri"), at=now()
    )


def test_the_preview_writes_nothing_and_says_the_most_that_can_be_moved(town, moving):
    shown = preview_of(**moving)

    assert shown.movable == 300_000
    assert (shown.total_before, shown.total_after) == (600_000, 600_000)
    assert not Reallocation.objects.exists()
    assert refused(lambda: prepared(town, moving, amount=300_001)) == "takes_cover_away"


def test_marit_decides_what_siri_prepared_and_the_total_is_the_same(town, moving):
    row = prepared(town, moving)
    before = account_of(budget_of(town.owner), until=2026)

    decide_reallocation(reallocation=row, resolution="Formannskapet, sak 7/26", by=town.user("marit"), at=now())

    after = account_of(budget_of(town.owner), until=2026)
    assert sum(one.available for one in before.balances) == sum(one.available for one in after.balances)
    assert after.balance(moving["taker"].about, 2026).available == 400_000
    assert (row.status, row.decided_by) == ("decided", town.user("marit"))
    assert [one["amount"] for one in row.before["sources"]] == [500_000, 100_000]
    assert [one["amount"] for one in row.after["sources"]] == [200_000, 400_000]


def test_nobody_decides_what_they_prepared_and_an_officer_does_not_decide(town, moving):
    by_marit = prepare_reallocation(**{**moving, "amount": 1}, grounds="x", by=town.user("marit"), at=now())
    by_siri = prepared(town, moving, amount=2)

    decide = lambda row, who: decide_reallocation(reallocation=row, by=town.user(who), at=now())  # noqa: E731

    assert refused(lambda: decide(by_marit, "marit")) == "same_person_prepared"
    assert refused(lambda: decide(by_siri, "siri")) == "not_decider"
    assert refused(lambda: decide(by_siri, "ola")) == "not_decider"


def test_a_budget_that_has_changed_since_is_prepared_anew(town, moving):
    row = prepared(town, moving, amount=100_000)
    enter_cost(owner=town.owner, terms=replace(COST, amount=10, source=moving["giver"]), by=town.user("siri"), at=now())

    decide = lambda: decide_reallocation(reallocation=row, by=town.user("marit"), at=now())  # noqa: E731

    assert refused(decide) == "budget_has_changed"
    refuse_reallocation(reallocation=row, why="Tallene er nye.", by=town.user("marit"), at=now())
    row.refresh_from_db()
    assert (row.status, row.why_not) == ("refused", "Tallene er nye.")


def test_the_database_keeps_a_decided_reallocation_as_it_was_decided(town, moving):
    row = prepared(town, moving)
    decide_reallocation(reallocation=row, by=town.user("marit"), at=now())

    with pytest.raises(DatabaseError, match="never altered"), transaction.atomic():
        Reallocation.objects.filter(pk=row.pk).update(amount=1)
    row.refresh_from_db()
    assert row.amount == 300_000


def test_free_money_is_what_nothing_is_bound_to_and_counts_what_is_carried_over_once(town, moving):
    found = {(one.year, one.title): one.amount for one in free_money(owner=town.owner, years=[2026, 2027])}

    assert found[2026, "Ekstra 2026"] == 300_000
    assert found[2026, "Etterutdanning"] == 100_000
    assert (2027, "Ekstra 2026") not in found
