"""Who may do what after an award: the recipient's own people, and impartial ones of those who run the scheme."""

from __future__ import annotations

from datetime import date
from typing import Any

from pafyll.apps.forums.models import SchemeYear
from pafyll.apps.forums.permissions.distribution import may_see_distribution
from pafyll.apps.grants.models import Award, AwardChange, AwardRecovery, AwardReport, AwardSettlement, Control
from pafyll.apps.grants.permissions.awards import acts_for
from pafyll.apps.organisations.permissions import Viewer
from pafyll.domain.answers import Answer, first_no, no, yes
from pafyll.domain.lifecycles.after_award import (
    AWARD_CHANGE,
    AWARD_RECOVERY,
    AWARD_SETTLEMENT,
    AwardChangeStatus,
    AwardRecoveryStatus,
    AwardSettlementStatus,
    ControlStatus,
)
from pafyll.domain.lifecycles.award import AwardReportStatus, AwardStatus
from pafyll.domain.lifecycles.scheme_year import SchemeYearStatus
from pafyll.domain.rules.deadlines import norwegian_day

C, R, K = AwardChangeStatus, AwardRecoveryStatus, ControlStatus
STANDS = (AwardStatus.DECIDED, AwardStatus.REPORTED)


def is_recipient(viewer: Viewer, award: Award) -> Answer:
    """Whether the viewer acts for the recipient."""
    if award.recipient_id in acts_for(viewer):
        return yes()
    return no("not_the_recipient", "Bare {recipient} kan gjøre dette.", recipient=award.recipient.name)


def may_apply_for_change(viewer: Viewer, award: Award) -> Answer:
    """Whether the viewer may apply: the recipient, while the award stands and no other change is open."""
    return first_no([is_recipient(viewer, award), _is_decided(award), _has_no_open_change(award)])


def may_take_back_change(viewer: Viewer, change: AwardChange) -> Answer:
    """Whether the viewer may take it back: the recipient, until it is ready to be decided."""
    return first_no([is_recipient(viewer, change.award), AWARD_CHANGE.may_become(change.status, C.TAKEN_BACK)])


def may_prepare_change(viewer: Viewer, change: AwardChange, *, day: date) -> Answer:
    """Whether the viewer may assess it and say how it should end."""
    return first_no([_runs(viewer, change.award, day), AWARD_CHANGE.may_become(change.status, C.PREPARED)])


def may_decide_change(viewer: Viewer, change: AwardChange, *, day: date) -> Answer:
    """Whether the viewer may decide it or send it back: another than whoever prepared it."""
    return first_no(
        [
            _runs(viewer, change.award, day),
            AWARD_CHANGE.may_become(change.status, C.REFUSED),
            _is_another(viewer, change.prepared_by_id),
        ]
    )


def may_settle(viewer: Viewer, award: Award, *, day: date) -> Answer:
    """Whether the viewer may say what becomes of what is left: when the final report is accepted, once."""
    return first_no([_runs(viewer, award, day), _is_reported(award), _is_not_settled(award)])


def may_decide_settlement(viewer: Viewer, settlement: AwardSettlement, *, day: date) -> Answer:
    """Whether the viewer may decide it or send it back: another than whoever prepared it."""
    return first_no(
        [
            _runs(viewer, settlement.award, day),
            AWARD_SETTLEMENT.may_become(settlement.status, AwardSettlementStatus.DECIDED),
            _is_another(viewer, settlement.prepared_by_id),
        ]
    )


def may_forewarn(viewer: Viewer, award: Award, *, day: date) -> Answer:
    """Whether the viewer may warn that money can be demanded back: of an award that stands, one case at a time."""
    return first_no([_runs(viewer, award, day), _stands(award), _has_no_open_recovery(award)])


def may_comment_on_recovery(viewer: Viewer, case: AwardRecovery) -> Answer:
    """Whether the viewer may comment: the recipient, until the case is assessed."""
    return first_no([is_recipient(viewer, case.award), AWARD_RECOVERY.may_become(case.status, R.COMMENTED)])


def may_prepare_award_recovery(viewer: Viewer, case: AwardRecovery, *, day: date) -> Answer:
    """Whether the viewer may assess the case."""
    return first_no([_runs(viewer, case.award, day), AWARD_RECOVERY.may_become(case.status, R.PREPARED)])


def may_decide_award_recovery(viewer: Viewer, case: AwardRecovery, *, day: date) -> Answer:
    """Whether the viewer may decide it or send it back: another than whoever prepared it."""
    return first_no(
        [
            _runs(viewer, case.award, day),
            AWARD_RECOVERY.may_become(case.status, R.DECIDED),
            _is_another(viewer, case.prepared_by_id),
        ]
    )


def may_book_paid_back(viewer: Viewer, case: AwardRecovery, *, day: date) -> Answer:
    """Whether the viewer may book that the money has come back."""
    return first_no([_runs(viewer, case.award, day), AWARD_RECOVERY.may_become(case.status, R.PAID_BACK)])


