"""What a bill comes to, and what makes it unfit to be sent."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from pafyll.domain.invoicing.amounts import amount, from_ore, in_ore, nearest_krone, nearest_ore, shown
from pafyll.domain.invoicing.bills import Adjustment, BillLine
from pafyll.domain.invoicing.fitness import is_fit
from pafyll.domain.invoicing.totals import totals_of
from pafyll.domain.invoicing.vat import Vat, VatCategory, exempt_teaching, ordinary
from pafyll.domain.parameters import NoValueInForce
from tests.integrations.peppol.bills import COLLEGE, FJORDVIK, OUTSIDE, PLAIN


def test_amounts_are_exact_and_never_floats() -> None:
    assert amount("0.10") + amount("0.20") == amount("0.30")
    assert from_ore(in_ore(Decimal("123.45"))) == Decimal("123.45")
    assert (nearest_ore(Decimal("0.005")), nearest_ore(Decimal("-0.005"))) == (Decimal("0.01"), Decimal("-0.01"))
    assert nearest_krone(Decimal("0.50")) == Decimal("1.00")
    assert shown(Decimal("-1250.5")) == "\u22121\u00a0250,50\u00a0kr"
    with pytest.raises(TypeError):
        amount(0.1)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="whole øre"):
        amount("0.001")


def test_tax_is_counted_on_the_group_and_not_on_each_line() -> None:
    line = BillLine("Kopi", Decimal("0.10"), ordinary(date(2026, 1, 1)))

    totals = totals_of(replace(PLAIN, lines=(line,) * 3))

    assert totals.vat == Decimal("0.08")  # 25 % of 0.30; line by line it would be 3 × 0.03
    assert totals.payable == Decimal("0.38")


def test_exempt_and_taxed_lines_stand_in_groups_of_their_own() -> None:
    lines = (
        BillLine("Samling", Decimal(1000), exempt_teaching()),
        BillLine("Bok", Decimal(100), ordinary(date(2026, 1, 1))),
    )
    discount = Adjustment("Rabatt", Decimal("50.00"), exempt_teaching())

    totals = totals_of(replace(PLAIN, lines=lines, adjustments=(discount,), rounds=True))

    assert [(one.category, one.taxable, one.tax) for one in totals.groups] == [
        ("E", Decimal("950.00"), Decimal("0.00")),
        ("S", Decimal("100.00"), Decimal("25.00")),
    ]
    assert (totals.before_vat, totals.with_vat, totals.payable) == (1050, 1075, 1075)


def test_rounding_to_whole_kroner_is_stated() -> None:
    line = BillLine("Samling", Decimal("99.60"), exempt_teaching())

    totals = totals_of(replace(PLAIN, lines=(line,), rounds=True))

    assert (totals.payable, totals.rounding) == (Decimal("100.00"), Decimal("0.40"))


def test_the_ordinary_rate_is_dated_and_says_when_none_is_known() -> None:
    assert ordinary(date(2005, 1, 1)).percent == 25
    with pytest.raises(NoValueInForce):
        ordinary(date(2004, 12, 31))


@pytest.mark.parametrize(
    ("category", "percent", "reason"),
    [(VatCategory.STANDARD, 0, ""), (VatCategory.EXEMPT, 25, "x"), (VatCategory.EXEMPT, 0, " ")],
)
def test_a_category_that_contradicts_itself_is_refused(category: VatCategory, percent: int, reason: str) -> None:
    with pytest.raises(ValueError, match="Category"):
        Vat(category, Decimal(percent), reason)


TEACHING = PLAIN.lines[0]


@pytest.mark.parametrize(
    ("bill", "code"),
    [
        (replace(PLAIN, buyer_reference=" "), "buyer_reference_missing"),
        (replace(PLAIN, lines=()), "no_lines"),
        (replace(PLAIN, lines=(replace(TEACHING, name=""),)), "line_without_name"),
        (replace(PLAIN, lines=(replace(TEACHING, price=Decimal(-1)),)), "price_below_zero"),
        (replace(PLAIN, lines=(replace(TEACHING, quantity=Decimal(-1)),)), "below_zero"),
        (replace(PLAIN, lines=(TEACHING, replace(TEACHING, vat=OUTSIDE))), "outside_with_others"),
        (replace(PLAIN, seller=replace(COLLEGE, is_vat_registered=False)), "seller_not_registered"),
        (replace(PLAIN, buyer=replace(FJORDVIK, organisation_number="889640783")), "wrong_organisation_number"),
        (replace(PLAIN, buyer=replace(FJORDVIK, name=" ")), "name_missing"),
        (replace(PLAIN, due_on=date(2020, 1, 1)), "due_before_issued"),
        (replace(PLAIN, account="12345678904"), "account_missing"),
        (replace(PLAIN, kid="10018"), "wrong_kid"),
        (replace(PLAIN, note="x" * 1001), "text_too_long"),
    ],
    ids=lambda value: value if isinstance(value, str) else "bill",
)
def test_a_bill_that_would_be_refused_by_the_receiver_is_refused_here(bill, code: str) -> None:
    assert is_fit(bill).code == code


def test_a_plain_bill_is_fit() -> None:
    assert is_fit(PLAIN)
