"""What was paid in the story: two semesters without a hitch, a closed account, and a spring that is begun early."""

from __future__ import annotations

from datetime import date, datetime

from stdnum.no import kontonr

from pafyll.apps.accounts.models import User
from pafyll.apps.applications.models import Round
from pafyll.apps.casework.services import advance
from pafyll.apps.grants.models import BankAccount, BankLine, Commitment, PaymentRun, PaymentStatement
from pafyll.apps.grants.services.accounting import approve_account, enter_account, refuse_account
from pafyll.apps.grants.services.answering import take_answers
from pafyll.apps.grants.services.deciding_payments import approve_run, hold, release_hold, return_run
from pafyll.apps.grants.services.preparing import open_statements, prepare_run
from pafyll.apps.grants.services.reconciling import explain_line, take_bank_lines
from pafyll.apps.grants.services.recovering import demand_back
from pafyll.apps.grants.services.sending import send_run
from pafyll.apps.grants.services.statement_documents import statement_document
from pafyll.devtools.seed.story.days import FINISHED, MIDDLE, at
from pafyll.devtools.seed.story.plot import OFFICERS
from pafyll.devtools.seed.story.world import World
from pafyll.domain.lifecycles.payment_statement import BANK_ACCOUNT
from pafyll.domain.lifecycles.payment_statement import BankAccountStatus as B
from pafyll.domain.values import Semester
from pafyll.integrations.bank.fake import FakeBank

BANK = FakeBank()
FEE = ("GEBYR", 250)  # what the bank takes for a payment file
PART_OF_AUTUMN = "En deltaker hadde vikar bare i deler av høsten."
STRANGE = ("PF-2025H-ANNET-SYSTEM", 12_500)


def pay_finished(world: World) -> None:
    """Both semesters paid, but for Nordlys' spring: its account was closed, and it had no other until March 2026.

    Storby had to give something back, and it was taken from its spring.
    """
    _accounts(world, date(FINISHED, 6, 3), "directorate", "fjordvik", "storby")
    _accounts(world, date(FINISHED, 6, 4), "nordlys")
    round = world.rounds[FINISHED]
    autumn, spring = round.school_year.autumn, round.school_year.spring
    pay_and_settle(world, round, autumn, date(FINISHED, 12, 2), date(FINISHED, 12, 16))
    _demand(
        world,
        round,
        autumn,
        "storby",
        20_000,
        PART_OF_AUTUMN,
        date(FINISHED + 1, 1, 20),
    )
    run = _sent(world, round, spring, date(FINISHED + 1, 6, 2), date(FINISHED + 1, 6, 16))
    bank = FakeBank(rejects={_reference(run, world, "nordlys"): ("AC04", "Closed account number")})
    _answered(world, run, bank, at(date(FINISHED + 1, 6, 2), 16))
    _booked(world, run, bank)
    _documents(world, round)


def pay_autumn(world: World) -> None:
    """2025: Storby is paid first, Fjordvik's account was closed, Nordlys lost its number, and the county has none."""
    round = world.rounds[MIDDLE]
    autumn = round.school_year.autumn
    open_statements(round, autumn)
    _pay_storby_first(world, round, autumn)
    _lose_accounts(world)
    _return_first(world, round, autumn)
    _reject_fjordvik(world, round, autumn)
    _demand(world, round, autumn, "fjordvik", 15_000, PART_OF_AUTUMN, date(2026, 2, 20))


def pay_spring(world: World) -> None:
    """Early in 2026: the autumn's last, and those who confirmed the spring early. Storby waits for the bank."""
    round = world.rounds[MIDDLE]
    autumn, spring = round.school_year.autumn, round.school_year.spring
    _accounts(world, date(2026, 2, 25), "county")
    _accepted_and_approved(world, round, autumn)
    _spring(world, round, spring)
    _numbers_that_wait(world)


# Account numbers


