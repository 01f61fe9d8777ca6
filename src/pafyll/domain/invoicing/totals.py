"""What a bill comes to. Every sum is of rounded parts, so that the rules BR-CO-10 to BR-CO-16 hold by construction.

Source: EN 16931-1, section 6.4.2, as Peppol BIS Billing 3.0 has it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from pafyll.domain.invoicing.amounts import ZERO, nearest_krone, nearest_ore
from pafyll.domain.invoicing.bills import Bill
from pafyll.domain.invoicing.vat import Vat, VatCategory


@dataclass(frozen=True)
class VatGroup:
    """What is taxed in one category at one rate, and the tax of it. reasons are joined where there are several."""

    category: VatCategory
    percent: Decimal
    reason: str
    taxable: Decimal
    tax: Decimal


@dataclass(frozen=True)
class Totals:
    """The sums of a bill, kroner with øre. rounding is what was added to reach whole kroner."""

    lines: Decimal
    allowances: Decimal
    charges: Decimal
    before_vat: Decimal
    vat: Decimal
    with_vat: Decimal
    prepaid: Decimal
    rounding: Decimal
    payable: Decimal
    groups: tuple[VatGroup, ...]


def totals_of(bill: Bill) -> Totals:
    """The sums. The tax is counted on each group as a whole, not on each line."""
    lines = _sum(line.net for line in bill.lines)
    allowances = _sum(one.amount for one in bill.adjustments if not one.is_charge)
    charges = _sum(one.amount for one in bill.adjustments if one.is_charge)
    groups = _groups(bill)
    before_vat, vat = lines - allowances + charges, _sum(group.tax for group in groups)
    with_vat = before_vat + vat
    left = with_vat - bill.prepaid
    payable = nearest_krone(left) if bill.rounds else left
    return Totals(lines, allowances, charges, before_vat, vat, with_vat, bill.prepaid, payable - left, payable, groups)


def _groups(bill: Bill) -> tuple[VatGroup, ...]:
    parts = [(line.vat, line.net) for line in bill.lines]
    parts += [(one.vat, one.amount if one.is_charge else -one.amount) for one in bill.adjustments]
    keys = dict.fromkeys((vat.category, vat.percent) for vat, _net in parts)
    return tuple(_group(key, [part for part in parts if (part[0].category, part[0].percent) == key]) for key in keys)


def _group(key: tuple[VatCategory, Decimal], parts: list[tuple[Vat, Decimal]]) -> VatGroup:
    category, percent = key
    taxable = _sum(net for _vat, net in parts)
    reason = "; ".join(dict.fromkeys(vat.reason for vat, _net in parts if vat.reason))
    return VatGroup(category, percent, reason, taxable, nearest_ore(taxable * percent / 100))


def _sum(parts: Iterable[Decimal]) -> Decimal:
    return sum(parts, ZERO)
