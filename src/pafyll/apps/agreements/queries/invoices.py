"""Invoices as the pages show them: what is open, what is overdue, and the sums."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import QuerySet, Sum

from pafyll.apps.agreements.models import Invoice
from pafyll.apps.agreements.models.invoice import NUMBERED
from pafyll.domain.invoicing.amounts import from_ore
from pafyll.domain.lifecycles.agreement import InvoiceStatus


@dataclass(frozen=True)
class InvoiceRow:
    """An invoice or a credit note. credited is what issued credit notes take off it; overdue counts days."""

    invoice: Invoice
    credited: Decimal
    days_overdue: int

    @property
    def total(self) -> Decimal:
        return self.invoice.total

    @property
    def is_overdue(self) -> bool:
        return self.days_overdue > 0

    @property
    def to_pay(self) -> Decimal:
        """What is left to pay of an invoice that is sent and not paid."""
        is_open = self.invoice.status == InvoiceStatus.ISSUED and self.invoice.kind == Invoice.Kind.INVOICE
        return self.total - self.credited if is_open else from_ore(0)


@dataclass(frozen=True)
class InvoiceList:
    """The rows with what is not paid, and how much of it is overdue."""

    rows: tuple[InvoiceRow, ...]

    @property
    def to_pay(self) -> Decimal:
        return sum((row.to_pay for row in self.rows), from_ore(0))

    @property
    def overdue(self) -> Decimal:
        return sum((row.to_pay for row in self.rows if row.is_overdue), from_ore(0))

    @property
    def count_overdue(self) -> int:
        return sum(row.is_overdue for row in self.rows)


def invoice_list(rows: QuerySet[Invoice], *, day: date) -> InvoiceList:
    """What is prepared first, then the newest. Two queries."""
    found = sorted(rows, key=_order)
    return InvoiceList(tuple(_rows(found, day)))


def invoice_row(invoice: Invoice, *, day: date) -> InvoiceRow:
    """One of them. One query."""
    return _rows([invoice], day)[0]


def _rows(invoices: Sequence[Invoice], day: date) -> list[InvoiceRow]:
    keys = [one.pk for one in invoices]
    notes = Invoice.objects.filter(credits__in=keys, status__in=NUMBERED).order_by().values("credits")
    taken = {one["credits"]: one["net"] + one["vat"] for one in notes.annotate(net=Sum("net_ore"), vat=Sum("vat_ore"))}
    return [InvoiceRow(one, from_ore(taken.get(one.pk, 0)), _overdue(one, day)) for one in invoices]


def _overdue(invoice: Invoice, day: date) -> int:
    is_open = invoice.status == InvoiceStatus.ISSUED and invoice.kind == Invoice.Kind.INVOICE
    return max(0, (day - invoice.due_on).days) if is_open and invoice.due_on else 0


def _order(invoice: Invoice) -> tuple[bool, int, int]:
    return invoice.status != InvoiceStatus.PREPARED, -(invoice.number or 0), -invoice.pk
