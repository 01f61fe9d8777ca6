"""What a payee is due for a semester of a round, and the bank account that it is paid to."""

from pafyll.domain.lifecycles.lifecycle import Lifecycle, Status


class PaymentStatementStatus(Status):
    OPEN = "open", "Åpent"
    PAYABLE = "payable", "Klart til utbetaling"
    RETURNED = "returned", "Sendt tilbake"
    ON_HOLD = "on_hold", "Satt på vent"
    PAID = "paid", "Utbetalt"


S = PaymentStatementStatus
PAYMENT_STATEMENT = Lifecycle(
    "payment_statement",
    "oppgjøret",
    PaymentStatementStatus,
    {
        S.OPEN: {S.PAYABLE, S.ON_HOLD},
        S.PAYABLE: {S.PAID, S.RETURNED, S.ON_HOLD},  # returned by a person, by the bank, or by a change underneath
        S.RETURNED: {S.PAYABLE, S.ON_HOLD},
        S.ON_HOLD: {S.OPEN},
        S.PAID: set(),  # frozen: what is wrong becomes a line in a later statement
    },
)


class BankAccountStatus(Status):
    ENTERED = "entered", "Venter på godkjenning"
    APPROVED = "approved", "I bruk"
    REFUSED = "refused", "Ikke godkjent"
    REPLACED = "replaced", "Erstattet"


B = BankAccountStatus
BANK_ACCOUNT = Lifecycle(
    "bank_account",
    "kontonummeret",
    BankAccountStatus,
    {B.ENTERED: {B.APPROVED, B.REFUSED}, B.APPROVED: {B.REPLACED}, B.REFUSED: set(), B.REPLACED: set()},
)


class RecoveryStatus(Status):
    DEMANDED = "demanded", "Krevd tilbake"
    SETTLED = "settled", "Gjort opp"
    ANNULLED = "annulled", "Opphevet"


R = RecoveryStatus
RECOVERY = Lifecycle(
    "recovery",
    "kravet",
    RecoveryStatus,
    # Annulled after an appeal, while nothing of it has been taken.
    {R.DEMANDED: {R.SETTLED, R.ANNULLED}, R.SETTLED: set(), R.ANNULLED: set()},
)
