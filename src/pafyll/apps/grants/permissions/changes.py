"""Who may report, register, decide and settle a change after the award, and who may demand money back."""

from __future__ import annotations

from pafyll.apps.applications.models import Participation
from pafyll.apps.applications.permissions.confirming import is_another_than, is_decider, is_impartial
from pafyll.apps.applications.permissions.owner import may_work_for
from pafyll.apps.grants.models import Change, RecoveryCase
from pafyll.apps.organisations.permissions import Viewer
from pafyll.domain.answers import Answer, first_no, no, yes
from pafyll.domain.lifecycles.change import CHANGE, RECOVERY_CASE, ChangeStatus, RecoveryCaseStatus
from pafyll.domain.lifecycles.participation import ParticipationStatus
from pafyll.domain.rules.changes import CHANGES, ChangeKind

TEACHERS_KINDS = (ChangeKind.WITHDRAW, ChangeKind.DROP_OUT, ChangeKind.DEFER)
OVER = (ParticipationStatus.COMPLETED, ParticipationStatus.WITHDRAWN, ParticipationStatus.DROPPED_OUT)


def may_report(viewer: Viewer, participation: Participation) -> Answer:
    """Whether the viewer may report a change in her own study."""
    if not viewer.is_self(participation.person_id):
        return no("not_yours", "Bare den som studerer, kan melde endringer her.")
    return first_no([_goes_on(participation), _has_no_open_change(participation)])


def may_register(viewer: Viewer, participation: Participation) -> Answer:
    """Whether the viewer may register a change for the owner's participant."""
    return first_no(
        [
            may_work_for(viewer, participation.owner_id),
            is_impartial(viewer, participation.person_id),
            _goes_on(participation),
            _has_no_open_change(participation),
        ]
    )


def may_take_back(viewer: Viewer, change: Change) -> Answer:
    """Whether the viewer may take the report or the wish back: who made it, or the owner, until it is decided."""
    participation = change.participation
    is_mine = viewer.is_self(participation.person_id) and change.status == ChangeStatus.REPORTED
    if not is_mine and not (answer := may_work_for(viewer, change.owner_id)):
        return answer
    return CHANGE.may_become(change.status, ChangeStatus.TAKEN_BACK)


def may_handle_report(viewer: Viewer, change: Change) -> Answer:
    """Whether the viewer may act on a teacher's report for the owner."""
    answers = [may_work_for(viewer, change.owner_id), is_impartial(viewer, change.participation.person_id)]
    if change.status != ChangeStatus.REPORTED:
        answers.append(no("not_reported", "Endringen venter ikke på skoleeier."))
    return first_no(answers)


def may_prepare(viewer: Viewer, change: Change) -> Answer:
    """Whether the viewer may assess a wish for change in the directorate."""
    return first_no(
        [
            may_handle_cases(viewer),
            is_impartial(viewer, change.participation.person_id),
            CHANGE.may_become(change.status, ChangeStatus.PREPARED),
        ]
    )


def may_decide(viewer: Viewer, change: Change) -> Answer:
    """Whether the viewer may decide a prepared change, or return it: a decider who did not prepare it."""
    answers = [is_decider(viewer), is_impartial(viewer, change.participation.person_id)]
    if change.status != ChangeStatus.PREPARED:
        answers.append(no("not_prepared", "Endringen er ikke klar til vedtak."))
    return first_no([*answers, is_another_than(viewer, change.prepared_by_id)])


def may_choose(viewer: Viewer, change: Change) -> Answer:
    """Whether the viewer may choose for the owner between repaying and redirecting."""
    answers = [may_work_for(viewer, change.owner_id), is_impartial(viewer, change.participation.person_id)]
    if change.status != ChangeStatus.CARRIED_OUT or (CHANGES[change.what].is_directorates and change.holds_money):
        answers.append(no("nothing_to_choose", "Det er ikke noe utbetalt beløp å velge om."))
    if hasattr(change, "choice"):
        answers.append(
            no("already_chosen", "Dere har alt valgt.", remedy="Ta kontakt med direktoratet om noe er feil.")
        )
    return first_no(answers)


def may_handle_cases(viewer: Viewer) -> Answer:
    """Whether the viewer handles cases about participations in the directorate."""
    if viewer.works_for_directorate:
        return yes()
    return no("not_directorate", "Bare direktoratet behandler slike saker.")


def may_comment(viewer: Viewer, case: RecoveryCase) -> Answer:
    """Whether the viewer may comment for the owner that was forewarned."""
    return first_no(
        [
            may_work_for(viewer, case.commitment.owner_id),
            RECOVERY_CASE.may_become(case.status, RecoveryCaseStatus.COMMENTED),
        ]
    )


def may_prepare_recovery(viewer: Viewer, case: RecoveryCase) -> Answer:
    """Whether the viewer may assess a recovery."""
    return first_no([may_handle_cases(viewer), RECOVERY_CASE.may_become(case.status, RecoveryCaseStatus.PREPARED)])


def may_decide_recovery(viewer: Viewer, case: RecoveryCase) -> Answer:
    """Whether the viewer may decide a prepared recovery, or return it: a decider who did not prepare it."""
    return first_no(
        [
            is_decider(viewer),
            RECOVERY_CASE.may_become(case.status, RecoveryCaseStatus.DECIDED),
            is_another_than(viewer, case.prepared_by_id),
        ]
    )


def _goes_on(participation: Participation) -> Answer:
    if participation.status not in OVER:
        return yes()
    return no("over", "Deltakelsen er avsluttet, så det er ingenting å endre.")


def _has_no_open_change(participation: Participation) -> Answer:
    if not participation.changes.exclude(status__in=CLOSED).exists():
        return yes()
    return no(
        "change_waiting",
        "En endring er alt meldt og venter på svar.",
        remedy="Gjør den ferdig, eller trekk den tilbake, før du melder en ny.",
    )


CLOSED = (ChangeStatus.CARRIED_OUT, ChangeStatus.REFUSED, ChangeStatus.TAKEN_BACK)
