"""What payments, statements, account numbers and the bank's lines wait for."""

from __future__ import annotations

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pafyll.apps.casework.waiting import Holders, Inbox, Rests, Waits, not_by
from pafyll.apps.grants.inbox_terms import (
    DIRECTORATE,
    GOVERNOR,
    OTHER_DECIDER,
    Runners,
    has_year,
    is_in_live_run,
    newest_year,
    runners,
)
from pafyll.apps.grants.models import BankAccount, BankLine, Payment, PaymentRun, PaymentStatement
from pafyll.apps.organisations.models import RoleGrant
from pafyll.domain.lifecycles.payment import (
    BANK_LINE,
    PAYMENT,
    PAYMENT_RUN,
    BankLineStatus,
    PaymentRunStatus,
    PaymentStatus,
)
from pafyll.domain.lifecycles.payment_statement import (
    BANK_ACCOUNT,
    PAYMENT_STATEMENT,
    BankAccountStatus,
    PaymentStatementStatus,
)

A, B, P, R, S = BankAccountStatus, BankLineStatus, PaymentStatus, PaymentRunStatus, PaymentStatementStatus
GOVERNORS_OWN = Q(organisation__kind=GOVERNOR)
OF_ROUND = Q(scheme_year__isnull=True)
WITH_RUN = Rests("The payment run is the task, and takes it along.")
DUE = ("owner__name", "semester")


def statement(
    todo: object, page: str, keys: tuple[str, ...] = ("pk",), only: Q | None = None, otherwise: str = ""
) -> Waits:
    narrowed = (lambda at: only) if only is not None else None
    return Waits(todo, DIRECTORATE, f"authority:{page}", keys=keys, name=DUE, only=narrowed, otherwise=otherwise)


def run(todo: object, of_round: Holders, *, two: bool = False) -> tuple[Waits, Waits]:
    """Of a round, by the directorate; of awards, by those who run the scheme."""
    but = (not_by("prepared_by"),) if two else ()
    return (
        Waits(todo, of_round, "authority:payment_run", due="pay_on", name=("number",), only=lambda at: OF_ROUND),
        Waits(
            todo,
            runners("scheme_year", *but),
            "authority:award_run",
            due="pay_on",
            name=("number",),
            only=lambda at: ~OF_ROUND,
        ),
    )


PAYMENTS = (
    Inbox(
        PAYMENT_STATEMENT,
        PaymentStatement,
        {
            S.OPEN: Rests("It is filled as semesters are confirmed, until the window is closed."),
            S.PAYABLE: statement(
                _("Klargjør utbetalingen av oppgjøret"),
                "pay_semester",
                ("round", "semester"),
                only=~is_in_live_run(),
                otherwise="A payment run has it, and is the task.",
            ),
            S.RETURNED: statement(_("Se hvorfor oppgjøret kom tilbake"), "payment_statement"),
            S.ON_HOLD: statement(_("Avgjør om oppgjøret fortsatt skal vente"), "payment_statement"),
        },
        ended="It is paid.",
    ),
    Inbox(
        PAYMENT_RUN,
        PaymentRun,
        {
            R.PREPARED: run(_("Godkjenn utbetalingen, eller send den tilbake"), OTHER_DECIDER, two=True),
            R.APPROVED: run(_("Send utbetalingen til banken"), DIRECTORATE),
            R.SENT: run(_("Les inn svaret fra banken"), DIRECTORATE),
        },
        ended="Every payment is settled or rejected, or the run was sent back.",
    ),
    Inbox(
        PAYMENT,
        Payment,
        {P.PREPARED: WITH_RUN, P.APPROVED: WITH_RUN, P.SENT: WITH_RUN, P.ACCEPTED: WITH_RUN},
        ended="It is settled, was taken out, or is paid by a new payment of the same statement.",
    ),
    Inbox(
        BANK_LINE,
        BankLine,
        {
            B.UNMATCHED: (
                Waits(
                    _("Forklar linjen på kontoutskriften"),
                    DIRECTORATE,
                    "authority:explain_line",
                    name=("booked_on", "text"),
                    only=lambda at: Q(file__payer__isnull=True),
                ),
                Waits(
                    _("Forklar linjen på kontoutskriften"),
                    Runners("file__payer"),
                    "authority:explain_award_line",
                    keys=(newest_year("file__payer"), "pk"),
                    name=("booked_on", "text"),
                    only=lambda at: Q(file__payer__isnull=False) & has_year("file__payer"),
                    otherwise="Nothing was paid from the account in any scheme.",
                ),
            )
        },
        ended="It belongs to a payment, or is explained.",
    ),
    Inbox(
        BANK_ACCOUNT,
        BankAccount,
        {
            A.ENTERED: (
                Waits(
                    _("Godkjenn kontonummeret"),
                    Holders(DIRECTORATE.roles, but=(not_by("entered_by"),)),
                    "authority:accounts",
                    keys=(),
                    name=("organisation__name",),
                    only=lambda at: ~GOVERNORS_OWN,
                ),
                Waits(
                    _("Godkjenn kontonummeret"),
                    Holders((RoleGrant.Role.COUNTY_GOVERNOR,), "organisation", but=(not_by("entered_by"),)),
                    "authority:award_account",
                    keys=(newest_year("organisation"),),
                    name=("organisation__name",),
                    only=lambda at: GOVERNORS_OWN & has_year("organisation"),
                    otherwise="Nothing is paid from the account before a scheme is decided.",
                ),
            ),
            A.APPROVED: Rests("It is in use."),
        },
        ended="It was refused, or another number took its place.",
    ),
)
