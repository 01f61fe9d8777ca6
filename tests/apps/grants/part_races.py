"""Two who pay the same parts in the same moment, while an award is cut. Alone on a database in a file."""

from __future__ import annotations

import os
from collections.abc import Iterator

import django

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pafyll.config.settings.test")
    django.setup()

from django.core.management import call_command
from django.db import transaction
from django.db.models import F

from pafyll.apps.grants.models import Award, BankFile, Payment, PaymentRun
from pafyll.apps.grants.services.answering import take_answers
from pafyll.apps.grants.services.deciding_payments import approve_run
from pafyll.apps.grants.services.moving_parts import hold_awards
from pafyll.apps.grants.services.preparing_parts import prepare_parts
from pafyll.apps.grants.services.reconciling import take_bank_lines
from pafyll.apps.grants.services.sending import send_run
from pafyll.domain.grants.collective.awarding import Share
from tests.apps.grants.paying_parts import BANK, JUNE, MAY, Paid, award_all, faults, governor_and_year, works_for
from tests.races import DONE, ROUNDS, THREADS, at_once

FEW = ROUNDS if ROUNDS >= 200 else 4
SHARES = (Share(60, MAY.date()), Share(40, JUNE.date()))
CUT = 50_000
TOLD = {DONE, "Refusal", "AlreadyChanged"}


def violations(rounds: int = FEW) -> list[str]:
    """What went wrong, in words. Each round of racing is a scheme year of its own."""
    for number in range(rounds):
        people = (f"tor{number}", f"turid{number}")
        kroner = {f"fjordvik{number}": 400_000, f"storby{number}": 300_000}
        world = award_all(governor_and_year(people=people), SHARES, **kroner)
        found = [f"round {number}: {wrong}" for wrong in [*_race(world, number), *faults(world)]]
        if found:
            return found
    return []


def _race(world: Paid, number: int) -> Iterator[str]:
    deciders = [works_for(world.governor, f"decider{number}-{one}") for one in range(THREADS)]
    outcomes = at_once(*[world.prepared] * THREADS)
    runs = list(PaymentRun.objects.filter(scheme_year=world.year).defer("file", "table"))
    if len(runs) != 1 or runs[0].payments.count() != 4:
        yield f"{len(runs)} runs were prepared with {Payment.objects.filter(run__in=runs).count()} payments"
        return
    if outcomes.count(DONE) != THREADS:
        yield f"preparing ended with {sorted(outcomes)}"
    run = runs[0]
    outcomes = at_once(*[lambda who=who: approve_run(run=run, by=who, at=JUNE) for who in deciders])
    if outcomes.count(DONE) != 1:
        yield f"{outcomes.count(DONE)} people approved the run: {sorted(outcomes)}"
    yield from _send_while_it_is_cut(world, run, number)
    yield from _read_and_prepare_at_once(world, run)


def _send_while_it_is_cut(world: Paid, run: PaymentRun, number: int) -> Iterator[str]:
    """Seven send, while somebody takes kroner back to the scheme: they are paid, or they are free, never both."""
    sends = [lambda: send_run(run=run, by=world.tor, at=JUNE)] * (THREADS - 1)
    outcomes = at_once(*sends, lambda: _cut(world.awards[f"fjordvik{number}"]))
    if odd := set(outcomes) - TOLD - {"IntegrityError"}:  # the database says no to whoever cuts what is paid
        yield f"sending ended with {sorted(odd)}"
    run.refresh_from_db()
    asked = dict(BANK.receive(bytes(run.file or b"")).amounts)
    kept = dict(run.payments.exclude(status="taken_out").values_list("reference", "amount"))
    if asked != kept:
        yield f"the file asks for {asked}, the payments say {kept}"


@transaction.atomic
def _cut(award: Award) -> None:
    hold_awards([award.pk])
    Award.objects.filter(pk=award.pk).update(released=F("released") + CUT)


def _read_and_prepare_at_once(world: Paid, run: PaymentRun) -> Iterator[str]:
    """The bank's answer and its statement, each read by several, while a colleague prepares what is left."""
    file = bytes(run.file or b"")
    payer = world.governor
    answers = [lambda: take_answers(content=BANK.answer(file), name="svar", by=world.tor, at=JUNE)] * 3
    lines = [BANK.statement(file)] * 2 + [BANK.statement_csv(file)]
    reads = [
        lambda it=it: take_bank_lines(content=it, name="linjer", by=world.tor, at=JUNE, payer=payer) for it in lines
    ]
    more = [lambda: prepare_parts(year=world.year, pay_on=JUNE.date(), by=world.turid, at=JUNE)] * 2
    outcomes = at_once(*answers, *reads, *more)
    if odd := set(outcomes) - TOLD:
        yield f"reading ended with {sorted(odd)}"
    statuses = set(run.payments.exclude(status="taken_out").values_list("status", flat=True))
    if statuses != {"settled"}:
        yield f"after reading the payments are {sorted(statuses)}"
    if BankFile.objects.filter(result={}).exists():
        yield "a file was kept without a result"


if __name__ == "__main__":
    call_command("migrate", verbosity=0)
    wrong = violations()
    print("\n".join(wrong))
    raise SystemExit(bool(wrong))
