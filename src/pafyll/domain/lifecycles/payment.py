"""A payment run, each payment in it, and each line of the bank's statement."""

from pafyll.domain.lifecycles.lifecycle import Lifecycle, Status


class PaymentRunStatus(Status):
    PREPARED = "prepared", "Klargjort"
    APPROVED = "approved", "Godkjent"
    SENT = "sent", "Sendt til banken"
    FINISHED = "finished", "Avsluttet"
    RETURNED = "returned", "Sendt tilbake"


R = PaymentRunStatus
PAYMENT_RUN = Lifecycle(
    "payment_run",
    "utbetalingen",
    PaymentRunStatus,
    {
        R.PREPARED: {R.APPROVED, R.RETURNED},
        R.APPROVED: {R.SENT, R.RETURNED},
        R.SENT: {R.FINISHED},  # when every payment is settled or rejected
        R.FINISHED: set(),
        R.RETURNED: set(),
    },
)


class PaymentStatus(Status):
    PREPARED = "prepared", "Klargjort"
    APPROVED = "approved", "Godkjent"
    SENT = "sent", "Sendt til banken"
    ACCEPTED = "accepted", "Godtatt av banken"
    SETTLED = "settled", "Betalt"
    REJECTED = "rejected", "Avvist av banken"
    TAKEN_OUT = "taken_out", "Tatt ut"


P = PaymentStatus
PAYMENT = Lifecycle(
    "payment",
    "betalingen",
    PaymentStatus,
    {
        P.PREPARED: {P.APPROVED, P.TAKEN_OUT},
        P.APPROVED: {P.SENT, P.TAKEN_OUT},
        P.SENT: {P.ACCEPTED, P.SETTLED, P.REJECTED},  # the statement may come before the answer
        P.ACCEPTED: {P.SETTLED, P.REJECTED},
        P.SETTLED: set(),
        P.REJECTED: set(),  # the same statement is paid by a new payment, in a later run
        P.TAKEN_OUT: set(),
    },
)
WITH_THE_BANK = (P.SENT, P.ACCEPTED)
LIVE = (P.PREPARED, P.APPROVED, P.SENT, P.ACCEPTED, P.SETTLED)  # a statement has one of these at most


class BankLineStatus(Status):
    MATCHED = "matched", "Avstemt"
    UNMATCHED = "unmatched", "Ikke avstemt"
    EXPLAINED = "explained", "Forklart"


B = BankLineStatus
BANK_LINE = Lifecycle(
    "bank_line",
    "linjen",
    BankLineStatus,
    {B.UNMATCHED: {B.MATCHED, B.EXPLAINED}, B.MATCHED: set(), B.EXPLAINED: set()},
)
