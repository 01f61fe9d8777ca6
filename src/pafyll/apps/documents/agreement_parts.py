"""What the documents about agreements and invoices have in common: parties, plan, signatures, lines."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from pafyll.domain.values import Kroner


@dataclass(frozen=True)
class AgreementParty:
    """One side: its name and number, who to talk to, and who signs for it, in words."""

    name: str
    organisation_number: str
    contact: str
    signed_by: str


@dataclass(frozen=True)
class PlanLine:
    """A planned invoice. Whole kroner before value added tax."""

    number: int
    invoice_on: date
    amount: Kroner
    text: str


@dataclass(frozen=True)
class SignedBy:
    """A signature: name, role and party in words, and when."""

    name: str
    role: str
    party: str
    at: datetime


@dataclass(frozen=True)
class AgreementText:
    """Everything in an agreement. fingerprint is SHA-256 of what was signed; empty before it is proposed."""

    number: str
    title: str
    provider: AgreementParty
    counterpart: AgreementParty
    starts_on: date
    ends_on: date
    amount: Kroner
    content: str
    plan: tuple[PlanLine, ...]
    buyer_reference: str
    due_days: int
    notice_months: int
    is_exempt: bool = True
    travel_included: bool = True
    background: str = ""
    participants: str = ""
    provider_duties: str = ""
    counterpart_duties: str = ""
    academic_contact: str = ""
    depends_on: str = ""
    invoice_to: str = ""
    main_number: str = ""
    main_title: str = ""
    signatures: tuple[SignedBy, ...] = ()
    fingerprint: str = ""

    @property
    def background_lines(self) -> list[str]:
        return lines_of(self.background)

    @property
    def content_lines(self) -> list[str]:
        return lines_of(self.content)

    @property
    def participant_lines(self) -> list[str]:
        return lines_of(self.participants)

    @property
    def provider_duty_lines(self) -> list[str]:
        return lines_of(self.provider_duties)

    @property
    def counterpart_duty_lines(self) -> list[str]:
        return lines_of(self.counterpart_duties)


def lines_of(text: str) -> list[str]:
    """A paragraph or a point for each line that says something."""
    return [line.strip() for line in text.splitlines() if line.strip()]


@dataclass(frozen=True)
class BilledLine:
    """A line of an invoice; amounts as they are written, with øre."""

    text: str
    quantity: str
    price: str
    net: str


@dataclass(frozen=True)
class TaxLine:
    """What is taxed at a rate, or why it is not."""

    label: str
    taxable: str
    tax: str


@dataclass(frozen=True)
class BillText:
    """What an invoice or a credit note says. credits and why are for credit notes; the rest of payment for invoices."""

    number: str
    issued_on: date
    agreement: str
    buyer_reference: str
    seller_number: str
    buyer_number: str
    lines: tuple[BilledLine, ...]
    taxes: tuple[TaxLine, ...]
    before_tax: str
    tax: str
    payable: str
    due_on: date | None = None
    account: str = ""
    kid: str = ""
    credits: str = ""
    credits_issued_on: date | None = None
    why: str = ""
    in_business_register: bool = False
    email: str = ""
