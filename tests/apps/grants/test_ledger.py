"""The ledger adds up, never goes below zero and cannot be altered; money is promised with the place."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from pafyll.apps.applications.models import Participation
from pafyll.apps.applications.services.deciding import decide_run
from pafyll.apps.grants.accounts import account_for
from pafyll.apps.grants.models import Account, Commitment, Entry, Frame, Transfer
from pafyll.apps.grants.services.appropriating import AppropriationTerms, appropriate, set_frame
from pafyll.apps.grants.services.committing import commit_places, release
from pafyll.apps.grants.services.ledger import (
    KeyTaken,
    Move,
    WrongRoute,
    balance_on,
    differing_accounts,
    post,
    reverse,
)
from pafyll.domain.answers import Refusal
from pafyll.domain.grants.ledger import ROUTES, AccountKind, EntryKind
from tests.apps.applications.test_allocating import APRIL, ada, code_of, idar, reviewed, round, run
from tests.factories import ParticipationTermFactory, RoleGrantFactory, RoundFactory, TransferFactory, fund
from tests.factories.base import NOW, TODAY

pytestmark = pytest.mark.django_db
__all__ = ["ada", "idar", "reviewed", "round", "run"]  # fixtures

A = AccountKind
K = EntryKind
TERMS = AppropriationTerms(budget_year=2026, amount=1000, item="Kap. 226 post 21", source="Eksempeltall for tester")


def moved(kind: EntryKind, key: str, *moves: Move, day: date = TODAY) -> Entry:
    return post(kind=kind, key=key, moves=list(moves), booked_on=day, about="test:1", by=None, at=NOW)


@pytest.fixture
def free():
    """The year's appropriation, with 1 000 kroner that nobody has been promised."""
    account = account_for(A.APPROPRIATION, 2026)
    moved(K.APPROPRIATE, "given", Move(account_for(A.TREASURY, 2026), account, 1000), day=date(2026, 1, 2))
    account.refresh_from_db()
    return account


@pytest.fixture
def frame():
    return account_for(A.FRAME, 2026, round=RoundFactory())


def balance(account: Account) -> int:
    account.refresh_from_db()
    return account.balance


def test_what_one_account_loses_another_gets(free, frame):
    moved(K.ALLOT, "one", Move(free, frame, 400))

    assert (balance(free), balance(frame)) == (600, 400)
    assert sum(Account.objects.values_list("balance", flat=True)) == 0
    assert differing_accounts() == []


def test_nobody_spends_what_is_not_there(free, frame):
    with pytest.raises(Refusal) as refused:
        moved(K.ALLOT, "too much", Move(free, frame, 1001))

    assert refused.value.answer.code == "not_enough_money"
    assert "1\u00a0000\u00a0kr" in str(refused.value.answer)
    assert (balance(free), balance(frame), Entry.objects.count()) == (1000, 0, 1)


def test_the_database_refuses_too_when_somebody_writes_past_the_service(free):
    with pytest.raises(IntegrityError), transaction.atomic():
        Account.objects.filter(pk=free.pk).update(balance=-1)


@pytest.mark.parametrize("change", ["update", "delete"])
@pytest.mark.parametrize("model", [Entry, Transfer])
def test_what_is_written_can_be_neither_changed_nor_deleted(free, model, change):
    rows = model.objects.all()

    with pytest.raises(DatabaseError, match="never altered"), transaction.atomic():
        rows.update(id=999) if change == "update" else rows._raw_delete("default")


def test_the_same_key_again_is_the_same_entry(free, frame):
    first = moved(K.ALLOT, "once", Move(free, frame, 400))

    assert moved(K.ALLOT, "once", Move(free, frame, 400)) == first
    assert balance(frame) == 400


def test_a_key_never_stands_for_two_things(free, frame):
    moved(K.ALLOT, "once", Move(free, frame, 400))

    with pytest.raises(KeyTaken):
        moved(K.ALLOT, "once", Move(free, frame, 401))


def test_money_goes_only_the_ways_that_the_table_has(free, frame):
    with pytest.raises(WrongRoute):
        moved(K.COMMIT, "short cut", Move(free, frame, 1))


def test_a_reversal_moves_everything_back_and_once(free, frame, ada):
    entry = moved(K.ALLOT, "one", Move(free, frame, 400))
    for _ in range(2):
        back = reverse(entry=entry, booked_on=TODAY, by=ada, at=NOW, why="Feil runde")

    assert (balance(free), balance(frame)) == (1000, 0)
    assert Entry.objects.get(reverses=entry) == back
    assert code_of(reverse, entry=back, booked_on=TODAY, by=ada, at=NOW, why="") == "is_a_reversal"


def test_money_that_is_spent_cannot_be_reversed(free, frame, ada):
    entry = Entry.objects.get(key="given")
    moved(K.ALLOT, "spent", Move(free, frame, 1))

    assert code_of(reverse, entry=entry, booked_on=TODAY, by=ada, at=NOW, why="") == "not_enough_money"


