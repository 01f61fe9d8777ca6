"""A bank to try things on: it reads a real payment file and answers in the real formats, also when all goes wrong."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from xml.etree.ElementTree import Element, SubElement, tostring

from pafyll.integrations.bank.reading import each, find, read_document, text
from pafyll.integrations.bank.statements import LINE_HEADINGS

REPORT = "urn:iso:std:iso:20022:tech:xsd:pain.002.001.03"
NOTICE = "urn:iso:std:iso:20022:tech:xsd:camt.054.001.02"


@dataclass(frozen=True)
class Received:
    """What the bank has read of a payment file: its reference and (reference, kroner) of each amount."""

    reference: str
    day: date
    amounts: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class FakeBank:
    """How this bank behaves. Everything that is not said otherwise is accepted and paid as asked."""

    rejects: Mapping[str, tuple[str, str]] = field(default_factory=dict)  # reference: (code, the bank's words)
    waits_with: frozenset[str] = frozenset()  # no answer yet: pending
    pays_wrongly: Mapping[str, int] = field(default_factory=dict)  # reference: kroner that it pays instead
    also_pays: Sequence[tuple[str, int]] = ()  # (reference, kroner) that nobody asked for

    def receive(self, content: bytes) -> Received:
        """Reads a payment file, and refuses one whose numbers do not agree."""
        initiation = find(read_document(content), "CstmrCdtTrfInitn")
        assert initiation is not None
        header = find(initiation, "GrpHdr")
        amounts = tuple(self._amount(one) for one in each(initiation, "CdtTrfTxInf"))
        assert (len(amounts), sum(kroner for _, kroner in amounts)) == (
            int(text(header, "NbOfTxs")),
            int(text(header, "CtrlSum")),
        )
        day = date.fromisoformat(text(find(initiation, "PmtInf"), "ReqdExctnDt"))
        return Received(text(header, "MsgId"), day, amounts)

    @staticmethod
    def _amount(one: Element) -> tuple[str, int]:
        return text(one, "PmtId", "EndToEndId"), int(text(one, "Amt", "InstdAmt").removesuffix(".00"))

    def answer(self, content: bytes, *, number: int = 1) -> bytes:
        """The status report of a payment file. number tells the bank's reports of the same file apart."""
        received = self.receive(content)
        document = Element("Document", xmlns=REPORT)
        report = SubElement(document, "CstmrPmtStsRpt")
        header = SubElement(report, "GrpHdr")
        _put(header, "MsgId", f"SVAR{number}-{received.reference}"[:35])
        _put(header, "CreDtTm", f"{received.day.isoformat()}T08:00:00")
        group = SubElement(report, "OrgnlGrpInfAndSts")
        _put(group, "OrgnlMsgId", received.reference)
        _put(group, "OrgnlMsgNmId", "pain.001.001.03")
        _put(group, "GrpSts", "PART")
        batch = SubElement(report, "OrgnlPmtInfAndSts")
        _put(batch, "OrgnlPmtInfId", received.reference)
        for reference, _kroner in received.amounts:
            self._answer_one(batch, reference)
        return tostring(document, encoding="UTF-8", xml_declaration=True)

    def _answer_one(self, batch: Element, reference: str) -> None:
        one = SubElement(batch, "TxInfAndSts")
        _put(one, "OrgnlInstrId", reference)
        _put(one, "OrgnlEndToEndId", reference)
        code, said = self.rejects.get(reference, ("", ""))
        _put(one, "TxSts", "RJCT" if code else "PDNG" if reference in self.waits_with else "ACSP")
        if code:
            why = SubElement(one, "StsRsnInf")
            _put(SubElement(why, "Rsn"), "Cd", code)
            _put(why, "AddtlInf", said)

    def lines(self, content: bytes) -> list[tuple[str, str, int]]:
        """(the bank's reference, the amount's reference, kroner) of what it paid."""
        asked = [pair for pair in self.receive(content).amounts if self._pays(pair[0])]
        paid = [(reference, self.pays_wrongly.get(reference, kroner)) for reference, kroner in asked]
        return [
            (f"NOBANK{reference or 'UKJENT'}"[:35], reference, kroner) for reference, kroner in [*paid, *self.also_pays]
        ]

    def _pays(self, reference: str) -> bool:
        return reference not in self.rejects and reference not in self.waits_with

    def statement(self, content: bytes) -> bytes:
        """The notice of what was booked (camt.054)."""
        received = self.receive(content)
        return _notice(received, self.lines(content))

    def statement_csv(self, content: bytes) -> bytes:
        """The same as a table from the bank's portal."""
        received = self.receive(content)
        rows = [
            ";".join((own, received.day.isoformat(), f"-{kroner},00", reference, "Utbetaling"))
            for own, reference, kroner in self.lines(content)
        ]
        return "".join(f"{row}\r\n" for row in [";".join(LINE_HEADINGS), *rows]).encode("utf-8-sig")


def half_of(content: bytes) -> bytes:
    """A file whose download was cut short."""
    return content[: len(content) // 2]


def _notice(received: Received, lines: Iterable[tuple[str, str, int]]) -> bytes:
    document = Element("Document", xmlns=NOTICE)
    message = SubElement(document, "BkToCstmrDbtCdtNtfctn")
    header = SubElement(message, "GrpHdr")
    _put(header, "MsgId", f"UTSKRIFT-{received.reference}"[:35])
    _put(header, "CreDtTm", f"{received.day.isoformat()}T18:00:00")
    notice = SubElement(message, "Ntfctn")
    _put(notice, "Id", f"UTSKRIFT-{received.reference}"[:35])
    _put(notice, "CreDtTm", f"{received.day.isoformat()}T18:00:00")
    _put(SubElement(SubElement(SubElement(notice, "Acct"), "Id"), "Othr"), "Id", "12345678903")
    for own, reference, kroner in lines:
        _entry(notice, received.day, own, reference, kroner)
    return tostring(document, encoding="UTF-8", xml_declaration=True)


def _entry(notice: Element, day: date, own: str, reference: str, kroner: int) -> None:
    entry = SubElement(notice, "Ntry")
    SubElement(entry, "Amt", Ccy="NOK").text = f"{kroner}.00"
    _put(entry, "CdtDbtInd", "DBIT")
    _put(entry, "Sts", "BOOK")
    _put(SubElement(entry, "BookgDt"), "Dt", day.isoformat())
    _put(entry, "AcctSvcrRef", own)
    code = SubElement(SubElement(entry, "BkTxCd"), "Prtry")
    _put(code, "Cd", "TRF")
    detail = SubElement(SubElement(entry, "NtryDtls"), "TxDtls")
    references = SubElement(detail, "Refs")
    _put(references, "AcctSvcrRef", own)
    _put(references, "EndToEndId", reference or "NOTPROVIDED")
    _put(SubElement(detail, "RmtInf"), "Ustrd", "Utbetaling")


def _put(parent: Element, name: str, value: str) -> None:
    SubElement(parent, name).text = value
