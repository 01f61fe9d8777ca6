"""Who may give a later deadline in a round, and when it takes two."""

from __future__ import annotations

from datetime import datetime

from pafyll.apps.applications.models import Dispensation, Round
from pafyll.apps.applications.permissions.authority import may_prepare_rounds
from pafyll.apps.organisations.permissions import Role, Viewer
from pafyll.domain.answers import Answer, first_no, no, yes
from pafyll.domain.lifecycles.dispensation import DispensationStatus
from pafyll.domain.lifecycles.round import RoundStatus


def may_dispense(viewer: Viewer, round: Round) -> Answer:
    """Whether the viewer may register a dispensation in the round: until it is allocated."""
    return first_no([may_prepare_rounds(viewer), _is_open(round)])


def may_decide_dispensation(viewer: Viewer, dispensation: Dispensation) -> Answer:
    """Whether the viewer may decide it: a decider who did not prepare it, and whom it is not for."""
    return first_no(
        [
            may_dispense(viewer, dispensation.round),
            _is_prepared(dispensation),
            _is_decider(viewer),
            _is_another(viewer, dispensation),
        ]
    )


def is_later(closes_before: datetime, usual: datetime, at: datetime) -> Answer:
    """Whether the new deadline is after the usual one and after now."""
    if closes_before <= max(usual, at):
        return no(
            "not_later",
            "Den nye fristen må være etter den vanlige, og etter i dag.",
            remedy="Velg en senere dag.",
            field="closes_on",
        )
    return yes()


def _is_open(round: Round) -> Answer:
    if round.status == RoundStatus.OPEN:
        return yes()
    return no(
        "round_not_open",
        "Runden har status «{status}», så fristene i den kan ikke flyttes.",
        status=RoundStatus(round.status).label,  # type: ignore[call-arg]
    )


def _is_prepared(dispensation: Dispensation) -> Answer:
    if dispensation.status == DispensationStatus.PREPARED:
        return yes()
    return no("already_decided", "Dispensasjonen er allerede avgjort.")


def _is_decider(viewer: Viewer) -> Answer:
    if viewer.has_role(Role.DIRECTORATE_DECIDER):
        return yes()
    return no(
        "not_decider",
        "En senere frist for en skoleeier gjelder penger, og avgjøres av en som har fullmakt til å beslutte.",
        remedy="Be en beslutter i direktoratet om å avgjøre den.",
    )


def _is_another(viewer: Viewer, dispensation: Dispensation) -> Answer:
    if viewer.user is None or viewer.user.pk != dispensation.prepared_by_id:
        return yes()
    return no(
        "same_person_prepared",
        "Du har selv forberedt dispensasjonen. Den som avgjør den, må være en annen.",
        remedy="Be en kollega med fullmakt om å avgjøre den.",
    )
