"""Who may prepare, decide and send payments, and who may enter and approve account numbers."""

from __future__ import annotations

from pafyll.apps.grants.models import BankAccount, PaymentRun, PaymentStatement
from pafyll.apps.organisations.models import Organisation, RoleGrant
from pafyll.apps.organisations.permissions import Viewer
from pafyll.domain.answers import Answer, first_no, no, yes
from pafyll.domain.lifecycles.payment import PAYMENT_RUN, PaymentRunStatus
from pafyll.domain.lifecycles.payment_statement import BANK_ACCOUNT, BankAccountStatus, PaymentStatementStatus

Role = RoleGrant.Role
MAY_BE_HELD = (PaymentStatementStatus.OPEN, PaymentStatementStatus.RETURNED, PaymentStatementStatus.PAYABLE)


def may_prepare_payments(viewer: Viewer) -> Answer:
    """The directorate's people prepare, send and reconcile payments."""
    if viewer.works_for_directorate:
        return yes()
    return no("not_directorate", "Bare direktoratet kan klargjøre og sende utbetalinger.")


def may_decide_run(viewer: Viewer, run: PaymentRun) -> Answer:
    """Whether the viewer may approve the run: a decider who did not prepare it."""
    return first_no(
        [_is_decider(viewer), PAYMENT_RUN.may_become(run.status, PaymentRunStatus.APPROVED), _is_another(viewer, run)]
    )


def may_return_run(viewer: Viewer, run: PaymentRun) -> Answer:
    """Whether the viewer may send the run back: until it is sent to the bank, anybody who works with payments."""
    answer = PAYMENT_RUN.may_become(run.status, PaymentRunStatus.RETURNED)
    return first_no([may_prepare_payments(viewer), answer])


def may_send_run(viewer: Viewer, run: PaymentRun) -> Answer:
    """Whether the file may be made for the bank."""
    return first_no([may_prepare_payments(viewer), PAYMENT_RUN.may_become(run.status, PaymentRunStatus.SENT)])


def may_hold(viewer: Viewer, statement: PaymentStatement) -> Answer:
    """Whether the statement may be put on hold: not when it is paid, or with the bank."""
    if not (answer := may_prepare_payments(viewer)):
        return answer
    if statement.status not in MAY_BE_HELD:
        return no(
            "cannot_be_held",
            "Oppgjøret har status «{status}» og kan ikke settes på vent.",
            status=PaymentStatementStatus(statement.status).label,  # type: ignore[call-arg]
        )
    return yes()


def may_enter_account(viewer: Viewer, organisation: Organisation) -> Answer:
    """An owner's own people enter its account number; the directorate's people enter the directorate's."""
    roles = (Role.OWNER_OFFICER, Role.OWNER_DECIDER, Role.DIRECTORATE_OFFICER, Role.DIRECTORATE_DECIDER)
    if organisation.pk in viewer.organisations_in(*roles):
        return yes()
    return no("not_your_account", "Kontonummeret føres av {name}.", name=organisation.name)


def may_decide_account(viewer: Viewer, account: BankAccount) -> Answer:
    """Whether the viewer may approve or refuse the number: somebody in the directorate who did not enter it."""
    answer = BANK_ACCOUNT.may_become(account.status, BankAccountStatus.APPROVED)
    return first_no([may_prepare_payments(viewer), answer, _did_not_enter(viewer, account)])


def _is_decider(viewer: Viewer) -> Answer:
    if viewer.has_role(Role.DIRECTORATE_DECIDER):
        return yes()
    return no(
        "not_decider",
        "Utbetalinger godkjennes av en som har fullmakt til å beslutte.",
        remedy="Be en beslutter i direktoratet om å godkjenne.",
    )


def _is_another(viewer: Viewer, run: PaymentRun) -> Answer:
    if viewer.user is None or viewer.user.pk != run.prepared_by_id:
        return yes()
    return no(
        "same_person_prepared",
        "Du har selv klargjort denne utbetalingen. Den som godkjenner, må være en annen.",
        remedy="Be en kollega med fullmakt om å godkjenne.",
    )


def _did_not_enter(viewer: Viewer, account: BankAccount) -> Answer:
    if viewer.user is None or viewer.user.pk != account.entered_by_id:
        return yes()
    return no(
        "same_person_entered",
        "Du har selv ført dette kontonummeret. Den som godkjenner, må være en annen.",
        remedy="Be en kollega om å godkjenne.",
    )
