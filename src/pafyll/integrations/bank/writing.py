"""Writes a payment file in ISO 20022, pain.001.001.03, as the Norwegian banks' common guideline has it.

Source: BSK/Bits implementeringsguide, ISO 20022 pain.001.001.03 Customer Credit Transfer: domestic transfers in NOK,
accounts as BBAN in Othr, one end-to-end reference for each amount.
"""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement, tostring

from pafyll.integrations.bank.values import LONGEST_NAME, LONGEST_TEXT, Order, Party, Transfer

DECLARATION = "<?xml version='1.0' encoding='UTF-8'?>\n"
NAMESPACE = "urn:iso:std:iso:20022:tech:xsd:pain.001.001.03"


def order_as_xml(order: Order) -> bytes:
    """The file's bytes. The same order always gives the same bytes."""
    document = Element("Document", xmlns=NAMESPACE)
    initiation = SubElement(document, "CstmrCdtTrfInitn")
    _group_header(initiation, order)
    payment = _payment(initiation, order)
    for transfer in order.transfers:
        _transfer(payment, transfer)
    written: str = tostring(document, encoding="unicode")
    return f"{DECLARATION}{written}".encode()


def _group_header(parent: Element, order: Order) -> None:
    header = SubElement(parent, "GrpHdr")
    _text(header, "MsgId", order.reference)
    _text(header, "CreDtTm", order.made_at.replace(microsecond=0, tzinfo=None).isoformat())
    _text(header, "NbOfTxs", str(len(order.transfers)))
    _text(header, "CtrlSum", str(int(order.total)))
    _party(header, "InitgPty", order.payer)


def _payment(parent: Element, order: Order) -> Element:
    payment = SubElement(parent, "PmtInf")
    _text(payment, "PmtInfId", order.reference)
    _text(payment, "PmtMtd", "TRF")
    _text(payment, "BtchBookg", "false")  # each amount gets a line of its own on the statement
    _text(payment, "NbOfTxs", str(len(order.transfers)))
    _text(payment, "CtrlSum", str(int(order.total)))
    _text(payment, "ReqdExctnDt", order.pay_on.isoformat())
    _party(payment, "Dbtr", order.payer)
    _account(payment, "DbtrAcct", order.payer.account, currency=True)
    agent = SubElement(payment, "DbtrAgt")
    _text(SubElement(SubElement(agent, "FinInstnId"), "PstlAdr"), "Ctry", "NO")
    return payment


def _transfer(parent: Element, transfer: Transfer) -> None:
    one = SubElement(parent, "CdtTrfTxInf")
    identity = SubElement(one, "PmtId")
    _text(identity, "InstrId", transfer.reference)
    _text(identity, "EndToEndId", transfer.reference)
    amount = SubElement(SubElement(one, "Amt"), "InstdAmt", Ccy="NOK")
    amount.text = f"{int(transfer.amount)}.00"
    _party(one, "Cdtr", transfer.payee)
    _account(one, "CdtrAcct", transfer.payee.account)
    _text(SubElement(one, "RmtInf"), "Ustrd", plain(transfer.text)[:LONGEST_TEXT])


def _party(parent: Element, name: str, party: Party) -> None:
    element = SubElement(parent, name)
    _text(element, "Nm", plain(party.name)[:LONGEST_NAME])
    if name == "Cdtr":
        _text(SubElement(element, "PstlAdr"), "Ctry", "NO")
    other = SubElement(SubElement(SubElement(element, "Id"), "OrgId"), "Othr")
    _text(other, "Id", party.organisation_number)
    _text(SubElement(other, "SchmeNm"), "Cd", "CUST" if name == "InitgPty" else "BANK")


def _account(parent: Element, name: str, digits: str, *, currency: bool = False) -> None:
    account = SubElement(parent, name)
    other = SubElement(SubElement(account, "Id"), "Othr")
    _text(other, "Id", digits)
    _text(SubElement(other, "SchmeNm"), "Cd", "BBAN")
    if currency:
        _text(account, "Ccy", "NOK")


def _text(parent: Element, name: str, value: str) -> None:
    SubElement(parent, name).text = value


def plain(text: str) -> str:
    """Without the control characters that XML cannot carry, and with single spaces."""
    if not text.isprintable():
        text = "".join(sign if sign.isprintable() else " " for sign in text)
    return " ".join(text.split())
