"""What the bank says back: answers, statements, and everything that can go wrong with them."""

from __future__ import annotations

from datetime import date

import pytest

from pafyll.domain.answers import Refusal
from pafyll.integrations.bank import Outcome, account_fault, order_as_xml, read_answers, read_bank_lines, shown_account
from pafyll.integrations.bank.fake import FakeBank, half_of
from pafyll.integrations.bank.reading import read_document
from tests.integrations.bank.orders import order

SENT = order_as_xml(order())
ONE, OTHER = "PF-2025H-0001", "PF-2025H-0002"


def refused(read: object, content: bytes) -> str:
    with pytest.raises(Refusal) as caught:
        read(content)  # type: ignore[operator]
    assert str(caught.value.answer).strip()
    assert caught.value.answer.remedy
    return caught.value.answer.code


def test_the_banks_yes_no_and_not_yet_are_told_apart() -> None:
    bank = FakeBank(rejects={ONE: ("AC04", "Account closed")}, waits_with=frozenset({OTHER}))

    answers = read_answers(bank.answer(SENT))

    assert answers.order_reference == "PAFYLL-7"
    assert [(one.reference, one.outcome, one.code) for one in answers.answers] == [
        (ONE, Outcome.REJECTED, "AC04"),
        (OTHER, Outcome.PENDING, ""),
    ]
    assert answers.answers[0].reason == "Account closed"


def test_a_bank_may_refuse_the_whole_file() -> None:
    report = b"""<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.10"><CstmrPmtStsRpt><GrpHdr><MsgId>X
    </MsgId></GrpHdr><OrgnlGrpInfAndSts><OrgnlMsgId>PAFYLL-7</OrgnlMsgId><GrpSts>RJCT</GrpSts><StsRsnInf><Rsn><Cd>AM05</Cd></Rsn>
    <AddtlInf>Duplicate file</AddtlInf></StsRsnInf></OrgnlGrpInfAndSts></CstmrPmtStsRpt></Document>"""

    answers = read_answers(report)

    assert answers.whole is not None
    assert (answers.whole.outcome, answers.whole.code, answers.answers) == (Outcome.REJECTED, "AM05", ())


@pytest.mark.parametrize("write", [FakeBank.statement, FakeBank.statement_csv])
def test_the_statement_has_a_line_for_each_amount_that_was_paid(write: object) -> None:
    bank = FakeBank(pays_wrongly={OTHER: 12001}, also_pays=[("", 500)])

    lines = read_bank_lines(write(bank, SENT))  # type: ignore[operator]

    assert [(line.reference, line.kroner) for line in lines] == [(ONE, -90000), (OTHER, -12001), ("", -500)]
    assert {line.booked_on for line in lines} == {date(2025, 11, 17)}
    assert len({line.bank_reference for line in lines}) == 3


def test_newer_versions_of_the_statement_are_read_too() -> None:
    newer = FakeBank().statement(SENT).replace(b"camt.054.001.02", b"camt.054.001.08")
    newer = newer.replace(b"<Sts>BOOK</Sts>", b"<Sts><Cd>BOOK</Cd></Sts>")

    assert [line.kroner for line in read_bank_lines(newer)] == [-90000, -120001]


def test_what_is_only_pending_is_not_money_yet() -> None:
    assert read_bank_lines(FakeBank().statement(SENT).replace(b"BOOK", b"PDNG")) == []


def test_a_line_with_ore_has_no_whole_kroner() -> None:
    line = read_bank_lines(FakeBank().statement_csv(SENT).replace(b"90000,00", b"90000,50"))[0]

    assert (line.ore, line.kroner) == (-9000050, None)


def test_half_a_file_is_read_as_nothing_at_all() -> None:
    bank = FakeBank()

    assert refused(read_answers, half_of(bank.answer(SENT))) == "bank_file_not_whole"
    assert refused(read_bank_lines, half_of(bank.statement(SENT))) == "bank_file_not_whole"
    assert refused(read_bank_lines, half_of(bank.statement_csv(SENT))) in ("bank_file_not_whole", "other_columns")
    for cut in range(len(bank.statement_csv(SENT)) - 1, 60, -7):
        assert refused(read_bank_lines, bank.statement_csv(SENT)[:cut]) in ("bank_file_not_whole", "other_columns")


BOMB = b"""<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><Document>
&b;</Document>"""
OUTSIDE = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><Document>&x;</Document>'


@pytest.mark.parametrize("content", [BOMB, OUTSIDE])
def test_entities_are_never_opened(content: bytes) -> None:
    assert refused(read_answers, content) == "bank_file_unsafe"
    assert refused(read_bank_lines, content) == "bank_file_unsafe"


def test_a_file_over_the_limit_is_not_read() -> None:
    with pytest.raises(Refusal) as caught:
        read_document(b"<a>" + b" " * 200 + b"</a>", most=100)

    assert caught.value.answer.code == "bank_file_too_large"


def test_files_of_another_kind_are_named() -> None:
    bank = FakeBank()

    assert refused(read_answers, bank.statement(SENT)) == "not_an_answer_file"
    assert refused(read_bank_lines, bank.answer(SENT)) == "not_a_bank_statement"
    assert refused(read_answers, b"\x00\x01\x02") == "bank_file_not_whole"
    assert refused(read_bank_lines, b"navn;alder\r\nKari;38\r\n") == "other_columns"


def test_a_status_that_nobody_knows_stops_the_reading() -> None:
    assert refused(read_answers, FakeBank().answer(SENT).replace(b"ACSP", b"XXXX")) == "unknown_bank_status"


def test_a_line_without_the_banks_reference_is_refused_since_it_could_be_read_twice() -> None:
    content = FakeBank().statement_csv(SENT).replace(b"NOBANKPF-2025H-0001", b"")

    assert refused(read_bank_lines, content) == "no_bank_reference"


def test_other_currencies_are_refused() -> None:
    assert refused(read_bank_lines, FakeBank().statement(SENT).replace(b'"NOK"', b'"EUR"')) == "not_in_kroner"


@pytest.mark.parametrize(
    ("number", "fault"),
    [("1234 56 78903", ""), ("1234.56.78903", ""), ("12345678904", "wrong_check_digit"), ("123", "not_eleven_digits")],
)
def test_an_account_number_with_a_slip_is_told_apart(number: str, fault: str) -> None:
    answer = account_fault(number)

    assert (bool(answer), "" if answer else answer.code) == (not fault, fault)


def test_an_account_number_is_shown_in_groups() -> None:
    assert shown_account("12345678903").replace("\u00a0", " ") == "1234 56 78903"
