"""People who pay, withdraw and read the bank's files in the same moment. Runs alone on a database in a file."""

from __future__ import annotations

import os

import django

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pafyll.config.settings.test")
    django.setup()

from django.core.management import call_command
from django.db import transaction

from pafyll.apps.accounts.models import User
from pafyll.apps.applications.models import ParticipationTerm
from pafyll.apps.casework.services import advance
from pafyll.apps.grants.models import BankFile, Commitment, Payment, PaymentRun, PaymentStatement, StatementLine
from pafyll.apps.grants.services.answering import take_answers
from pafyll.apps.grants.services.committing import release
from pafyll.apps.grants.services.deciding_payments import approve_run, hold
from pafyll.apps.grants.services.reconciling import take_bank_lines
from pafyll.apps.grants.services.recovering import demand_back
from pafyll.apps.grants.services.sending import send_run
from pafyll.domain.lifecycles.participation import TERM, TermStatus
from pafyll.integrations.bank.fake import FakeBank
from tests.apps.grants.paying import NOVEMBER, Paying, faults, paying_world, take_part
from tests.factories import OrganisationFactory, PersonFactory, RoleGrantFactory, RoundFactory, fund
from tests.races import DONE, ROUNDS, THREADS, at_once


def violations(rounds: int = ROUNDS) -> list[str]:
    """What went wrong, in words. Each round of racing is a semester of a new application round."""
    world, deciders = paying_world(fjordvik=0, storby=0), _deciders()
    found: list[str] = []
    for number in range(rounds):
        world.round = RoundFactory(allocated=True, name=f"Runde {number}")
        fund(world.round)
        take_part(world, "fjordvik")
        take_part(world, "storby", 2)  # one more than what is demanded back in the round before
        found += [f"round {number}: {fault}" for fault in _race(world, deciders)]
        if found:
            break
    return [*found, *faults(world)]


def _deciders() -> list[User]:
    directorate = OrganisationFactory(directorate=True)
    people = [PersonFactory() for _ in range(THREADS)]
    for person in people:
        RoleGrantFactory(directorate_decider=True, person=person, organisation=directorate)
    return [person.user for person in people]


def _race(world: Paying, deciders: list[User]) -> list[str]:
    found = []
    at_once(*[world.prepared] * THREADS)
    runs = list(PaymentRun.objects.filter(round=world.round).defer("file", "table"))
    if len(runs) != 1 or runs[0].payments.count() != 2:
        return [f"{len(runs)} runs were prepared"]
    run = runs[0]
    outcomes = at_once(*[lambda who=who: approve_run(run=run, by=who, at=NOVEMBER) for who in deciders])
    if outcomes.count(DONE) != 1:
        found.append(f"{outcomes.count(DONE)} people approved the run: {sorted(outcomes)}")
    found += _send_against_changes(world, run)
    found += _read_at_once(world, run)
    found += _demand_at_once(world)
    return found


def _send_against_changes(world: Paying, run: PaymentRun) -> list[str]:
    """Seven send, while somebody withdraws: either the place is paid or it is free, never both."""
    commitment = Commitment.objects.filter(round=world.round, owner=world.payees["fjordvik"]).order_by("pk")[0]
    sends = [lambda: send_run(run=run, by=world.ada, at=NOVEMBER)] * (THREADS - 1)
    at_once(*sends, lambda: _withdraw(world, commitment))
    run.refresh_from_db()
    if run.status not in ("sent", "finished"):
        send_run(run=run, by=world.ada, at=NOVEMBER)
        run.refresh_from_db()
    commitment.refresh_from_db()
    if commitment.paid + commitment.released > commitment.amount:
        return [f"{commitment.paid} is paid and {commitment.released} free of {commitment.amount}"]
    asked = sum(kroner for _reference, kroner in FakeBank().receive(bytes(run.file or b"")).amounts)
    counted = sum(Commitment.objects.filter(round=world.round).values_list("paid", flat=True))
    taken = sum(StatementLine.objects.filter(statement__run=run, commitment=None).values_list("amount", flat=True))
    return [] if asked == counted + taken else [f"the file asks for {asked}, the commitments say {counted}{taken:+}"]


@transaction.atomic
def _withdraw(world: Paying, commitment: Commitment) -> None:
    term = ParticipationTerm.objects.get(pk=commitment.term_id)
    advance(term, lifecycle=TERM, to=TermStatus.ENDED, by=world.ada, at=NOVEMBER)
    why = "Trakk seg"
    release(commitment=commitment, amount=commitment.amount, key=f"end:{term.pk}", by=world.ada, at=NOVEMBER, why=why)


def _read_at_once(world: Paying, run: PaymentRun) -> list[str]:
    """The bank's answer and its statement, in two formats, each read by two; and somebody who wants to hold."""
    bank, file = FakeBank(), bytes(run.file or b"")
    contents = [(take_answers, bank.answer(file))] * 3
    contents += [(take_bank_lines, bank.statement(file))] * 3 + [(take_bank_lines, bank.statement_csv(file))]
    reads = [lambda read=read, it=it: read(content=it, name="fil", by=world.ada, at=NOVEMBER) for read, it in contents]
    statement = PaymentStatement.objects.get(round=world.round, owner=world.payees["storby"])
    outcomes = at_once(*reads, lambda: hold(statement=statement, why="Vent", by=world.ada, at=NOVEMBER))
    odd = set(outcomes) - {DONE, "Refusal", "AlreadyChanged"}
    found = [f"reading ended with {sorted(odd)}"] if odd else []
    live = Payment.objects.filter(run=run).exclude(status="taken_out")
    if set(live.values_list("status", flat=True)) != {"settled"}:
        found.append(f"after reading the payments are {sorted(live.values_list('status', flat=True))}")
    if BankFile.objects.filter(result={}).exists():
        found.append("a file was kept without a result")
    return found


def _demand_at_once(world: Paying) -> list[str]:
    """Eight demand all of one payment back: one may."""
    paid = Commitment.objects.filter(round=world.round, owner=world.payees["storby"], paid__gt=0).first()
    if paid is None:
        return ["Storby was not paid"]
    ask = {"commitment": paid, "amount": paid.amount, "why": "Feil", "decision": None, "by": world.ada, "at": NOVEMBER}
    outcomes = at_once(*[lambda n=n: demand_back(**ask, key=f"again:{paid.pk}:{n}") for n in range(THREADS)])
    return [] if outcomes.count(DONE) == 1 else [f"{outcomes.count(DONE)} demanded the same money: {sorted(outcomes)}"]


if __name__ == "__main__":
    call_command("migrate", verbosity=0)
    wrong = violations()
    print("\n".join(wrong))
    raise SystemExit(bool(wrong))
