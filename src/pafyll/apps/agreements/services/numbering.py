"""Numbers without gaps: one row per provider, locked by whoever takes the next. It is locked last of all (ADR 22)."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import F

from pafyll.apps.accounts.models import User
from pafyll.apps.agreements.models import ProviderSeries
from pafyll.apps.agreements.permissions import may_write
from pafyll.apps.casework.services import record, require
from pafyll.apps.organisations.models import Organisation
from pafyll.apps.organisations.permissions import viewer_of
from pafyll.domain.invoicing.carriable import can_carry
from pafyll.domain.rules.deadlines import norwegian_day


@dataclass(frozen=True)
class InvoicingDetails:
    """How a provider invoices. account is eleven digits."""

    account: str
    kid_modulus: int = 10
    is_vat_registered: bool = True
    in_business_register: bool = False
    street: str = ""
    postal_code: str = ""
    city: str = ""
    contact: str = ""
    email: str = ""


def locked_series(provider: int) -> ProviderSeries:
    """The provider's row, locked until the transaction is over. Made the first time."""
    ProviderSeries.objects.get_or_create(provider_id=provider)
    return ProviderSeries.objects.select_for_update(of=("self",)).select_related("provider").get(provider_id=provider)


def next_agreement_number(provider: int, *, day: date) -> str:
    """AVT-2026-7: the year it was begun, and a number that goes on from year to year."""
    series = locked_series(provider)
    ProviderSeries.objects.filter(pk=series.pk).update(next_agreement=F("next_agreement") + 1)
    return f"AVT-{day.year}-{series.next_agreement}"


def take_invoice_number(series: ProviderSeries) -> int:
    """The next number of the locked series. It is used, or the transaction is undone and the number with it."""
    number = series.next_invoice
    ProviderSeries.objects.filter(pk=series.pk).update(next_invoice=number + 1)
    series.next_invoice = number + 1
    return number


@transaction.atomic
def set_invoicing_details(
    *, provider: Organisation, details: InvoicingDetails, by: User, at: datetime
) -> ProviderSeries:
    """Says how the provider invoices from now on. What is issued keeps the account that it was issued with."""
    require(may_write(viewer_of(by, day=norwegian_day(at)), provider.pk))
    for what, text in (("Adressen til selgeren", details.street), ("Adressen til selgeren", details.city)):
        require(can_carry(text, what=what))
    require(can_carry(details.contact, what="Kontaktpersonen hos selgeren"))
    series = locked_series(provider.pk)
    before = series.account
    ProviderSeries.objects.filter(pk=series.pk).update(**asdict(details), changed_by=by, changed_at=at)
    record(
        about=f"provider_series:{series.pk}",
        verb="invoicing_set",
        by=by,
        at=at,
        before=before,
        after=details.account,
    )
    series.refresh_from_db()
    return series
