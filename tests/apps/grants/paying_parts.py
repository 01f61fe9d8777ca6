"""A County Governor, its colleagues, and awards of a decided scheme year: small enough to read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from pafyll.apps.accounts.models import User
from pafyll.apps.forums.models import SchemeYear
from pafyll.apps.grants.models import Award, AwardReport, Payment, PaymentRun, Transfer
from pafyll.apps.grants.services.answering import take_answers
from pafyll.apps.grants.services.deciding_awards import decide_awards
from pafyll.apps.grants.services.deciding_payments import approve_run
from pafyll.apps.grants.services.ledger import differing_accounts
from pafyll.apps.grants.services.preparing_parts import prepare_parts
from pafyll.apps.grants.services.proposing_awards import Recommended, make_ready, propose_awards
from pafyll.apps.grants.services.reconciling import take_bank_lines
from pafyll.apps.grants.services.sending import send_run
from pafyll.apps.organisations.models import Organisation, RoleGrant
from pafyll.domain.grants.collective.awarding import Share
from pafyll.domain.lifecycles.payment import LIVE, WITH_THE_BANK, PaymentStatus
from pafyll.integrations.bank.fake import FakeBank
from pafyll.integrations.clock import OSLO
from tests.factories import BankAccountFactory, OrganisationFactory, PersonFactory, RoleGrantFactory, UserFactory
from tests.factories.awards import AwardReportFactory
from tests.factories.forums import SchemeYearFactory

Role = RoleGrant.Role
MAY = datetime(2026, 5, 20, 9, tzinfo=OSLO)
JUNE = datetime(2026, 6, 3, 9, tzinfo=OSLO)
NOVEMBER = datetime(2026, 11, 3, 9, tzinfo=OSLO)
HALVES = (Share(50, date(2026, 6, 1)), Share(50, date(2026, 11, 1), "midterm_report"))
BANK = FakeBank()


@dataclass
class Paid:
    """Those who pay, the scheme year, and the awards by the name of the recipient."""

    tor: User  # prepares
    turid: User  # decides
    governor: Organisation
    year: SchemeYear
    awards: dict[str, Award] = field(default_factory=dict)

    def prepared(self, at: datetime = JUNE) -> PaymentRun:
        return prepare_parts(year=self.year, pay_on=at.date(), by=self.tor, at=at)

    def approved(self, at: datetime = JUNE) -> PaymentRun:
        return approve_run(run=self.prepared(at), by=self.turid, at=at)

    def sent(self, at: datetime = JUNE) -> PaymentRun:
        return send_run(run=self.approved(at), by=self.tor, at=at)

    def answered(self, run: PaymentRun, bank: FakeBank = BANK, at: datetime = JUNE) -> None:
        take_answers(content=bank.answer(bytes(run.file or b"")), name="svar.xml", by=self.tor, at=at)

    def booked(self, run: PaymentRun, bank: FakeBank = BANK, at: datetime = JUNE) -> None:
        content = bank.statement(bytes(run.file or b""))
        take_bank_lines(content=content, name="utskrift.xml", by=self.tor, at=at, payer=self.governor)

    def settled(self, at: datetime = JUNE, bank: FakeBank = BANK) -> PaymentRun:
        run = self.sent(at)
        self.answered(run, bank, at)
        self.booked(run, bank, at)
        run.refresh_from_db()
        return run

    def again(self, name: str) -> Award:
        """The award as it is now."""
        self.awards[name].refresh_from_db()
        return self.awards[name]


def governor_and_year(
    *, appropriation: int = 1_000_000, people: Sequence[str] = ("tor", "turid"), **year: object
) -> Paid:
    """A County Governor with two who work there, its account, and a scheme year whose deadline is over."""
    made = SchemeYearFactory(closed=True, appropriation=appropriation, **year)
    tor, turid = (works_for(made.governor, name) for name in people)
    BankAccountFactory(approved=True, organisation=made.governor, decided_by=turid)
    return Paid(tor, turid, made.governor, made)


def award_all(world: Paid, shares: Sequence[Share] = HALVES, **kroner: int) -> Paid:
    """Decides an award to a municipality for each name, with an account number of its own."""
    recommended = []
    for name, amount in kroner.items():
        owner = OrganisationFactory(municipality=True, name=name.capitalize())
        BankAccountFactory(approved=True, organisation=owner)
        recommended.append(Recommended(owner, amount, "Lesing på alle trinn"))
    return decide_all(world, recommended, shares)


def decide_all(world: Paid, recommended: Sequence[Recommended], shares: Sequence[Share] = HALVES) -> Paid:
    """Proposed and made ready by Tor, decided by Turid."""
    for award in propose_awards(year=world.year, recommended=recommended, by=world.tor, at=MAY):
        make_ready(award=award, shares=shares, by=world.tor, at=MAY)
    for award in decide_awards(year=world.year, by=world.turid, at=MAY):
        world.awards[award.recipient.name.lower()] = award
    world.year.refresh_from_db()
    return world


def paid_world(shares: Sequence[Share] = HALVES, **kroner: int) -> Paid:
    """Fjordvik and Storby, unless other recipients are named: half in June, half in November after the report."""
    return award_all(governor_and_year(), shares, **(kroner or {"fjordvik": 400_000, "storby": 300_000}))


def accept_midterm(award: Award) -> None:
    AwardReportFactory(award=award, kind=AwardReport.Kind.MIDTERM, accepted=True)


def faults(world: Paid) -> list[str]:
    """What is wrong with the money, in words: nothing, whatever has happened."""
    found = [f"{account} does not add up" for account in differing_accounts()]
    awards = list(Award.objects.filter(scheme_year=world.year))
    for award in awards:
        payments = Payment.objects.filter(part__award=award)
        counted = sum(one.amount for one in payments if one.status in (*WITH_THE_BANK, PaymentStatus.SETTLED))
        if counted != award.paid:
            found.append(f"{award} says {award.paid} is paid, its payments {counted}")
        if counted > award.amount - award.released:
            found.append(f"{award} is paid above its {award.amount}")
        for part in award.parts.all():
            if sum(one.status in LIVE for one in part.payments.all()) > 1:
                found.append(f"part {part.number} of {award} has two payments")
    paid = sum(award.paid for award in awards)
    if paid > (world.year.appropriation or 0):
        found.append(f"{paid} is paid of {world.year.appropriation}")
    moved = _booked("send", awards) - _booked("reject", awards)
    if paid != moved:
        found.append(f"awards say {paid} is paid, the ledger {moved}")
    return found


def _booked(kind: str, awards: Sequence[Award]) -> int:
    rows = Transfer.objects.filter(entry__kind=kind, entry__about__in=[award.about for award in awards])
    return sum(rows.values_list("amount", flat=True))


def works_for(organisation: Organisation, name: str) -> User:
    person = PersonFactory(user=UserFactory(username=name))
    RoleGrantFactory(person=person, role=Role.COUNTY_GOVERNOR, organisation=organisation)
    return person.user
