"""Accounts, entries and transfers, and money for a round."""

from __future__ import annotations

from datetime import date

from factory import LazyAttribute, SelfAttribute, Sequence, SubFactory, Trait

from pafyll.apps.applications.models import Round
from pafyll.apps.grants.accounts import account_for
from pafyll.apps.grants.models import Account, Appropriation, Commitment, Entry, Frame, MoneyProposal, Transfer
from pafyll.apps.grants.services.ledger import Move, post
from pafyll.domain.grants.ledger import AccountKind, EntryKind
from pafyll.domain.lifecycles.money_proposal import MoneyProposalStatus
from tests.factories.base import NOW, TODAY, Factory
from tests.factories.participation import ParticipationTermFactory
from tests.factories.people import UserFactory
from tests.factories.rounds import RoundFactory

A = AccountKind


def fund(round: Round, kroner: int = 10_000_000) -> None:
    """Appropriates the kroner and sets them as the round's frame, in each of its two budget years."""
    ada = UserFactory(username="ada")
    for year in (round.study_year, round.study_year + 1):
        free = account_for(A.APPROPRIATION, year)
        steps = [
            (EntryKind.APPROPRIATE, Move(account_for(A.TREASURY, year), free, kroner)),
            (EntryKind.ALLOT, Move(free, account_for(A.FRAME, year, round=round), kroner)),
        ]
        for kind, move in steps:
            post(
                kind=kind,
                key=f"fund:{kind}:{year}:{round.pk}",
                moves=[move],
                booked_on=date(year, 1, 2),
                about=f"round:{round.pk}",
                by=ada,
                at=NOW,
            )
        Frame.objects.create(round=round, budget_year=year, amount=kroner, set_by=ada, set_at=NOW)


class AccountFactory(Factory):
    """The treasury of a year of its own, unless a trait says otherwise."""

    class Meta:
        model = Account

    budget_year = Sequence(lambda n: 2030 + n)
    kind = A.TREASURY
    key = LazyAttribute(lambda account: f"{account.kind}:{account.budget_year}")

    class Params:
        frame = Trait(kind=A.FRAME, round=SubFactory(RoundFactory))


class EntryFactory(Factory):
    class Meta:
        model = Entry

    kind = EntryKind.APPROPRIATE
    key = Sequence("entry:{}".format)
    about = "budget_year:2026"
    booked_on = TODAY
    by = SubFactory(UserFactory, username="ada")
    at = NOW


class TransferFactory(Factory):
    """A transfer that is written past the services: the balances do not know of it."""

    class Meta:
        model = Transfer

    entry = SubFactory(EntryFactory)
    debit = SubFactory(AccountFactory)
    credit = SubFactory(AccountFactory)
    amount = 1000


class AppropriationFactory(Factory):
    class Meta:
        model = Appropriation

    budget_year = 2026
    amount = 1_000_000
    item = "Kap. 226 post 21"
    source = "Eksempeltall for tester"
    entry = SubFactory(EntryFactory)
    entered_by = SubFactory(UserFactory, username="ada")
    entered_at = NOW


class FrameFactory(Factory):
    """What a round may commit, as a row only: `fund` moves the money too."""

    class Meta:
        model = Frame

    round = SubFactory(RoundFactory)
    budget_year = LazyAttribute(lambda frame: frame.round.study_year)
    amount = 1_000_000
    set_by = SubFactory(UserFactory, username="ada")
    set_at = NOW


class CommitmentFactory(Factory):
    """A promise for one semester, as a row only: the ledger does not know of it."""

    class Meta:
        model = Commitment

    term = SubFactory(ParticipationTermFactory)
    round = SelfAttribute("term.participation.round")
    owner = SelfAttribute("term.participation.owner")
    budget_year = LazyAttribute(lambda commitment: commitment.term.budget_year.year)
    amount = SelfAttribute("term.state_amount")

    class Params:
        paid_out = Trait(paid=SelfAttribute("amount"))
        freed = Trait(released=SelfAttribute("amount"))


class MoneyProposalFactory(Factory):
    """An appropriation that ada has prepared; frame=True: a round's frame."""

    class Meta:
        model = MoneyProposal

    budget_year = 2026
    amount = 1_000_000
    item = "Kap. 226 post 21"
    source = "Prop. 1 S"
    booked_on = TODAY
    status = MoneyProposalStatus.PREPARED
    prepared_by = SubFactory(UserFactory, username="ada")
    prepared_at = NOW

    class Params:
        frame = Trait(round=SubFactory(RoundFactory), item="", source="", booked_on=None, why="Flere plasser.")
        prepared = Trait(status=MoneyProposalStatus.PREPARED)
        signed = Trait(decided_by=SubFactory(UserFactory, username="idar"), decided_at=NOW)
        decided = Trait(status=MoneyProposalStatus.DECIDED, signed=True)
        returned = Trait(status=MoneyProposalStatus.RETURNED, signed=True, returned_why="Feil post.")
