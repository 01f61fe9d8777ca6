"""What other apps may ask about agreements."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pafyll.domain.values import Kroner


@dataclass(frozen=True)
class SignedAgreement:
    """An agreement that both parties have signed, in the version in force. amount is the sum of it."""

    number: str
    version: int
    amount: Kroner
    starts_on: date
    ends_on: date


def signed_agreement_about(about: str) -> SignedAgreement | None:
    """The signed agreement about the thing ("assignment:1"). None: no agreement is kept here yet."""
    return None