def may_announce_seed(viewer: Viewer, year: SchemeYear, *, day: date) -> Answer:
    """Whether the viewer may publish what a control is drawn with: when the awards are decided, once."""
    return first_no([may_see_distribution(viewer, year, day=day), _has_awards(year), _has_no_sample(year)])


def may_draw(viewer: Viewer, year: SchemeYear, *, day: date) -> Answer:
    """Whether the viewer may draw: the day after the seed was published, or later, so that nobody tries seeds out."""
    return first_no([may_see_distribution(viewer, year, day=day), _is_published(year, day)])


def may_answer_control(viewer: Viewer, control: Control) -> Answer:
    """Whether the viewer may send documentation: the recipient, until the control has a result."""
    if control.status in (K.IN_ORDER, K.DEVIATED):
        return no("control_over", "Kontrollen er avsluttet.")
    return is_recipient(viewer, control.award)


def may_close_control(viewer: Viewer, control: Control, *, day: date) -> Answer:
    """Whether the viewer may write the result, or ask for more."""
    answers = [_runs(viewer, control.award, day)]
    if control.status == K.ASKED and day <= control.due_on:
        answers.append(
            no("documentation_awaited", "Mottakeren kan sende dokumentasjon til og med {due}.", due=control.due_on)
        )
    if control.status in (K.IN_ORDER, K.DEVIATED):
        answers.append(no("control_over", "Kontrollen er avsluttet."))
    return first_no(answers)


def _runs(viewer: Viewer, award: Award, day: date) -> Answer:
    return may_see_distribution(viewer, award.scheme_year, day=day)


def _is_decided(award: Award) -> Answer:
    if award.status == AwardStatus.DECIDED:
        return yes()
    return no("not_decided", "Det kan søkes om endring av en tildeling som er vedtatt, til sluttrapporten er godkjent.")


def _stands(award: Award) -> Answer:
    if award.status in STANDS:
        return yes()
    return no("award_does_not_stand", "Tildelingen er ikke vedtatt, så ingenting kan kreves tilbake.")


def _has_no_open_change(award: Award) -> Answer:
    if not award.changes.filter(status__in=(C.SENT, C.PREPARED)).exists():
        return yes()
    return no(
        "change_waiting",
        "En endringssøknad er alt sendt og venter på svar.",
        remedy="Vent på svaret, eller trekk den tilbake, før dere sender en ny.",
    )


def _has_no_open_recovery(award: Award) -> Answer:
    if not award.recoveries.filter(status__in=(R.FOREWARNED, R.COMMENTED, R.PREPARED)).exists():
        return yes()
    return no("recovery_open", "En sak om tilbakebetaling er alt åpen.", remedy="Gjør den ferdig først.")


def _is_reported(award: Award) -> Answer:
    if award.status == AwardStatus.REPORTED:
        return yes()
    return no("not_reported", "Sluttrapporten er ikke godkjent ennå.", remedy="Godkjenn den først.")


def _is_not_settled(award: Award) -> Answer:
    standing = AwardSettlement.objects.filter(award=award).first()
    if standing is None or standing.status == AwardSettlementStatus.RETURNED:
        return yes()
    return no("settled", "Det er alt foreslått eller vedtatt hva som skal skje med det som ikke er brukt.")


def _is_another(viewer: Viewer, prepared_by: Any) -> Answer:
    if viewer.user is not None and prepared_by != viewer.user.pk:
        return yes()
    return no("decides_own_work", "Du har selv forberedt saken. En kollega må avgjøre den.")


def _has_awards(year: SchemeYear) -> Answer:
    if year.status in (SchemeYearStatus.DECIDED, SchemeYearStatus.ENDED):
        return yes()
    return no("not_decided_yet", "Kontrollen trekkes blant vedtatte tildelinger, og de er ikke vedtatt ennå.")


def _has_no_sample(year: SchemeYear) -> Answer:
    if getattr(year, "control_sample", None) is None:
        return yes()
    return no("seed_is_published", "Loddtallet er alt kunngjort, og kan ikke byttes.")


def _is_published(year: SchemeYear, day: date) -> Answer:
    sample = getattr(year, "control_sample", None)
    if sample is None:
        return no("seed_not_published", "Loddtallet er ikke kunngjort ennå.")
    if sample.drawn_at is not None:
        return no("already_drawn", "Kontrollen er alt trukket.")
    if day > norwegian_day(sample.announced_at):
        return yes()
    return no(
        "drawn_too_soon",
        "Loddtallet ble kunngjort i dag. Det trekkes tidligst i morgen, så alle kan se at det ikke er byttet.",
    )


def sent_reports(year: SchemeYear) -> int:
    """How many final reports were in: whoever chooses a seed after that could have looked. One query."""
    rows = AwardReport.objects.filter(award__scheme_year=year, kind=AwardReport.Kind.FINAL)
    return rows.exclude(status=AwardReportStatus.DRAFT).count()
