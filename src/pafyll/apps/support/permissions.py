"""Who may plan a change of organisations, and who approves it."""

from __future__ import annotations

from pafyll.apps.organisations.permissions import Role, Viewer
from pafyll.apps.support.models import Reorganisation
from pafyll.domain.answers import Answer, first_no, no, yes
from pafyll.domain.lifecycles.reorganisation import OPEN, ReorganisationStatus

PLANNERS = (Role.SUPPORT, Role.DIRECTORATE_OFFICER, Role.DIRECTORATE_DECIDER)
S = ReorganisationStatus


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
