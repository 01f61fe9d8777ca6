"""Money for collective development in Innhavet is paid: part by part, one through the municipality, one rejected first.

Fjordvik is paid both halves; the second came back, because the account was closed. The private school is paid through
Fjordvik. The county is paid its first part when its own contribution was documented: its second waits for a colleague
to approve it, and its third for the midterm report.
"""

from __future__ import annotations

from datetime import date

from pafyll.apps.accounts.models import User
from pafyll.apps.forums.models import SchemeYear
from pafyll.apps.grants.models import Award, BankLine, PaymentRun
from pafyll.apps.grants.services.accounting import approve_account, enter_account
from pafyll.apps.grants.services.answering import take_answers
from pafyll.apps.grants.services.deciding_payments import approve_run, return_run
from pafyll.apps.grants.services.preparing_parts import prepare_parts
from pafyll.apps.grants.services.reconciling import explain_line, take_bank_lines
from pafyll.apps.grants.services.reporting_awards import enter_own_contribution
from pafyll.apps.grants.services.sending import send_run
from pafyll.devtools.seed.story.days import at
from pafyll.devtools.seed.story.payments import account_number
from pafyll.devtools.seed.story.plot import OFFICERS
from pafyll.devtools.seed.story.world import World
from pafyll.integrations.bank.fake import FakeBank

CLOSED = ("AC04", "Closed account number")
FEE = ("GEBYR-KOLLEKTIV", 250)
STRANGE = ("PK-2025-UKJENT", 9_000)


def pay_awards(world: World) -> None:
    """Four runs that are finished, one that was returned, and one that waits for Turid."""
    year = SchemeYear.objects.select_related("governor").get(scheme="decentralised", year=2025)
    _account(world, year)
    _put_in(world, year, "fjordvik", 30_000, "Møter i ressursgruppen", date(2025, 9, 2), kind="working_time")
    _return(world, year, date(2025, 9, 4))
    _settled(world, year, date(2025, 9, 8), FakeBank(also_pays=(FEE,)))
    _explain_fee(world)
    second = _sent(world, year, date(2025, 11, 5))
    fjordviks = second.payments.get(part__award__recipient=world.organisations["fjordvik"]).reference
    _read(world, year, second, FakeBank(rejects={fjordviks: CLOSED}))
    _settled(world, year, date(2025, 12, 10))
    _put_in(world, year, "county", 72_000, "Frikjøp av faglærere", date(2026, 2, 27))
    _settled(world, year, date(2026, 3, 3), FakeBank(also_pays=(STRANGE,)))
    prepare_parts(year=year, pay_on=date(2026, 3, 20), by=world.user("tor"), at=at(date(2026, 3, 9)))


def _turid() -> User:
    """Tor's colleague, who decides what he prepares."""
    return User.objects.get(username="turid")


def _account(world: World, year: SchemeYear) -> None:
    number = account_number(world, "governor")
    made = enter_account(organisation=year.governor, number=number, by=world.user("tor"), at=at(date(2025, 5, 5)))
    approve_account(account=made, by=_turid(), at=at(date(2025, 5, 6)))


def _put_in(
    world: World, year: SchemeYear, key: str, kroner: int, what: str, day: date, *, kind: str = "money"
) -> None:
    award = Award.objects.get(scheme_year=year, recipient=world.organisations[key])
    by = world.user(OFFICERS[key])
    enter_own_contribution(award=award, kind=kind, amount=kroner, what=what, by=by, at=at(day))


def _return(world: World, year: SchemeYear, day: date) -> None:
    run = prepare_parts(year=year, pay_on=day, by=world.user("tor"), at=at(day, 9))
    return_run(run=run, why="Vent til uka etter, når kontoen har dekning.", by=_turid(), at=at(day, 12))


def _sent(world: World, year: SchemeYear, day: date) -> PaymentRun:
    run = prepare_parts(year=year, pay_on=day, by=world.user("tor"), at=at(day, 9))
    run = approve_run(run=run, by=_turid(), at=at(day, 12))
    return send_run(run=run, by=world.user("tor"), at=at(day, 13))


def _read(world: World, year: SchemeYear, run: PaymentRun, bank: FakeBank) -> None:
    """The bank's answer the same day, and its statement in the evening."""
    file, tor = bytes(run.file or b""), world.user("tor")
    answer = f"kvittering-{run.reference}.xml"
    take_answers(content=bank.answer(file), name=answer, by=tor, at=at(run.pay_on, 15))
    lines = f"kontoutskrift-{run.pay_on}.xml"
    take_bank_lines(content=bank.statement(file), name=lines, by=tor, at=at(run.pay_on, 18), payer=year.governor)


def _settled(world: World, year: SchemeYear, day: date, bank: FakeBank | None = None) -> None:
    _read(world, year, _sent(world, year, day), bank or FakeBank())


def _explain_fee(world: World) -> None:
    line = BankLine.objects.get(reference=FEE[0])
    explain_line(line=line, why="Bankens gebyr for filen.", by=world.user("tor"), at=at(date(2025, 9, 9)))
