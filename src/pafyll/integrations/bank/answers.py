"""Reads the bank's status report (ISO 20022 pain.002): what became of each amount, or of the whole file."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from pafyll.domain.answers import Answer, Refusal, no
from pafyll.integrations.bank.reading import each, find, local, read_document, text
from pafyll.integrations.bank.values import BankAnswer, BankAnswers, Outcome

OUTCOMES = {
    "ACTC": Outcome.PENDING,
    "RCVD": Outcome.PENDING,
    "PDNG": Outcome.PENDING,
    "ACCP": Outcome.ACCEPTED,
    "ACSP": Outcome.ACCEPTED,
    "ACSC": Outcome.ACCEPTED,
    "ACCC": Outcome.ACCEPTED,
    "ACWC": Outcome.ACCEPTED,
    "RJCT": Outcome.REJECTED,
    "CANC": Outcome.REJECTED,
}
PARTLY = "PART"  # of the whole file: some yes, some no; the amounts say which


def read_answers(content: bytes) -> BankAnswers:
    """The report's answers. Raises Refusal when the file is not a whole pain.002, or uses a status nobody knows."""
    report = find(read_document(content), "CstmrPmtStsRpt")
    if report is None:
        raise Refusal(_other_kind())
    group = find(report, "OrgnlGrpInfAndSts")
    answers = tuple(_answer(one, "OrgnlEndToEndId", "TxSts") for one in each(report, "TxInfAndSts"))
    return BankAnswers(
        reference=text(report, "GrpHdr", "MsgId"),
        order_reference=text(group, "OrgnlMsgId"),
        answers=answers,
        whole=_whole(report, group),
    )


def _whole(report: Element, group: Element | None) -> BankAnswer | None:
    """What is said of all: on the file, or on its one batch."""
    for element, status in ((group, "GrpSts"), (find(report, "OrgnlPmtInfAndSts"), "PmtInfSts")):
        if element is not None and text(element, status) not in ("", PARTLY):
            return _answer(element, "OrgnlMsgId", status)
    return None


def _answer(element: Element, reference: str, status: str) -> BankAnswer:
    code = text(element, status)
    if code not in OUTCOMES:
        raise Refusal(_unknown_status(code))
    why = next((child for child in element if local(child) == "StsRsnInf"), None)
    return BankAnswer(
        reference=text(element, reference),
        outcome=OUTCOMES[code],
        code=text(why, "Rsn", "Cd") or text(why, "Rsn", "Prtry"),
        reason=text(why, "AddtlInf"),
    )


def _other_kind() -> Answer:
    return no(
        "not_an_answer_file",
        "Filen er ikke en kvittering fra banken (pain.002).",
        remedy="Velg kvitteringsfilen. Kontoutskriften leses inn under «Avstemming».",
        field="file",
    )


def _unknown_status(code: str) -> Answer:
    return no(
        "unknown_bank_status",
        "Banken bruker statusen «{status}», som vi ikke kjenner. Ingenting er lest inn.",
        remedy="Spør banken hva den betyr, og meld fra til dem som drifter løsningen.",
        field="file",
        status=code,
    )
