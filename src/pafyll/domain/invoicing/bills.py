"""An invoice and a credit note as values. What they come to is counted in totals, and judged in fitness."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from pafyll.domain.invoicing.amounts import ZERO, nearest_ore
from pafyll.domain.invoicing.vat import Vat


@dataclass(frozen=True)
class Address:
    """Where a party has its post. Everything in Norway, and everything may be empty."""

    street: str = ""
    postal_code: str = ""
    city: str = ""


@dataclass(frozen=True)
class BillParty:
    """A seller or a buyer. in_business_register: a limited company, which must say so on what it sells."""

    name: str
    organisation_number: str
    address: Address = Address()
    contact: str = ""
    email: str = ""
    is_vat_registered: bool = False
    in_business_register: bool = False


@dataclass(frozen=True)
class BillLine:
    """quantity times price, before tax. A negative quantity takes something off; the price is never below zero.

    unit is a code of UNECE recommendation 20: DAY, HUR, C62 (one).
    """

    name: str
    price: Decimal
    vat: Vat
    quantity: Decimal = Decimal(1)
    unit: str = "C62"
    description: str = ""

    @property
    def net(self) -> Decimal:
        """What the line comes to, in whole øre."""
        return nearest_ore(self.quantity * self.price)


@dataclass(frozen=True)
class Adjustment:
    """Something taken off (allowance) or put on (charge) for the whole bill: amount is above zero."""

    reason: str
    amount: Decimal
    vat: Vat
    is_charge: bool = False


@dataclass(frozen=True)
class Bill:
    """What an invoice and a credit note have in common. Kroner with øre, in Norwegian kroner.

    prepaid is what is paid already; rounds says whether what is to be paid is rounded to whole kroner.
    """

    number: str
    issued_on: date
    seller: BillParty
    buyer: BillParty
    lines: tuple[BillLine, ...]
    buyer_reference: str
    adjustments: tuple[Adjustment, ...] = ()
    prepaid: Decimal = ZERO
    rounds: bool = False
    contract: str = ""  # the agreement's number
    note: str = ""
    account: str = ""  # eleven digits
    kid: str = ""


@dataclass(frozen=True)
class InvoiceBill(Bill):
    """An invoice (380). It says when it is to be paid."""

    due_on: date | None = None


@dataclass(frozen=True)
class CreditBill(Bill):
    """A credit note (381), about an invoice that was issued."""

    credits: str = ""
    credits_issued_on: date | None = None
