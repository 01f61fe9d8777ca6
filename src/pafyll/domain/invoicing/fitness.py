"""Whether a bill may be issued and sent: what Peppol BIS Billing 3.0 and our own rules refuse, in plain words."""

from __future__ import annotations

from collections.abc import Iterator

from stdnum.exceptions import ValidationError
from stdnum.no import kontonr, orgnr

from pafyll.domain.answers import Answer, first_no, no, yes
from pafyll.domain.invoicing.bills import Bill, BillParty, CreditBill, InvoiceBill
from pafyll.domain.invoicing.carriable import can_carry
from pafyll.domain.invoicing.kid import is_kid
from pafyll.domain.invoicing.totals import totals_of
from pafyll.domain.invoicing.vat import VatCategory


def is_fit(bill: Bill) -> Answer:
    """Yes, or the first thing that stands in the way."""
    return first_no([*_texts(bill), *_parties(bill), *_money(bill), *_reference(bill), *_payment(bill)])


def _texts(bill: Bill) -> Iterator[Answer]:
    seller, buyer = bill.seller, bill.buyer
    named = [
        ("Nummeret", bill.number),
        ("Mottakerens referanse", bill.buyer_reference),
        ("Avtalenummeret", bill.contract),
        ("Merknaden", bill.note),
        ("Navnet på selgeren", seller.name),
        ("Navnet på kjøperen", buyer.name),
        ("Kontaktpersonen hos selgeren", seller.contact),
        ("Kontaktpersonen hos kjøperen", buyer.contact),
        ("E-postadressen til selgeren", seller.email),
        ("E-postadressen til kjøperen", buyer.email),
    ]
    named += [("Adressen til selgeren", part) for part in _address(seller)]
    named += [("Adressen til kjøperen", part) for part in _address(buyer)]
    for line in bill.lines:
        named += [("Teksten på en linje", line.name), ("Beskrivelsen av en linje", line.description)]
        named.append(("Grunnen til avgiftsfritaket", line.vat.reason))
    for one in bill.adjustments:
        named += [("Teksten på et fradrag eller tillegg", one.reason), ("Grunnen til avgiftsfritaket", one.vat.reason)]
    yield from (can_carry(text, what=what) for what, text in named)


def _address(party: BillParty) -> tuple[str, str, str]:
    return party.address.street, party.address.postal_code, party.address.city


def _parties(bill: Bill) -> Iterator[Answer]:
    yield _is_known("Selgeren", bill.seller)
    yield _is_known("Kjøperen", bill.buyer)
    taxed = {line.vat.category for line in bill.lines} | {one.vat.category for one in bill.adjustments}
    if VatCategory.OUTSIDE in taxed:
        if len(taxed) > 1:
            yield no("outside_with_others", "Linjer utenfor avgiftsområdet kan ikke stå sammen med andre linjer.")
    elif not bill.seller.is_vat_registered:
        yield no(
            "seller_not_registered",
            "{name} er ikke registrert i Merverdiavgiftsregisteret, og kan ikke bruke denne avgiftskoden.",
            remedy="Registrer det i oppsettet for faktura, eller bruk «utenfor avgiftsområdet».",
            name=bill.seller.name,
        )


def _is_known(who: str, party: BillParty) -> Answer:
    if not party.name.strip():
        return no("name_missing", "{who} mangler navn.", who=who)
    try:
        orgnr.validate(party.organisation_number)
    except ValidationError:
        return no(
            "wrong_organisation_number",
            "{who} har organisasjonsnummeret «{number}», og det finnes ikke: kontrollsifferet stemmer ikke.",
            who=who,
            number=party.organisation_number,
        )
    return yes()


def _money(bill: Bill) -> Iterator[Answer]:
    if not bill.lines:
        yield no("no_lines", "En faktura må ha minst én linje.")
    if any(line.price < 0 for line in bill.lines) or any(one.amount <= 0 for one in bill.adjustments):
        yield no("price_below_zero", "En pris kan ikke være under 0 kroner. Bruk et negativt antall for å trekke fra.")
    if any(not line.name.strip() for line in bill.lines) or any(not one.reason.strip() for one in bill.adjustments):
        yield no("line_without_name", "Hver linje må si hva den gjelder.")
    totals = totals_of(bill)
    if totals.before_vat < 0 or totals.payable < 0:
        yield no("below_zero", "Summen er under 0 kroner.", remedy="Skriv en kreditnota i stedet.")


def _reference(bill: Bill) -> Iterator[Answer]:
    """PEPPOL-EN16931-R003: the buyer's own reference, or nobody there knows whose invoice it is."""
    if not bill.buyer_reference.strip():
        yield no(
            "buyer_reference_missing",
            "Fakturaen mangler mottakerens referanse. Uten den blir den avvist.",
            remedy="Skriv referansen i avtalen, eller be om den.",
            field="buyer_reference",
        )
    if isinstance(bill, CreditBill) and not bill.credits:
        yield no("credits_nothing", "En kreditnota må si hvilken faktura den gjelder.")


def _payment(bill: Bill) -> Iterator[Answer]:
    if isinstance(bill, InvoiceBill):
        if bill.due_on is None or bill.due_on < bill.issued_on:
            yield no("due_before_issued", "Forfallsdatoen må være fakturadatoen eller senere.", field="due_on")
        if not kontonr.is_valid(bill.account):
            yield no("account_missing", "Selgeren har ikke et kontonummer å betale til.")
        if bill.kid and not is_kid(bill.kid):
            yield no("wrong_kid", "KID-nummeret {kid} har feil kontrollsiffer.", kid=bill.kid)