def test_a_balance_can_be_asked_for_on_any_day(free, frame):
    moved(K.ALLOT, "later", Move(free, frame, 400), day=date(2026, 3, 1))

    days = (date(2026, 1, 1), date(2026, 1, 2), date(2026, 2, 28), date(2026, 3, 1))
    assert [balance_on(free, day) for day in days] == [0, 1000, 1000, 600]


def test_a_transfer_written_past_the_service_is_found():
    TransferFactory()

    assert len(differing_accounts()) == 2


def test_every_kind_of_entry_but_the_reversal_has_its_way():
    assert set(ROUTES) == set(EntryKind) - {K.REVERSE}


@given(st.lists(st.tuples(st.booleans(), st.integers(1, 1500)), max_size=12))
@settings(max_examples=30, deadline=None)
def test_whatever_is_tried_the_books_add_up_and_nothing_is_below_zero(steps):
    with transaction.atomic():
        free, frame = account_for(A.APPROPRIATION, 2050), account_for(A.FRAME, 2050)
        moved(K.APPROPRIATE, "property", Move(account_for(A.TREASURY, 2050), free, 1000))
        for number, (is_forth, amount) in enumerate(steps):
            kind, move = (K.ALLOT, Move(free, frame, amount)) if is_forth else (K.REDUCE, Move(frame, free, amount))
            try:
                moved(kind, f"property:{number}", move)
            except Refusal:
                continue
        assert balance(free) + balance(frame) == 1000
        assert min(balance(free), balance(frame)) >= 0
        assert differing_accounts() == []
        transaction.set_rollback(True)


def test_ada_enters_what_the_storting_gave_and_says_where_it_stands(ada):
    appropriate(terms=TERMS, booked_on=TODAY, by=ada, at=NOW)

    assert account_for(A.APPROPRIATION, 2026).balance == 1000
    no_source = replace(TERMS, source=" ")
    assert code_of(appropriate, terms=no_source, booked_on=TODAY, by=ada, at=NOW) == "no_source"


def test_siri_keeps_no_state_books(siri_user):
    assert code_of(appropriate, terms=TERMS, booked_on=TODAY, by=siri_user, at=NOW) == "not_directorate"


@pytest.fixture
def siri_user():
    return RoleGrantFactory(owner_officer=True).person.user


def test_a_frame_is_set_up_and_down_and_never_above_what_is_given(ada):
    appropriate(terms=TERMS, booked_on=TODAY, by=ada, at=NOW)
    round = RoundFactory()
    for amount in (700, 300):
        set_frame(round=round, budget_year=2026, amount=amount, by=ada, at=NOW)

    assert account_for(A.FRAME, 2026, round=round).balance == 300
    assert code_of(set_frame, round=round, budget_year=2026, amount=1001, by=ada, at=NOW) == "not_enough_money"
    assert code_of(set_frame, round=round, budget_year=2031, amount=1, by=ada, at=NOW) == "not_a_year_of_the_round"
    assert Frame.objects.get().amount == 300


def test_a_decision_promises_exactly_what_its_places_cost(reviewed, idar):
    decide_run(run=reviewed, by=idar, at=APRIL)

    promised = sum(Commitment.objects.values_list("amount", flat=True))
    assert promised == sum(reviewed.results.filter(is_granted=True).values_list("state_amount", flat=True))
    committed = Account.objects.filter(kind=A.COMMITTED).values_list("balance", flat=True)
    assert sum(committed) == promised
    assert Participation.objects.count() == reviewed.results.filter(is_granted=True).count()
    assert differing_accounts() == []


def test_a_run_that_costs_more_than_the_frame_is_not_decided_and_nothing_is_left_half_done(reviewed, idar, ada):
    set_frame(round=reviewed.round, budget_year=2026, amount=1, by=ada, at=NOW)

    assert code_of(decide_run, run=reviewed, by=idar, at=APRIL) == "not_enough_money"
    assert not Participation.objects.exists()
    assert not Commitment.objects.exists()


def test_money_that_falls_free_is_the_rounds_again(ada):
    term = ParticipationTermFactory()
    fund(term.participation.round, 150_000)
    commit_places([term.participation], by=ada, at=NOW)
    commitment = term.commitment
    for _ in range(2):
        release(commitment=commitment, amount=60_000, key="withdrawn:1", by=ada, at=NOW, why="Trakk seg")

    frame = account_for(A.FRAME, 2026, round=term.participation.round)
    assert (balance(frame), Commitment.objects.get().left) == (110_000, 40_000)
    again = {"commitment": commitment, "amount": 40_001, "key": "withdrawn:2", "by": ada, "at": NOW, "why": ""}
    assert code_of(release, **again) == "less_is_left"


def test_without_a_frame_nothing_is_promised(ada):
    term = ParticipationTermFactory()

    assert code_of(commit_places, participations=[term.participation], by=ada, at=NOW) == "no_frame"
