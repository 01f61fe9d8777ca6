"""When a principal may give and change a statement."""

from __future__ import annotations

from datetime import datetime

from pafyll.apps.applications.models import Application
from pafyll.apps.applications.queries.dispensations import owners_deadline
from pafyll.apps.organisations.permissions import Viewer
from pafyll.domain.answers import Answer, first_no, no, yes
from pafyll.domain.lifecycles.application import ApplicationStatus as S

AWAITING_OWNER = {S.SUBMITTED, S.STATED}


def may_state(viewer: Viewer, application: Application, at: datetime) -> Answer:
    """Whether the viewer may give or change the statement: as impartial principal, until the owner has acted."""
    return first_no(
        [
            _leads_the_school(viewer, application),
            _is_impartial(viewer, application),
            _owner_has_not_acted(application),
            _owners_still_work(application, at),
        ]
    )


def is_full_statement(supports: bool, reason: str) -> Answer:
    """A statement that does not support says why: the teacher reads it, and the owner builds on it."""
    if supports or reason.strip():
        return yes()
    return no(
        "reason_missing",
        "Skriv hvorfor du ikke støtter søknaden.",
        remedy="Læreren og skoleeieren leser begrunnelsen.",
        field="reason",
    )


def _leads_the_school(viewer: Viewer, application: Application) -> Answer:
    if application.school_id in viewer.leads_schools:
        return yes()
    return no("not_your_school", "Bare rektor ved lærerens skole kan uttale seg.")


def _is_impartial(viewer: Viewer, application: Application) -> Answer:
    if not viewer.is_self(application.person_id):
        return yes()
    return no(
        "disqualified",
        "Dette er din egen søknad, og da er du inhabil.",
        remedy="Be skoleeieren om å la en annen uttale seg.",
        law="fvl. § 6",
    )


def _owner_has_not_acted(application: Application) -> Answer:
    if application.status in AWAITING_OWNER:
        return yes()
    return no(
        "owner_has_acted",
        "Søknaden har status «{status}», og uttalelsen kan ikke endres.",
        remedy="Har du noe å tilføye, ta det opp med skoleeieren.",
        status=application.get_status_display(),
    )


def _owners_still_work(application: Application, at: datetime) -> Answer:
    if at < application.round.owner_closes_at or at < owners_deadline(application.round, application.owner_id):
        return yes()
    return no("too_late", "Skoleeierens frist er ute, og uttalelsen kan ikke lenger brukes.")
