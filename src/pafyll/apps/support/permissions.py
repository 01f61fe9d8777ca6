"""Who may plan a change of organisations, who approves it, and who may work from a file."""

from __future__ import annotations

from pafyll.apps.organisations.permissions import Role, Viewer
from pafyll.apps.support.models import BulkFile, BulkRow, Reorganisation
from pafyll.domain.answers import Answer, first_no, no, yes
from pafyll.domain.lifecycles.bulk_file import BulkFileStatus
from pafyll.domain.lifecycles.reorganisation import OPEN, ReorganisationStatus

PLANNERS = (Role.SUPPORT, Role.DIRECTORATE_OFFICER, Role.DIRECTORATE_DECIDER)
S = ReorganisationStatus
UNDOABLE = (BulkFile.Kind.ROLES, BulkFile.Kind.MERGES)


def may_plan(viewer: Viewer) -> Answer:
    """Whether the viewer may plan changes of organisations, and see those that are planned."""
    if viewer.has_role(*PLANNERS):
        return yes()
    return no("not_planner", "Bare brukerstøtten og direktoratet kan planlegge endringer av kommuner og skoler.")


def may_change(viewer: Viewer, reorganisation: Reorganisation) -> Answer:
    """Whether the viewer may change what is planned: only until it is proposed."""
    if reorganisation.status != S.PLANNED:
        remedy = "Be den som godkjenner, om å sende den tilbake."
        return no("not_planned", "Endringen er ikke lenger under planlegging.", remedy=remedy)
    return may_plan(viewer)


def may_decide(viewer: Viewer, reorganisation: Reorganisation) -> Answer:
    """Whether the viewer may approve the change, or return it: a decider, and not who proposed it."""
    return first_no([_is_proposed(reorganisation), _decides(viewer), _is_another(viewer, reorganisation)])


def may_cancel(viewer: Viewer, reorganisation: Reorganisation) -> Answer:
    """Whether the viewer may call the change off: until it is carried out, and an approved one by who may approve."""
    if reorganisation.status not in OPEN:
        return no("not_open", "Endringen er allerede gjennomført eller avlyst.")
    return _decides(viewer) if reorganisation.status == S.APPROVED else may_plan(viewer)


def _is_proposed(reorganisation: Reorganisation) -> Answer:
    if reorganisation.status == S.PROPOSED:
        return yes()
    return no("not_proposed", "Endringen venter ikke på godkjenning.")


def _decides(viewer: Viewer) -> Answer:
    if viewer.has_role(Role.DIRECTORATE_DECIDER):
        return yes()
    return no("not_decider", "Bare en beslutter i direktoratet kan gjøre dette.")


def _is_another(viewer: Viewer, reorganisation: Reorganisation) -> Answer:
    if viewer.user is None or viewer.user.pk != reorganisation.proposed_by_id:
        return yes()
    return no("own_proposal", "Du har selv foreslått endringen.", remedy="Be en annen beslutter om å se på den.")


def may_carry_out(viewer: Viewer, file: BulkFile) -> Answer:
    """Whether the viewer may do what a tried file says: who sent it in, or a colleague."""
    if file.status != BulkFileStatus.TRIED:
        return no("not_tried", "Filen er allerede utført eller forkastet.")
    return first_no([may_plan(viewer), _has_something(file, BulkRow.Status.READY)])


def may_discard(viewer: Viewer, file: BulkFile) -> Answer:
    """Whether the viewer may throw a tried file away."""
    if file.status != BulkFileStatus.TRIED:
        return no("not_tried", "Filen er allerede utført eller forkastet.")
    return may_plan(viewer)


def may_undo(viewer: Viewer, file: BulkFile) -> Answer:
    """Whether the viewer may take back what a file did: where that is safe."""
    if file.status != BulkFileStatus.CARRIED_OUT:
        return no("not_carried_out", "Filen er ikke utført, eller allerede angret.")
    if file.kind not in UNDOABLE:
        text = "Dette kan ikke angres samlet."
        return no("not_undoable", text, remedy="Rett hver enkelt på sin egen side.")
    return first_no([may_plan(viewer), _has_something(file, BulkRow.Status.DONE)])


def _has_something(file: BulkFile, status: str) -> Answer:
    if file.rows.filter(status=status).exists():
        return yes()
    return no("nothing_to_do", "Ingen rader kan utføres.", remedy="Rett filen, og send den inn på nytt.")
