"""The arithmetic rules of EN 16931 and Peppol BIS 3, read from the file alone: nothing of what wrote it is used."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from xml.etree.ElementTree import Element, fromstring

SPACES = {
    "cac": "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2",
    "cbc": "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2",
}
ORE, ZERO = Decimal("0.01"), Decimal(0)


def broken_rules(bill: bytes) -> list[str]:
    """The numbers of the rules that the bill breaks, with what was expected. Empty when it adds up."""
    root = fromstring(bill)
    return [*_sums(root), *_tax(root), *_lines(root), *_decimals(root)]


def _sums(root: Element) -> Iterator[str]:
    """BR-CO-10 to BR-CO-16."""
    sums = _one(root, "cac:LegalMonetaryTotal")
    tax = _money(root, "cac:TaxTotal/cbc:TaxAmount")
    line_sum = sum((_money(line, "cbc:LineExtensionAmount") for line in _bill_lines(root)), ZERO)
    allowances, charges = (_adjusted(root, kind) for kind in ("false", "true"))
    stated = {name: _money(sums, f"cbc:{name}") for name in AMOUNTS}
    expected = {
        "BR-CO-10": (stated["LineExtensionAmount"], line_sum),
        "BR-CO-11": (stated["AllowanceTotalAmount"], allowances),
        "BR-CO-12": (stated["ChargeTotalAmount"], charges),
        "BR-CO-13": (stated["TaxExclusiveAmount"], stated["LineExtensionAmount"] - allowances + charges),
        "BR-CO-14": (tax, sum((_money(one, "cbc:TaxAmount") for one in _groups(root)), ZERO)),
        "BR-CO-15": (stated["TaxInclusiveAmount"], stated["TaxExclusiveAmount"] + tax),
        "BR-CO-16": (
            stated["PayableAmount"],
            stated["TaxInclusiveAmount"] - stated["PrepaidAmount"] + stated["PayableRoundingAmount"],
        ),
    }
    yield from (f"{rule}: {is_} is not {should}" for rule, (is_, should) in expected.items() if is_ != should)


def _tax(root: Element) -> Iterator[str]:
    """BR-CO-17 and the rules -01, -08 and -09 of each category: what is taxed, and the tax of it."""
    groups = _groups(root)
    parts = _parts(root)
    if {key for key, _net in parts} != {_key(_one(one, "cac:TaxCategory")) for one in groups}:
        yield "BR-S/E/Z/O-01: the groups are not those of the lines"
    for one in groups:
        key = _key(_one(one, "cac:TaxCategory"))
        taxable = sum((net for other, net in parts if other == key), ZERO)
        if _money(one, "cbc:TaxableAmount") != taxable:
            yield f"BR-{key[0]}-08: {key} is not {taxable}"
        if _money(one, "cbc:TaxAmount") != (taxable * Decimal(key[1]) / 100).quantize(ORE, ROUND_HALF_UP):
            yield f"BR-CO-17, BR-{key[0]}-09: the tax of {key}"
        if (key[0] in "EO") != (one.find("cac:TaxCategory/cbc:TaxExemptionReason", SPACES) is not None):
            yield f"BR-{key[0]}-10: the reason"


def _lines(root: Element) -> Iterator[str]:
    """PEPPOL-EN16931-R120: quantity times price, to the øre. BR-27: no price below zero."""
    for line in _bill_lines(root):
        quantity = _money(line, "cbc:InvoicedQuantity") + _money(line, "cbc:CreditedQuantity")
        price = _money(line, "cac:Price/cbc:PriceAmount")
        if _money(line, "cbc:LineExtensionAmount") != (quantity * price).quantize(ORE, ROUND_HALF_UP):
            yield "PEPPOL-EN16931-R120"
        if price < 0:
            yield "BR-27"


def _decimals(root: Element) -> Iterator[str]:
    """BR-DEC: two decimals at most everywhere but in prices."""
    for one in root.iter():
        is_amount = one.get("currencyID") and not one.tag.endswith("}PriceAmount")
        if is_amount and len((one.text or "").partition(".")[2]) > 2:
            yield f"BR-DEC: {one.text}"


AMOUNTS = (
    "LineExtensionAmount",
    "TaxExclusiveAmount",
    "TaxInclusiveAmount",
    "AllowanceTotalAmount",
    "ChargeTotalAmount",
    "PrepaidAmount",
    "PayableRoundingAmount",
    "PayableAmount",
)


def _parts(root: Element) -> list[tuple[tuple[str, str], Decimal]]:
    found = [
        (_key(_one(line, "cac:Item/cac:ClassifiedTaxCategory")), _money(line, "cbc:LineExtensionAmount"))
        for line in _bill_lines(root)
    ]
    for one in root.findall("cac:AllowanceCharge", SPACES):
        sign = 1 if one.findtext("cbc:ChargeIndicator", "", SPACES) == "true" else -1
        found.append((_key(_one(one, "cac:TaxCategory")), sign * _money(one, "cbc:Amount")))
    return found


def _key(category: Element) -> tuple[str, str]:
    return category.findtext("cbc:ID", "", SPACES), category.findtext("cbc:Percent", "0", SPACES)


def _adjusted(root: Element, kind: str) -> Decimal:
    rows = root.findall("cac:AllowanceCharge", SPACES)
    chosen = [one for one in rows if one.findtext("cbc:ChargeIndicator", "", SPACES) == kind]
    return sum((_money(one, "cbc:Amount") for one in chosen), ZERO)


def _groups(root: Element) -> list[Element]:
    return root.findall("cac:TaxTotal/cac:TaxSubtotal", SPACES)


def _bill_lines(root: Element) -> list[Element]:
    return root.findall("cac:InvoiceLine", SPACES) + root.findall("cac:CreditNoteLine", SPACES)


def _one(root: Element, path: str) -> Element:
    found = root.find(path, SPACES)
    assert found is not None, path
    return found


def _money(root: Element, path: str) -> Decimal:
    return Decimal(root.findtext(path, "0", SPACES))
