"""The bank: payment orders out, its answers and its statement in. Values only; files, never a connection."""

from pafyll.integrations.bank.accounts import account_fault, normal_account, shown_account
from pafyll.integrations.bank.answers import read_answers
from pafyll.integrations.bank.statements import read_bank_lines
from pafyll.integrations.bank.tables import order_as_csv
from pafyll.integrations.bank.values import BankAnswer, BankAnswers, BankLine, Order, Outcome, Party, Transfer
from pafyll.integrations.bank.writing import order_as_xml

__all__ = [
    "BankAnswer",
    "BankAnswers",
    "BankLine",
    "Order",
    "Outcome",
    "Party",
    "Transfer",
    "account_fault",
    "normal_account",
    "order_as_csv",
    "order_as_xml",
    "read_answers",
    "read_bank_lines",
    "shown_account",
]
