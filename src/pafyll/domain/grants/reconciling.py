"""Why a line of the bank's statement is no payment of ours, and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass

from pafyll.domain.answers import Answer, no, yes
from pafyll.domain.lifecycles.payment import PaymentStatus
from pafyll.domain.values import Kroner


@dataclass(frozen=True)
class Expected:
    """The payment that has the line's reference."""

    amount: Kroner
    status: str


def matches(ore: int, expected: Expected | None) -> Answer:
    """Whether a line of so many øre (below zero: out) is the payment. A no has the code of a fault in FAULTS."""
    if expected is None:
        return FAULTS["money_in"] if ore > 0 else FAULTS["unknown_reference"]
    if ore > 0:
        return FAULTS["came_back"]
    if ore != -100 * expected.amount:
        return FAULTS["wrong_amount"]
    if expected.status == PaymentStatus.SETTLED:
        return FAULTS["paid_twice"]
    if expected.status not in (PaymentStatus.SENT, PaymentStatus.ACCEPTED):
        return FAULTS["not_sent"]
    return yes()


FAULTS = {
    "unknown_reference": no(
        "unknown_reference",
        "Ingen betaling herfra har denne referansen.",
        remedy="Finn ut hva beløpet er. Er det betalt utenom systemet, så skriv hva det gjelder.",
    ),
    "wrong_amount": no(
        "wrong_amount",
        "Banken har betalt et annet beløp enn vi ba om.",
        remedy="Ta kontakt med banken. Betalingen er ikke ført som betalt.",
    ),
    "paid_twice": no(
        "paid_twice",
        "Betalingen er alt ført som betalt med en annen linje.",
        remedy="Ta kontakt med banken: den kan ha betalt to ganger.",
    ),
    "not_sent": no(
        "not_sent",
        "Betalingen er ikke sendt, eller banken har avvist den.",
        remedy="Ta kontakt med banken før beløpet betales på nytt.",
    ),
    "came_back": no(
        "came_back",
        "Pengene har kommet tilbake på kontoen.",
        remedy="Sjekk kontonummeret med skoleeieren, og skriv hva som skjedde.",
    ),
    "money_in": no(
        "money_in",
        "Dette er penger inn, og ingen betaling herfra.",
        remedy="Er det en tilbakebetaling fra en skoleeier, så skriv hvilken.",
    ),
}
