"""A directorate, a round and its payees, small enough to read and as large as a test asks for."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import Sum

from pafyll.apps.accounts.models import User
from pafyll.apps.applications.models import ParticipationTerm, Round
from pafyll.apps.grants.models import Commitment, Payment, PaymentRun, PaymentStatement, Transfer
from pafyll.apps.grants.services.answering import take_answers
from pafyll.apps.grants.services.committing import commit_places
from pafyll.apps.grants.services.deciding_payments import approve_run
from pafyll.apps.grants.services.ledger import differing_accounts
from pafyll.apps.grants.services.preparing import prepare_run
from pafyll.apps.grants.services.reconciling import take_bank_lines
from pafyll.apps.grants.services.sending import send_run
from pafyll.apps.organisations.models import Organisation
from pafyll.domain.lifecycles.participation import TermStatus
from pafyll.domain.values import Semester
from pafyll.integrations.bank.fake import FakeBank
from pafyll.integrations.clock import OSLO
from tests.factories import (
    BankAccountFactory,
    OrganisationFactory,
    ParticipationFactory,
    ParticipationTermFactory,
    PersonFactory,
    RoleGrantFactory,
    RoundFactory,
    UserFactory,
    fund,
)

NOVEMBER = datetime(2026, 11, 3, 10, tzinfo=OSLO)
MAY = datetime(2027, 5, 4, 10, tzinfo=OSLO)
PAY_ON, PAY_IN_MAY = date(2026, 11, 17), date(2027, 5, 18)
AUTUMN, SPRING = Semester("2026H"), Semester("2027V")
BANK = FakeBank()


@dataclass
class Paying:
    """The people who pay, the round they pay for, and the payees by name."""

    ada: User  # prepares
    idar: User  # decides
    round: Round
    payees: dict[str, Organisation] = field(default_factory=dict)

    def prepared(self, semester: Semester = AUTUMN, at: datetime = NOVEMBER) -> PaymentRun:
        pay_on = PAY_ON if semester == AUTUMN else PAY_IN_MAY
        return prepare_run(round=self.round, semester=semester, pay_on=pay_on, by=self.ada, at=at)

    def approved(self, semester: Semester = AUTUMN, at: datetime = NOVEMBER) -> PaymentRun:
        return approve_run(run=self.prepared(semester, at), by=self.idar, at=at)

    def sent(self, semester: Semester = AUTUMN, at: datetime = NOVEMBER) -> PaymentRun:
        return send_run(run=self.approved(semester, at), by=self.ada, at=at)

    def settled(self, semester: Semester = AUTUMN, at: datetime = NOVEMBER, bank: FakeBank = BANK) -> PaymentRun:
        """Sent, answered and paid by the bank."""
        run = self.sent(semester, at)
        if payload := bytes(run.file or b""):
            take_answers(content=bank.answer(payload), name="svar.xml", by=self.ada, at=at)
            take_bank_lines(content=bank.statement(payload), name="utskrift.xml", by=self.ada, at=at)
        run.refresh_from_db()
        return run

    def statement(self, payee: str, semester: Semester = AUTUMN) -> PaymentStatement:
        return PaymentStatement.objects.get(round=self.round, owner=self.payees[payee], semester=semester.code)

    def commitment(self, payee: str, semester: Semester = AUTUMN, number: int = 0) -> Commitment:
        found = Commitment.objects.filter(owner=self.payees[payee], term__semester=semester.code)
        return found.order_by("pk")[number]


def paying_world(**payees: int) -> Paying:
    """payee: how many participants it has, each with a confirmed autumn and a spring that waits."""
    directorate = OrganisationFactory(directorate=True)
    ada, idar = (PersonFactory(user=UserFactory(username=name)) for name in ("ada", "idar"))
    RoleGrantFactory(directorate_officer=True, person=ada, organisation=directorate)
    RoleGrantFactory(directorate_decider=True, person=idar, organisation=directorate)
    BankAccountFactory(approved=True, organisation=directorate)
    world = Paying(ada.user, idar.user, RoundFactory(allocated=True))
    fund(world.round)
    for name, participants in (payees or {"fjordvik": 2, "storby": 3}).items():
        world.payees[name] = owner = OrganisationFactory(municipality=True, name=name.capitalize())
        BankAccountFactory(approved=True, organisation=owner)
        take_part(world, name, participants)
    return world


def take_part(world: Paying, payee: str, participants: int = 1) -> None:
    """More participants, awarded and promised their money; the autumn is confirmed."""
    made = []
    for _ in range(participants):
        one = ParticipationFactory(application__round=world.round, application__owner=world.payees[payee])
        ParticipationTermFactory(participation=one, confirmed=True)
        ParticipationTermFactory(participation=one, spring=True)
        made.append(one)
    commit_places(made, by=world.ada, at=NOVEMBER)


def confirm_spring(world: Paying) -> None:
    terms = ParticipationTerm.objects.filter(participation__round=world.round, semester=SPRING.code)
    terms.update(status=TermStatus.CONFIRMED, confirmed_at=MAY.replace(month=2))


def faults(world: Paying) -> list[str]:
    """What is wrong with the money, in words: nothing, whatever has happened."""
    found = [f"{account} does not add up" for account in differing_accounts()]
    found += [f"{one.about} is paid over its promise" for one in Commitment.objects.all() if one.left < 0]
    for run in PaymentRun.objects.exclude(file=None):
        found += _faults_of_run(run)
    twice = Payment.objects.filter(status="settled").values("statement").annotate(sum=Sum("amount"))
    for row in twice:
        statement = PaymentStatement.objects.get(pk=row["statement"])
        if (statement.total, statement.status) != (row["sum"], "paid"):
            found.append(f"{statement.about} says {statement.total}, the bank paid {row['sum']}")
    for statement in PaymentStatement.objects.exclude(lines=None):
        lines = sum(line.amount for line in statement.lines.all())
        if lines != statement.total:
            found.append(f"{statement.about}: lines {lines}, total {statement.total}")
    counted = Commitment.objects.aggregate(paid=Sum("paid"))["paid"] or 0
    moved = _booked("send") - _booked("reject")
    if counted != moved:
        found.append(f"commitments say {counted} is paid, the ledger {moved}")
    return found


def _faults_of_run(run: PaymentRun) -> list[str]:
    amounts = dict(BANK.receive(bytes(run.file or b"")).amounts) if run.file else {}
    kept = dict(run.payments.exclude(status="taken_out").values_list("reference", "amount"))
    if amounts == kept:
        return []
    return [f"the file of {run.about} says {amounts}, the payments {kept}"]


def _booked(kind: str) -> int:
    return Transfer.objects.filter(entry__kind=kind).aggregate(sum=Sum("amount"))["sum"] or 0
