"""How a rate becomes an amount and a year's amount becomes two: the same arithmetic for pages and allocation."""

from __future__ import annotations

from decimal import Decimal

from pafyll.domain.values import Kroner, by_credits, by_semester

__all__ = ["MAX_CREDITS_PAID", "amount_for", "by_semester", "study_load"]

MAX_CREDITS_PAID = 30  # one study year: udir.no, Stipendordning: no more than 30 credits are paid


def amount_for(per_30_credits: int, credits: Decimal | int) -> Kroner:
    """What the credits cost at the rate, in whole kroner, halves upwards; at most 30 credits are paid a year."""
    return by_credits(per_30_credits, min(Decimal(credits), Decimal(MAX_CREDITS_PAID)))


def study_load(credits: Decimal | int, *, offer_semesters: int, starts_in: str, wanted: str) -> tuple[Decimal, str]:
    """(credits, "HV"/"H"/"V") of one study year when a person takes both semesters or one of an offer.

    wanted is "both", "autumn" or "spring". One semester of a two-semester offer is half of its credits: offers of
    30 credits are made as two times 15 (udir.no, Slik søker du). An offer in one semester is taken in that one.
    """
    if offer_semesters < 2:
        return Decimal(credits), starts_in
    if wanted == "both":
        return Decimal(credits), "HV"
    return Decimal(credits) / 2, "H" if wanted == "autumn" else "V"
