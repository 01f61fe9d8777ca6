"""Who may prepare, decide and send payments, and who may enter and approve account numbers."""

from __future__ import annotations

from datetime import date

from pafyll.apps.forums.models import SchemeYear
from pafyll.apps.forums.permissions.distribution import may_see_distribution
from pafyll.apps.forums.permissions.scheme_years import run_by
from pafyll.apps.grants.models import BankAccount, PaymentRun, PaymentStatement
from pafyll.apps.organisations.models import Organisation, RoleGrant
from pafyll.apps.organisations.permissions import Viewer
from pafyll.domain.answers import Answer, first_no, no, yes
from pafyll.domain.lifecycles.payment import PAYMENT_RUN, PaymentRunStatus
from pafyll.domain.lifecycles.payment_statement import BANK_ACCOUNT, BankAccountStatus, PaymentStatementStatus
from pafyll.domain.lifecycles.scheme_year import SchemeYearStatus

Role = RoleGrant.Role
MAY_BE_HELD = (PaymentStatementStatus.OPEN, PaymentStatementStatus.RETURNED, PaymentStatementStatus.PAYABLE)


def may_prepare_payments(viewer: Viewer) -> Answer:
    """The directorate's people prepare, send and reconcile payments."""
    if viewer.works_for_directorate:
        return yes()
    return no("not_directorate", "Bare direktoratet kan klargjøre og sende utbetalinger.")


def may_pay_awards(viewer: Viewer, year: SchemeYear, *, day: date) -> Answer:
    """Whether the viewer may prepare payments of the year's awards: an impartial one of those who run it, once decided.

    Who is disqualified in the year sees nothing of it either.
    """
    return first_no([may_see_distribution(viewer, year, day=day), _is_decided(year)])


def may_work_with(viewer: Viewer, run: PaymentRun, *, day: date) -> Answer:
    """Whether the run is the viewer's to work with: the directorate's people, or those who run the scheme year."""
    if run.scheme_year is None:
        return may_prepare_payments(viewer)
    return may_see_distribution(viewer, run.scheme_year, day=day)


def may_read_bank_of(viewer: Viewer, payer: Organisation | None) -> Answer:
    """Whether the viewer may read in what the bank says of the account: the directorate's where payer is empty."""
    if payer is None:
        return may_prepare_payments(viewer)
    if payer.pk in run_by(viewer):
        return yes()
    return no("not_your_account", "Kontonummeret føres av {name}.", name=payer.name)


def may_decide_run(viewer: Viewer, run: PaymentRun, *, day: date) -> Answer:
    """Whether the viewer may approve the run: another than whoever prepared it; for a round's, a decider."""
    answer = may_work_with(viewer, run, day=day) if run.scheme_year else _is_decider(viewer)
    return first_no([answer, PAYMENT_RUN.may_become(run.status, PaymentRunStatus.APPROVED), _is_another(viewer, run)])


def may_return_run(viewer: Viewer, run: PaymentRun, *, day: date) -> Answer:
    """Whether the viewer may send the run back: until it is sent to the bank, anybody who works with it."""
    answer = PAYMENT_RUN.may_become(run.status, PaymentRunStatus.RETURNED)
    return first_no([may_work_with(viewer, run, day=day), answer])


def may_send_run(viewer: Viewer, run: PaymentRun, *, day: date) -> Answer:
    """Whether the file may be made for the bank."""
    return first_no([may_work_with(viewer, run, day=day), PAYMENT_RUN.may_become(run.status, PaymentRunStatus.SENT)])


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
    """Everyone's own people enter its number: an owner's, a provider's, a County Governor's, the directorate's."""
    roles = (
        *(Role.OWNER_OFFICER, Role.OWNER_DECIDER, Role.PROVIDER_OFFICER),
        *(Role.COUNTY_GOVERNOR, Role.DIRECTORATE_OFFICER, Role.DIRECTORATE_DECIDER),
    )
    if organisation.pk in viewer.organisations_in(*roles):
        return yes()
    return no("not_your_account", "Kontonummeret føres av {name}.", name=organisation.name)


def may_decide_account(viewer: Viewer, account: BankAccount) -> Answer:
    """Whether the viewer may approve or refuse the number: somebody else than whoever entered it.

    What is paid to is approved in the directorate. What a County Governor pays from, a colleague approves.
    """
    own = account.organisation_id in viewer.organisations_in(Role.COUNTY_GOVERNOR)
    answer = BANK_ACCOUNT.may_become(account.status, BankAccountStatus.APPROVED)
    return first_no([yes() if own else may_prepare_payments(viewer), answer, _did_not_enter(viewer, account)])


def _is_decided(year: SchemeYear) -> Answer:
    if year.status in (SchemeYearStatus.DECIDED, SchemeYearStatus.ENDED):
        return yes()
    return no(
        "not_decided_yet",
        "Tildelingene er ikke vedtatt ennå, så det er ingenting å betale.",
        remedy="Vedta tildelingene først.",
    )


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