def account_number(world: World, key: str, turn: int = 0) -> str:
    """A valid number of nobody's, the same every time; another one for each turn."""
    # A key may be of any size: PostgreSQL goes on counting where an earlier world stopped. The range is the bank's.
    start = 97100000000 + 100_000 * ((world.organisations[key].pk * 10 + turn) % 28_999)
    return next(text for one in range(start, start + 1000) if kontonr.is_valid(text := f"{one:011d}"))


def _accounts(world: World, day: date, *keys: str, turn: int = 0) -> None:
    for key in keys:
        entered_by, decided_by = _people(world, key)
        number = account_number(world, key, turn)
        made = enter_account(organisation=world.organisations[key], number=number, by=entered_by, at=at(day, 9))
        approve_account(account=made, by=decided_by, at=at(day, 14))


def _people(world: World, key: str) -> tuple[User, User]:
    if key == "directorate":
        return world.user("ada"), world.user("idar")
    return world.user(OFFICERS[key]), world.user("ada")


def _lose_accounts(world: World) -> None:
    """Nordlys says that its number is wrong, and has not found the right one yet: it has none until March."""
    why, ada = "Eieren meldte at kontoen er avsluttet.", world.user("ada")
    for one in BankAccount.objects.filter(organisation=world.organisations["nordlys"], status=B.APPROVED):
        advance(one, lifecycle=BANK_ACCOUNT, to=B.REPLACED, by=ada, at=at(date(MIDDLE, 11, 3)), why=why)


def _numbers_that_wait(world: World) -> None:
    """Storby mistyped a number that was turned down, and has entered another that waits."""
    storby, ola, ada = world.organisations["storby"], world.user("ola"), world.user("ada")
    wrong = enter_account(
        organisation=storby, number=account_number(world, "storby", 1), by=ola, at=at(date(2026, 3, 4))
    )
    refuse_account(account=wrong, by=ada, at=at(date(2026, 3, 5)), why="Kontoen tilhører en annen kommune.")
    enter_account(organisation=storby, number=account_number(world, "storby", 2), by=ola, at=at(date(2026, 3, 9)))


# Steps


def _prepared(world: World, round: Round, semester: Semester, day: date, pay_on: date) -> PaymentRun:
    return prepare_run(round=round, semester=semester, pay_on=pay_on, by=world.user("ada"), at=at(day, 9))


def _sent(world: World, round: Round, semester: Semester, day: date, pay_on: date) -> PaymentRun:
    run = approve_run(run=_prepared(world, round, semester, day, pay_on), by=world.user("idar"), at=at(day, 13))
    return send_run(run=run, by=world.user("ada"), at=at(day, 14))


def _answered(world: World, run: PaymentRun, bank: FakeBank, when: datetime) -> None:
    content = bank.answer(bytes(run.file or b""))
    take_answers(content=content, name=f"kvittering-{run.reference}.xml", by=world.user("ada"), at=when)


def _booked(world: World, run: PaymentRun, bank: FakeBank) -> None:
    content = bank.statement(bytes(run.file or b""))
    when = at(run.pay_on, 18)
    take_bank_lines(content=content, name=f"kontoutskrift-{run.pay_on}.xml", by=world.user("ada"), at=when)


def pay_and_settle(world: World, round: Round, semester: Semester, day: date, pay_on: date) -> None:
    """Everything that waits in the semester is prepared, approved, sent, answered and paid, by Ada and Idar."""
    run = _sent(world, round, semester, day, pay_on)
    _answered(world, run, BANK, at(day, 16))
    _booked(world, run, BANK)


def _demand(world: World, round: Round, semester: Semester, key: str, kroner: int, why: str, day: date) -> None:
    paid = Commitment.objects.filter(round=round, owner=world.organisations[key], term__semester=semester.code)
    commitment = paid.filter(paid__gte=kroner).order_by("pk")[0]
    demand_back(commitment=commitment, amount=kroner, why=why, decision=None, by=world.user("ada"), at=at(day))


def _documents(world: World, round: Round) -> None:
    """Somebody has read every statement that is paid."""
    for one in PaymentStatement.objects.filter(round=round, status="paid").order_by("pk"):
        statement_document(
            statement=one, by=world.user("ada"), at=at(one.paid_on or date(round.study_year, 12, 20), 19)
        )


