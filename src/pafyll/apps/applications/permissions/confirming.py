"""Who may confirm that participants have started, until when, and who decides what came too late."""

from __future__ import annotations

from datetime import datetime

from pafyll.apps.applications.models import ConfirmationWindow, LateConfirmation, ParticipationTerm
from pafyll.apps.applications.permissions.owner import may_work_for
from pafyll.apps.organisations.permissions import Role, Viewer
from pafyll.domain.answers import Answer, first_no, no, yes
from pafyll.domain.lifecycles.change import LATE_CONFIRMATION, LateStatus
from pafyll.domain.lifecycles.participation import TermStatus
from pafyll.integrations.clock import OSLO


def may_confirm(viewer: Viewer, owner_id: int, window: ConfirmationWindow, at: datetime) -> Answer:
    """Whether the viewer may confirm the owner's participants for the window's semester at the moment."""
    return first_no([may_work_for(viewer, owner_id), is_open_window(window, at)])


def is_open_window(window: ConfirmationWindow, at: datetime) -> Answer:
    """Whether the window is open; a no says when it opens, or what to do when it is over."""
    if window.closed_at is None and window.opens_at <= at < window.closes_at:
        return yes()
    if at < window.opens_at:
        return no(
            "window_not_open",
            "Semesteret kan bekreftes fra {first}.",
            first=window.opens_at.astimezone(OSLO).date(),
        )
    return no(
        "window_closed",
        "Fristen for å bekrefte semesteret er ute.",
        remedy="Var deltakeren i gang, kan dere be om å få bekrefte for sent, med grunn. Direktoratet avgjør det.",
    )


def is_impartial(viewer: Viewer, person_id: int) -> Answer:
    """Whether the case is about somebody else."""
    if not viewer.is_self(person_id):
        return yes()
    return no(
        "disqualified",
        "Du deltar selv, og er inhabil.",
        law="fvl. § 6",
        remedy="Be en kollega ta denne saken.",
    )


def may_ask_late(viewer: Viewer, term: ParticipationTerm) -> Answer:
    """Whether the owner's people may ask to confirm the semester after the window."""
    return first_no([may_work_for(viewer, term.participation.owner_id), _was_missed(term), _has_no_case(term)])


def may_prepare_late(viewer: Viewer, case: LateConfirmation) -> Answer:
    """Whether the viewer may assess the case and recommend an outcome."""
    return first_no(
        [
            _is_directorate(viewer),
            is_impartial(viewer, case.term.participation.person_id),
            LATE_CONFIRMATION.may_become(case.status, LateStatus.PREPARED),
        ]
    )


def may_decide_late(viewer: Viewer, case: LateConfirmation) -> Answer:
    """Whether the viewer may decide the case, or return it: a decider other than the one who prepared it."""
    return first_no(
        [
            is_decider(viewer),
            is_impartial(viewer, case.term.participation.person_id),
            LATE_CONFIRMATION.may_become(case.status, LateStatus.ACCEPTED),
            is_another_than(viewer, case.prepared_by_id),
        ]
    )


def is_decider(viewer: Viewer) -> Answer:
    """Whether the viewer decides in the directorate."""
    if viewer.has_role(Role.DIRECTORATE_DECIDER):
        return yes()
    return no("not_decider", "Bare en beslutter i direktoratet kan avgjøre saken.")


def is_another_than(viewer: Viewer, preparer: int | None) -> Answer:
    """Two people: whoever prepared a case does not decide it."""
    if viewer.user is None or viewer.user.pk != preparer:
        return yes()
    return no("same_person", "Du har forberedt saken selv.", remedy="En annen beslutter må avgjøre den.")


def _is_directorate(viewer: Viewer) -> Answer:
    if viewer.works_for_directorate:
        return yes()
    return no("not_directorate", "Bare direktoratet behandler bekreftelser som kom for sent.")


def _was_missed(term: ParticipationTerm) -> Answer:
    if term.status == TermStatus.NOT_CONFIRMED:
        return yes()
    return no(
        "not_missed",
        "Semesteret har status «{status}», så det er ingenting å bekrefte for sent.",
        status=TermStatus(term.status).label,  # type: ignore[call-arg]
    )


def _has_no_case(term: ParticipationTerm) -> Answer:
    if not term.late_confirmations.exists():
        return yes()
    return no("already_asked", "Dere har alt bedt om dette.", remedy="Svaret står på deltakerens side.")
