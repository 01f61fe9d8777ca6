"""Reads the account's statement: ISO 20022 camt.053 and camt.054, or CSV from the bank's portal."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import date
from decimal import Decimal, InvalidOperation
from xml.etree.ElementTree import Element

from pafyll.domain.answers import Answer, Refusal, no
from pafyll.integrations.bank.reading import MOST_BYTES, each, find, not_whole, read_document, text, too_large
from pafyll.integrations.bank.values import BankLine

MESSAGES = ("BkToCstmrStmt", "BkToCstmrDbtCdtNtfctn")
LINE_HEADINGS = ("bankens_referanse", "bokført", "beløp", "referanse", "tekst")
MOST_LINES = 200_000


def read_bank_lines(content: bytes) -> list[BankLine]:
    """Every booked line, in the file's order. Raises Refusal when the file is not a whole statement in kroner."""
    if content.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<"):
        return _from_xml(content)
    return _from_csv(content)


# XML


def _from_xml(content: bytes) -> list[BankLine]:
    root = read_document(content)
    message = next((found for name in MESSAGES if (found := find(root, name)) is not None), None)
    if message is None:
        raise Refusal(_other_kind())
    return [line for entry in each(message, "Ntry") if _is_booked(entry) for line in _lines(entry)]


def _is_booked(entry: Element) -> bool:
    """Newer versions write the status one level further down. What is only pending is not money yet."""
    return "BOOK" in (text(entry, "Sts"), text(entry, "Sts", "Cd"))


def _lines(entry: Element) -> Iterator[BankLine]:
    """One line for each amount that is told apart; else one for the entry."""
    sign = -1 if text(entry, "CdtDbtInd") == "DBIT" else 1
    day = _day(text(entry, "BookgDt", "Dt") or text(entry, "BookgDt", "DtTm")[:10])
    own = text(entry, "AcctSvcrRef") or text(entry, "NtryRef")
    details = list(each(entry, "TxDtls"))
    for at, detail in enumerate(details or [entry], start=1):
        reference = text(detail, "Refs", "AcctSvcrRef") or (f"{own}/{at}" if len(details) > 1 else own)
        if not reference:
            raise Refusal(_no_reference())
        yield BankLine(
            reference, day, sign * _ore(_amount(detail, entry, len(details))), _end_to_end(detail), _said(detail)
        )


def _amount(detail: Element, entry: Element, details: int) -> Element | None:
    inner = find(detail, "AmtDtls", "TxAmt", "Amt")
    if inner is None:
        inner = find(detail, "Amt")
    if inner is None and details <= 1:
        inner = find(entry, "Amt")
    return inner


def _end_to_end(detail: Element) -> str:
    given = text(detail, "Refs", "EndToEndId")
    return "" if given == "NOTPROVIDED" else given


def _said(detail: Element) -> str:
    return text(detail, "RmtInf", "Ustrd") or text(detail, "AddtlTxInf") or text(detail, "AddtlNtryInf")


def _ore(amount: Element | None) -> int:
    if amount is None or amount.get("Ccy", "NOK") != "NOK":
        raise Refusal(_not_kroner())
    return _as_ore((amount.text or "").strip())


def _as_ore(written: str) -> int:
    try:
        ore = Decimal(written) * 100
    except InvalidOperation as error:
        raise Refusal(_not_kroner()) from error
    if not ore.is_finite() or ore != int(ore):
        raise Refusal(_not_kroner())
    return int(ore)


def _day(written: str) -> date:
    try:
        return date.fromisoformat(written)
    except ValueError as error:
        raise Refusal(_no_day(written)) from error


# CSV


def _from_csv(content: bytes) -> list[BankLine]:
    if len(content) > MOST_BYTES:
        raise Refusal(too_large(len(content), MOST_BYTES))
    try:
        written = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        written = content.decode("cp1252", errors="replace")
    rows = list(csv.reader(io.StringIO(written), delimiter=";"))
    if not rows or tuple(cell.strip().lower() for cell in rows[0]) != LINE_HEADINGS:
        raise Refusal(_other_columns())
    if not written.endswith("\n") or any(row and len(row) != len(LINE_HEADINGS) for row in rows):
        raise Refusal(not_whole())
    return [_csv_line(row) for row in rows[1:] if row]


def _csv_line(row: list[str]) -> BankLine:
    own, day, amount, reference, said = (cell.strip() for cell in row)
    if not own:
        raise Refusal(_no_reference())
    ore = _as_ore(amount.replace("\u00a0", "").replace(" ", "").replace("\u2212", "-").replace(",", "."))
    return BankLine(own, _day(day), ore, reference, said)


# What is wrong


def _other_kind() -> Answer:
    return no(
        "not_a_bank_statement",
        "Filen er ikke en kontoutskrift (camt.053, camt.054 eller CSV).",
        remedy="Velg kontoutskriften. Kvitteringen (pain.002) leses inn på siden for utbetalingen.",
        field="file",
    )


def _other_columns() -> Answer:
    return no(
        "other_columns",
        "Filen har ikke kolonnene som en kontoutskrift skal ha.",
        remedy="Bruk disse, med semikolon mellom: {columns}.",
        field="file",
        columns="; ".join(LINE_HEADINGS),
    )


def _not_kroner() -> Answer:
    return no(
        "not_in_kroner",
        "Filen har et beløp som ikke er i norske kroner, eller som ikke kan leses. Ingenting er lest inn.",
        remedy="Be banken om en utskrift av kontoen i NOK.",
        field="file",
    )


def _no_day(written: str) -> Answer:
    return no(
        "no_booking_day",
        "En linje mangler dato: «{written}».",
        remedy="Datoen skrives år-måned-dag, for eksempel 2026-03-10.",
        field="file",
        written=written,
    )


def _no_reference() -> Answer:
    return no(
        "no_bank_reference",
        "En linje mangler bankens egen referanse, så den kunne blitt lest to ganger. Ingenting er lest inn.",
        remedy="Be banken om en utskrift med referanser.",
        field="file",
    )
