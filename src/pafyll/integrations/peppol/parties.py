"""The seller and the buyer, as UBL has them."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from pafyll.domain.invoicing.bills import Address, BillParty
from pafyll.integrations.peppol.words import ORGANISATION, aggregate, text

SUPPLIER, CUSTOMER = "AccountingSupplierParty", "AccountingCustomerParty"


def party(root: Element, name: str, one: BillParty, *, taxed: bool) -> None:
    """Address in the network, name, post, tax numbers, legal person and contact."""
    element = aggregate(aggregate(root, name), "Party")
    text(element, "EndpointID", one.organisation_number, schemeID=ORGANISATION)
    text(aggregate(element, "PartyName"), "Name", one.name)
    _address(element, one.address)
    if taxed and one.is_vat_registered:
        _tax_number(element, f"NO{one.organisation_number}MVA", "VAT")
    if name == SUPPLIER and one.in_business_register:
        _tax_number(element, "Foretaksregisteret", "TAX")
    legal = aggregate(element, "PartyLegalEntity")
    text(legal, "RegistrationName", one.name)
    text(legal, "CompanyID", one.organisation_number, schemeID=ORGANISATION)
    if one.contact.strip() or one.email.strip():
        contact = aggregate(element, "Contact")
        text(contact, "Name", one.contact)
        text(contact, "ElectronicMail", one.email)


def _address(parent: Element, address: Address) -> None:
    element = aggregate(parent, "PostalAddress")
    text(element, "StreetName", address.street)
    text(element, "CityName", address.city)
    text(element, "PostalZone", address.postal_code)
    text(aggregate(element, "Country"), "IdentificationCode", "NO")


def _tax_number(parent: Element, value: str, scheme: str) -> None:
    element = aggregate(parent, "PartyTaxScheme")
    text(element, "CompanyID", value)
    text(aggregate(element, "TaxScheme"), "ID", scheme)
