"""An invoice and a credit note as files: they add up, and the official rules have nothing against them."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import fromstring

import pytest
from lxml import etree

from pafyll.domain.answers import Refusal
from pafyll.domain.invoicing.bills import Bill, BillLine, CreditBill
from pafyll.domain.invoicing.vat import exempt_teaching
from pafyll.integrations.peppol import bill_as_xml
from tests.architecture.sources import ROOT
from tests.integrations.peppol.arithmetic import SPACES, broken_rules
from tests.integrations.peppol.bills import FJORDVIK, PLAIN, random_bills

pytestmark = pytest.mark.heavy(25)

MANY = 5_000 if os.environ.get("PAFYLL_LONG") == "1" else 200
SCHEMAS = Path(os.environ.get("PAFYLL_SCHEMAS", ROOT.parent / "shared/schemas")) / "peppol"
SCHEMATRON = SCHEMAS / "rules/sch"
UBL_FOLDER = Path(*(find_spec("peppol").submodule_search_locations or [""])[:1]) / "schema/maindoc"  # type: ignore[union-attr]


def test_every_random_bill_adds_up_by_the_rules_of_peppol() -> None:
    broken = {bill.number: faults for bill in random_bills(MANY, seed=1) if (faults := broken_rules(bill_as_xml(bill)))}

    assert broken == {}


def test_every_random_bill_is_ubl_2_1() -> None:
    faults = [fault for bill in random_bills(MANY, seed=2) for fault in ubl_faults(bill_as_xml(bill))]

    assert faults == []


def test_the_official_rules_of_cen_and_peppol_have_nothing_against_a_random_bill() -> None:
    rules = official_rules()
    assert sum(one.asserts for one in rules) == 1136  # all of CEN's and Peppol's, snapshot 2025-05-29

    fatal = {
        bill.number: said
        for bill in random_bills(MANY, seed=3)
        if (said := [one for rule in rules for one in rule.failed(bill_as_xml(bill)) if one.flag == "fatal"])
    }

    assert fatal == {}


@pytest.mark.parametrize(
    ("spoil", "rule"),
    [
        (lambda file: file.replace(b"90000.00</cbc:PayableAmount", b"90000.01</cbc:PayableAmount"), "BR-CO-16"),
        (lambda file: file.replace(b"NO974760673MVA", b"NO974760674MVA"), "NO-R-001"),
        (lambda file: file.replace(b"<cbc:BuyerReference>4711-SKOLE</cbc:BuyerReference>", b""), "PEPPOL-EN16931-R003"),
        (lambda file: file.replace(b"billing:01:1.0", b"billing:99:9"), "PEPPOL-EN16931-R007"),
    ],
    ids=["a sum that is off by an øre", "a wrong number", "no reference", "another profile"],
)
def test_the_official_rules_are_run_in_earnest(spoil: Callable[[bytes], bytes], rule: str) -> None:
    said = {one.rule for one in [fault for rules in official_rules() for fault in rules.failed(spoil(plain()))]}

    assert rule in said


def test_a_sum_that_is_off_by_an_ore_is_found_by_our_own_rules() -> None:
    spoiled = plain().replace(b"90000.00</cbc:TaxExclusiveAmount", b"90000.01</cbc:TaxExclusiveAmount")

    assert [fault.split(":")[0] for fault in broken_rules(spoiled)] == ["BR-CO-13", "BR-CO-15"]


def test_the_same_bill_gives_the_same_bytes() -> None:
    assert plain() == plain()


@pytest.mark.parametrize("name", ["<script>alert(1)</script>", "]]>&lt;", '"><x/>', "=1+1", "<!ENTITY a 'b'>&a;"])
def test_what_is_written_in_a_name_is_text_and_nothing_else(name: str) -> None:
    file = bill_as_xml(replace(PLAIN, buyer=replace(FJORDVIK, name=name)))

    path = "cac:AccountingCustomerParty/cac:Party/cac:PartyLegalEntity/cbc:RegistrationName"
    assert fromstring(file).findtext(path, "", SPACES) == name
    assert ubl_faults(file) == []


@pytest.mark.parametrize("sign", ["\x00", "\x08", "\x1b", "\x7f", "\ud800", "\uffff"])
def test_a_control_character_is_refused_and_the_refusal_says_where(sign: str) -> None:
    with pytest.raises(Refusal) as refused:
        bill_as_xml(replace(PLAIN, buyer=replace(FJORDVIK, name=f"Fjord{sign}vik")))

    assert str(refused.value.answer).startswith("Navnet på kjøperen har et usynlig kontrolltegn (U+")
    assert "på plass 6" in str(refused.value.answer)


def test_a_name_of_ten_megabytes_is_refused_with_its_length() -> None:
    with pytest.raises(Refusal) as refused:
        bill_as_xml(replace(PLAIN, buyer=replace(FJORDVIK, name="x" * 10_000_000)))

    assert str(refused.value.answer) == "Navnet på kjøperen har 10000000 tegn, og en faktura har plass til 1000."


def test_a_credit_note_names_the_invoice_and_is_of_another_type() -> None:
    root = fromstring(bill_as_xml(credit_note()))

    assert root.findtext("cbc:CreditNoteTypeCode", "", SPACES) == "381"
    assert root.findtext("cac:BillingReference/cac:InvoiceDocumentReference/cbc:ID", "", SPACES) == "1001"


def test_exempt_teaching_says_why_and_a_parts_of_an_ore_are_rounded_on_the_line() -> None:
    lines = (BillLine("Veiledning", Decimal("0.333"), exempt_teaching(), Decimal(5)),)
    root = fromstring(bill_as_xml(replace(PLAIN, lines=lines)))

    group = "cac:TaxTotal/cac:TaxSubtotal/cac:TaxCategory/"
    assert root.findtext(f"{group}cbc:ID", "", SPACES) == "E"
    assert "§ 3-5" in root.findtext(f"{group}cbc:TaxExemptionReason", "", SPACES)
    assert root.findtext("cac:LegalMonetaryTotal/cbc:PayableAmount", "", SPACES) == "1.67"


def plain() -> bytes:
    return bill_as_xml(PLAIN)


def credit_note() -> Bill:
    common = {name: value for name, value in vars(PLAIN).items() if name not in ("due_on", "number")}
    return CreditBill(**common, number="1002", credits="1001", credits_issued_on=PLAIN.issued_on)


def ubl_faults(file: bytes) -> list[str]:
    """What the schemas of UBL 2.1 say against the file."""
    root = etree.fromstring(file)
    schema = _ubl(etree.QName(root).localname)
    return [] if schema.validate(root) else [str(one) for one in schema.error_log]


@cache
def _ubl(name: str) -> Any:
    return etree.XMLSchema(etree.parse(UBL_FOLDER / f"UBL-{name}-2.1.xsd"))


@cache
def official_rules() -> tuple[Any, ...]:
    """The rules of CEN and Peppol, compiled; skips by name where they are not at hand."""
    files = [SCHEMATRON / f"{name}-EN16931-UBL.sch" for name in ("CEN", "PEPPOL")]
    missing = [str(file) for file in files if not file.exists()]
    if missing:
        pytest.skip(f"the official rules are not at hand (PAFYLL_SCHEMAS names their folder): {', '.join(missing)}")
    from saxonche import PySaxonProcessor

    from tests.integrations.peppol.schematron import Rules

    processor = PySaxonProcessor(license=False)
    return tuple(Rules(processor, file) for file in files)
