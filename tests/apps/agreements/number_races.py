"""Two who issue different invoices at once, and two who issue the same. Alone on a database."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator

import django

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pafyll.config.settings.test")
    django.setup()

from django.core.management import call_command

from pafyll.apps.agreements.models import Invoice
from pafyll.apps.agreements.services import invoicing
from tests.apps.agreements.parties import Parties, make_parties
from tests.factories.base import NOW
from tests.races import DONE, ROUNDS, at_once

FEW = ROUNDS if ROUNDS >= 200 else 3
KNOWN = {DONE, "AlreadyChanged", "Refusal"}


def violations(rounds: int = FEW) -> list[str]:
    """What went wrong, in words: the numbers follow each other, and nothing is issued or credited twice."""
    parties = make_parties()
    return [f"round {number}: {said}" for number in range(rounds) for said in _race(parties)]


def _race(parties: Parties) -> Iterator[str]:
    """Three invoices are issued, one of them by two; a credit note for the whole of a fourth is prepared twice."""
    made = [
        invoicing.prepare_invoice(agreement=parties.agreed(), interval=1, by=parties.mona, at=NOW) for _ in range(3)
    ]
    fourth = parties.invoice(parties.agreed())
    acts = [lambda one=one: invoicing.issue_invoice(invoice=one, by=parties.liv, at=NOW) for one in (*made, made[0])]
    acts += [
        lambda: invoicing.prepare_credit_note(invoice=fourth, kroner=None, why="Feil", by=parties.mona, at=NOW)
        for _ in range(2)
    ]
    outcomes = at_once(*acts)
    if set(outcomes) - KNOWN:
        yield f"ended {sorted(outcomes)}"
    numbers = sorted(Invoice.objects.exclude(number=None).values_list("number", flat=True))
    if numbers != list(range(1, len(numbers) + 1)):
        yield f"the numbers are {numbers}"
    if fourth.credit_notes.count() != 1:
        yield f"{fourth.credit_notes.count()} credit notes for the whole of one invoice"


if __name__ == "__main__":
    call_command("migrate", verbosity=0)
    wrong = violations()
    print("\n".join(wrong))
    sys.exit(bool(wrong))
