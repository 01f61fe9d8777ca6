"""Reading what the bank says: which payments it takes, which it rejects, and what it has paid."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction

from pafyll.apps.accounts.models import User
from pafyll.apps.applications.services.rounds import as_viewer
from pafyll.apps.casework.services import record, require
from pafyll.apps.grants import steps
from pafyll.apps.grants.models import BankFile, Payment, PaymentRun
from pafyll.apps.grants.permissions.payments import may_work_with
from pafyll.apps.grants.services.batches import advance_all
from pafyll.apps.grants.services.deciding_payments import locked
from pafyll.apps.grants.services.moving import batches
from pafyll.apps.grants.services.settling import finish_if_done, reject
from pafyll.apps.organisations.models import Organisation
from pafyll.domain.answers import Refusal, no, yes
from pafyll.domain.lifecycles.payment import PAYMENT, WITH_THE_BANK, PaymentStatus
from pafyll.domain.rules.deadlines import norwegian_day
from pafyll.integrations.bank import BankAnswer, BankAnswers, Outcome, read_answers
from pafyll.integrations.clock import OSLO

P = PaymentStatus


@transaction.atomic
def take_answers(*, content: bytes, name: str, by: User | None, at: datetime) -> BankFile:
    """Reads a status report (pain.002). The same file twice does nothing new; half a file is refused whole.

    A reference that nobody knows, and a rejection of what the bank has paid already, are listed in the result.
    """
    answers = read_answers(content)
    run = _run_of(answers)
    if by is not None:
        require(may_work_with(as_viewer(by, at), run, day=norwegian_day(at)))
    kept, is_new = keep_once("answers", content, name, by, at, payer=payer_of(run))
    if not is_new:
        return kept
    payments = {one.reference: one for one in run.payments.select_related("statement").order_by("pk")}
    said = {one.reference: one for one in _each(answers, payments)}
    result = _sorted_out(run, payments, said, by, at)
    steps.step("answers taken")
    finish_if_done(run, by, at)
    return conclude(kept, result | {"run": run.reference}, by, at)


def payer_of(run: PaymentRun) -> Organisation | None:
    """Whose account the run is paid from: whoever runs the scheme year; None is the directorate."""
    return run.scheme_year.governor if run.scheme_year else None


def keep_once(
    kind: str, content: bytes, name: str, by: User | None, at: datetime, *, payer: Organisation | None = None
) -> tuple[BankFile, bool]:
    """(the file, whether it is new). Of two who read the same bytes at once, one waits and gets the other's.

    Refused when somebody else has read the same bytes about another account.
    """
    digest = hashlib.sha256(content).hexdigest()
    fields = {"kind": kind, "name": name[:200], "content": content, "read_by": by, "read_at": at, "payer": payer}
    kept, is_new = BankFile.objects.get_or_create(sha256=digest, defaults=fields)
    require(yes() if kept.payer_id == (payer.pk if payer else None) else OTHERS)
    return kept, is_new


OTHERS = no(
    "file_of_another_account",
    "Denne filen er lest inn før, og den gjelder en annen konto.",
    remedy="Sjekk at du har lastet ned filen fra riktig avtale i nettbanken.",
    field="file",
)


def conclude(kept: BankFile, result: dict[str, Any], by: User | None, at: datetime) -> BankFile:
    """Says what came of the reading."""
    BankFile.objects.filter(pk=kept.pk).update(result=result)
    kept.result = result
    record(about=f"bank_file:{kept.pk}", verb="read", by=by, at=at, **result)
    return kept


def _run_of(answers: BankAnswers) -> PaymentRun:
    parts = re.fullmatch(r"PAFYLL-(\d{4}[HV]|K)-(\d{1,12})-(\d{1,4})", answers.order_reference, re.ASCII)
    found = None
    if parts:
        of, key, number = parts.groups()
        wanted = {"scheme_year": int(key)} if of == "K" else {"semester": of, "round": int(key)}
        found = PaymentRun.objects.filter(**wanted, number=int(number)).first()
    if found is None:
        raise Refusal(
            no(
                "not_our_order",
                "Kvitteringen gjelder en betalingsfil som ikke er herfra: «{reference}».",
                remedy="Sjekk at du har valgt riktig fil, og riktig avtale i nettbanken.",
                field="file",
                reference=answers.order_reference,
            )
        )
    return locked(found)


def _each(answers: BankAnswers, payments: Iterable[str]) -> list[BankAnswer]:
    """One answer for each amount: what is said of the whole file holds for those that are not named."""
    named = {one.reference for one in answers.answers}
    whole = answers.whole
    rest = [] if whole is None else [reference for reference in payments if reference not in named]
    spread = [BankAnswer(reference, whole.outcome, whole.code, whole.reason) for reference in rest if whole]
    return [*answers.answers, *spread]


def _sorted_out(
    run: PaymentRun, payments: dict[str, Payment], said: dict[str, BankAnswer], by: User | None, at: datetime
) -> dict[str, Any]:
    with_bank = {ref: one for ref, one in payments.items() if P(one.status) in WITH_THE_BANK}  # type: ignore[call-arg]
    taken = [one for ref, one in with_bank.items() if one.status == P.SENT and _is(said, ref, Outcome.ACCEPTED)]
    for some in batches([one.pk for one in taken]):
        rows = Payment.objects.filter(pk__in=some)
        advance_all(rows, lifecycle=PAYMENT, before=P.SENT, to=P.ACCEPTED, by=by, at=at)
    rejected = [
        (one, said[ref].code, said[ref].reason) for ref, one in with_bank.items() if _is(said, ref, Outcome.REJECTED)
    ]
    reject(rejected, booked_on=at.astimezone(OSLO).date(), by=by, at=at)
    no_longer = [ref for ref, one in payments.items() if one.status == P.SETTLED and _is(said, ref, Outcome.REJECTED)]
    return {
        "accepted": len(taken),
        "rejected": len(rejected),
        "waiting": sum(one.outcome == Outcome.PENDING for one in said.values()),
        "unknown": sorted(said.keys() - payments.keys()),
        "rejected_after_payment": no_longer,
    }


def _is(said: dict[str, BankAnswer], reference: str, outcome: Outcome) -> bool:
    return reference in said and said[reference].outcome == outcome
