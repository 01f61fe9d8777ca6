"""The ledger's words: which accounts there are, and which kind of entry may move money from which to which."""

from __future__ import annotations

from enum import StrEnum


class AccountKind(StrEnum):
    """Where money can be. Only the treasury may be below zero: it owes what has been appropriated."""

    TREASURY = "treasury"
    APPROPRIATION = "appropriation"
    FRAME = "frame"
    COMMITTED = "committed"
    PAYABLE = "payable"
    PAID = "paid"
    RECEIVABLE = "receivable"
    REDIRECTED = "redirected"


ACCOUNT_LABELS = {
    AccountKind.TREASURY: "Statskassen",
    AccountKind.APPROPRIATION: "Bevilgning som ikke er fordelt",
    AccountKind.FRAME: "Ramme som ikke er bundet",
    AccountKind.COMMITTED: "Tilsagn som ikke er betalt",
    AccountKind.PAYABLE: "Sendt til utbetaling",
    AccountKind.PAID: "Utbetalt",
    AccountKind.RECEIVABLE: "Krevd tilbake",
    AccountKind.REDIRECTED: "Omdisponert av skoleeier",
}


class EntryKind(StrEnum):
    """What an entry says happened."""

    APPROPRIATE = "appropriate"
    ALLOT = "allot"
    REDUCE = "reduce"
    COMMIT = "commit"
    RELEASE = "release"
    SEND = "send"
    SETTLE = "settle"
    REJECT = "reject"
    DEMAND = "demand"
    RETURN = "return"
    REDIRECT = "redirect"
    REVERSE = "reverse"


ENTRY_LABELS = {
    EntryKind.APPROPRIATE: "Bevilget",
    EntryKind.ALLOT: "Ramme gitt",
    EntryKind.REDUCE: "Ramme satt ned",
    EntryKind.COMMIT: "Tilsagn gitt",
    EntryKind.RELEASE: "Tilsagn frigjort",
    EntryKind.SEND: "Sendt til banken",
    EntryKind.SETTLE: "Utbetalt",
    EntryKind.REJECT: "Avvist av banken",
    EntryKind.DEMAND: "Krevd tilbake",
    EntryKind.RETURN: "Betalt tilbake eller motregnet",
    EntryKind.REDIRECT: "Omdisponert",
    EntryKind.REVERSE: "Tilbakeført",
}

A = AccountKind
# (from, to) for each kind of entry. A reversal goes the other way of what it reverses, whatever that was.
ROUTES: dict[EntryKind, tuple[AccountKind, AccountKind]] = {
    EntryKind.APPROPRIATE: (A.TREASURY, A.APPROPRIATION),
    EntryKind.ALLOT: (A.APPROPRIATION, A.FRAME),
    EntryKind.REDUCE: (A.FRAME, A.APPROPRIATION),
    EntryKind.COMMIT: (A.FRAME, A.COMMITTED),
    EntryKind.RELEASE: (A.COMMITTED, A.FRAME),
    EntryKind.SEND: (A.COMMITTED, A.PAYABLE),
    EntryKind.SETTLE: (A.PAYABLE, A.PAID),
    EntryKind.REJECT: (A.PAYABLE, A.COMMITTED),
    EntryKind.DEMAND: (A.PAID, A.RECEIVABLE),
    EntryKind.RETURN: (A.RECEIVABLE, A.FRAME),
    EntryKind.REDIRECT: (A.PAID, A.REDIRECTED),
}
