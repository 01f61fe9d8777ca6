"""A small Fjordvik where people study: a round with money, Siri who works for the owner, and the directorate's two."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F

from pafyll.apps.accounts.models import User
from pafyll.apps.applications.models import ConfirmationWindow, Participation, ParticipationTerm, Round
from pafyll.apps.applications.services.awarding import open_windows
from pafyll.apps.casework.services import require
from pafyll.apps.grants.accounts import account_for
from pafyll.apps.grants.models import Account, Commitment
from pafyll.apps.grants.services.committing import commit_places
from pafyll.apps.grants.services.ledger import Move, post
from pafyll.apps.grants.services.wanting import Wanted, effect_key, effect_of
from pafyll.apps.organisations.models import Organisation
from pafyll.domain.answers import no
from pafyll.domain.grants.ledger import AccountKind, EntryKind
from pafyll.domain.lifecycles.participation import TermStatus
from pafyll.domain.rules.changes import ChangeKind
from pafyll.domain.values import Semester
from pafyll.integrations.clock import OSLO
from tests.factories import (
    ApplicationFactory,
    OrganisationFactory,
    ParticipationFactory,
    ParticipationTermFactory,
    RoleGrantFactory,
    RoundFactory,
    RoundRateFactory,
    fund,
)

A = AccountKind
AUTUMN, SPRING = "2025H", "2026V"
IN_AUTUMN = datetime(2025, 8, 20, 12, tzinfo=OSLO)
IN_SPRING = datetime(2026, 3, 10, 12, tzinfo=OSLO)
AFTER_AUTUMN = datetime(2025, 9, 2, 0, 0, tzinfo=OSLO)


@dataclass
class Fjordvik:
    """Who and what the tests speak of. siri works for Fjordvik, ola for Storby; ada prepares and idar decides."""

    round: Round
    owner: Organisation
    school: Organisation
    siri: User
    marit: User
    ola: User
    storby: Organisation
    ada: User
    idar: User

    def window(self, semester: str = AUTUMN) -> ConfirmationWindow:
        return ConfirmationWindow.objects.get(round=self.round, semester=semester)

    def participation(self, *, semesters: tuple[str, ...] = (AUTUMN, SPRING), **fields: Any) -> Participation:
        """Somebody with a place: 75 000 from the state and 15 000 from the owner in each semester."""
        application = ApplicationFactory(granted=True, round=self.round, school=fields.pop("school", self.school))
        one = ParticipationFactory(application=application, **fields)
        for semester in semesters:
            ParticipationTermFactory(participation=one, semester=semester, state_amount=75_000, owner_amount=15_000)
        commit_places([one], by=self.idar, at=datetime(2025, 4, 22, 10, tzinfo=OSLO))
        return one


def make_fjordvik(kroner: int = 10_000_000) -> Fjordvik:
    """kroner: what the round has in each of its two budget years."""
    round = RoundFactory(study_year=2025, allocated=True)
    fund(round, kroner)
    open_windows(round)
    for scheme, state, owner in (("substitute", 150_000, 30_000), ("scholarship", 110_000, 0)):
        RoundRateFactory(round=round, scheme=scheme, payer="state", per_30_credits=state)
        RoundRateFactory(round=round, scheme=scheme, payer="owner", per_30_credits=owner)
    owner, storby = OrganisationFactory(municipality=True), OrganisationFactory(municipality=True)
    directorate = OrganisationFactory(directorate=True)
    return Fjordvik(
        round=round,
        owner=owner,
        school=OrganisationFactory(parent=owner),
        siri=RoleGrantFactory(owner_officer=True, organisation=owner).person.user,
        marit=RoleGrantFactory(owner_decider=True, organisation=owner).person.user,
        ola=RoleGrantFactory(owner_officer=True, organisation=storby).person.user,
        storby=storby,
        ada=RoleGrantFactory(directorate_officer=True, organisation=directorate).person.user,
        idar=RoleGrantFactory(directorate_decider=True, organisation=directorate).person.user,
    )


def wanted(kind: ChangeKind, since: str = AUTUMN, reason: str = "other", **more: Any) -> Wanted:
    """A change with a reason in words."""
    words = more.pop("words", "Ny jobb i en annen by.")
    return Wanted(kind=kind, since=Semester(since), reason=reason, words=words, **more)


def seen(participation: Participation, change: Wanted) -> str:
    """The fingerprint of the effect that the page shows."""
    return effect_key(effect_of(participation, change))


def term(participation: Participation, semester: str) -> ParticipationTerm:
    return ParticipationTerm.objects.get(participation=participation, semester=semester)


def commitment(participation: Participation, semester: str) -> Commitment:
    return Commitment.objects.get(term__participation=participation, term__semester=semester)


def balance(kind: AccountKind, year: int, round: Round, owner: Organisation | None = None) -> int:
    return Account.objects.get(pk=account_for(kind, year, round=round, owner=owner).pk).balance


@transaction.atomic
def pay(row: Commitment, *, by: User, at: datetime = IN_SPRING) -> Commitment:
    """Pays what is left of a confirmed semester, as a payment run does: the semester is locked first."""
    locked_term = ParticipationTerm.objects.select_for_update().get(pk=row.term_id)
    locked = Commitment.objects.select_for_update().get(pk=row.pk)
    if locked_term.status != TermStatus.CONFIRMED or not locked.left:
        require(no("not_payable", "Semesteret kan ikke betales."))
    places = {"round": locked.round_id, "owner": locked.owner_id}
    kinds = (A.COMMITTED, A.PAYABLE, A.PAID)
    promised, sent, paid = (account_for(kind, locked.budget_year, **places) for kind in kinds)
    amount = int(locked.left)
    steps = ((EntryKind.SEND, Move(promised, sent, amount)), (EntryKind.SETTLE, Move(sent, paid, amount)))
    for kind, move in steps:
        key, day = f"test:{kind}:{locked.pk}", at.astimezone(OSLO).date()
        post(kind=kind, key=key, moves=[move], booked_on=day, about=locked.about, by=by, at=at)
    Commitment.objects.filter(pk=locked.pk).update(paid=F("paid") + amount)
    locked.refresh_from_db()
    return locked
