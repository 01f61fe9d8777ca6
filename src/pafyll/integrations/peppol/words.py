"""The smallest pieces of UBL: an aggregate, a text, an amount."""

from __future__ import annotations

from decimal import Decimal
from xml.etree.ElementTree import Element, SubElement

from pafyll.domain.invoicing.amounts import amount

UBL = "urn:oasis:names:specification:ubl:schema:xsd:{}-2"
CAC = UBL.format("CommonAggregateComponents")
CBC = UBL.format("CommonBasicComponents")
ORGANISATION = "0192"  # the scheme of Norwegian organisation numbers


def aggregate(parent: Element, name: str) -> Element:
    """A group of elements."""
    return SubElement(parent, f"cac:{name}")


def text(parent: Element, name: str, value: str, **attributes: str) -> None:
    """A value; nothing where it is empty, since Peppol refuses empty elements (R008)."""
    if value.strip():
        SubElement(parent, f"cbc:{name}", attributes).text = value


def money(parent: Element, name: str, value: Decimal) -> None:
    """Kroner with two decimals."""
    SubElement(parent, f"cbc:{name}", {"currencyID": "NOK"}).text = f"{amount(value):f}"


def number(value: Decimal) -> str:
    """A number without needless zeros or exponent: 1.5."""
    plain = f"{value:f}"
    return plain.rstrip("0").rstrip(".") if "." in plain else plain