# The autumn of 2025


def _statement(round: Round, semester: Semester, world: World, key: str) -> PaymentStatement:
    return PaymentStatement.objects.get(round=round, semester=semester.code, owner=world.organisations[key])


def _reference(run: PaymentRun, world: World, key: str) -> str:
    return run.payments.get(statement__owner=world.organisations[key]).reference


def _pay_storby_first(world: World, round: Round, autumn: Semester) -> None:
    """The others were on hold that month, until they had answered what was asked of them."""
    why = "Vi venter på svar fra skoleeieren om én av deltakerne."
    waiting = [_statement(round, autumn, world, key) for key in ("fjordvik", "nordlys")]
    for one in waiting:
        hold(statement=one, why=why, by=world.user("ada"), at=at(date(MIDDLE, 10, 10)))
    pay_and_settle(world, round, autumn, date(MIDDLE, 10, 15), date(MIDDLE, 10, 30))
    for one in waiting:
        one.refresh_from_db()
        release_hold(statement=one, by=world.user("ada"), at=at(date(MIDDLE, 11, 1)))


def _return_first(world: World, round: Round, autumn: Semester) -> None:
    run = _prepared(world, round, autumn, date(MIDDLE, 11, 24), date(MIDDLE, 12, 14))
    why = "Betalingsdatoen er en søndag."
    return_run(run=run, why=why, by=world.user("idar"), at=at(date(MIDDLE, 11, 25)))


def _reject_fjordvik(world: World, round: Round, autumn: Semester) -> None:
    """The bank says that the account is closed; Siri enters a new one, and it is paid in the next run."""
    run = _sent(world, round, autumn, date(MIDDLE, 12, 1), date(MIDDLE, 12, 15))
    fjordviks = _reference(run, world, "fjordvik")
    bank = FakeBank(rejects={fjordviks: ("AC04", "Closed account number")}, also_pays=(FEE, STRANGE))
    _answered(world, run, bank, at(date(MIDDLE, 12, 2)))
    _booked(world, run, bank)
    fee = BankLine.objects.get(reference=FEE[0])
    explain_line(line=fee, why="Bankens gebyr for filen.", by=world.user("ada"), at=at(date(MIDDLE, 12, 16)))
    _accounts(world, date(MIDDLE, 12, 5), "fjordvik", turn=1)
    pay_and_settle(world, round, autumn, date(MIDDLE, 12, 9), date(MIDDLE, 12, 19))
    _documents(world, round)


def _accepted_and_approved(world: World, round: Round, autumn: Semester) -> None:
    """The county's is with the bank; Nordlys has a number again, and its run is approved and not sent."""
    run = _sent(world, round, autumn, date(2026, 3, 2), date(2026, 3, 16))
    _answered(world, run, BANK, at(date(2026, 3, 3), 8))
    _accounts(world, date(2026, 3, 3), "nordlys", turn=1)
    run = _prepared(world, round, autumn, date(2026, 3, 4), date(2026, 3, 18))
    approve_run(run=run, by=world.user("idar"), at=at(date(2026, 3, 4), 13))


def _spring(world: World, round: Round, spring: Semester) -> None:
    """Nordlys confirmed early and waits for the bank, the county's is prepared, and Storby is on hold."""
    open_statements(round, spring)
    why = "Vi venter på svar fra skoleeieren om dem som har sluttet."
    storby = _statement(round, spring, world, "storby")
    hold(statement=storby, why=why, by=world.user("ada"), at=at(date(2026, 3, 2)))
    first = _sent(world, round, spring, date(2026, 3, 4), date(2026, 3, 17))
    bank = FakeBank(waits_with=frozenset({_reference(first, world, "nordlys")}))
    _answered(world, first, bank, at(date(2026, 3, 6)))
    _prepared(world, round, spring, date(2026, 3, 5), date(2026, 3, 19))
