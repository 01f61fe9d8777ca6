"""Who admits applicants, who answers an offer of admission, and who may read how it goes."""

from __future__ import annotations

from datetime import datetime

from pafyll.apps.applications.models import Admission
from pafyll.apps.applications.permissions.waiting import day_before
from pafyll.apps.applications.queries.provider import providers_of
from pafyll.apps.organisations.permissions import Viewer
from pafyll.domain.answers import Answer, first_no, no, yes
from pafyll.domain.lifecycles.admission import AdmissionStatus


def may_admit(viewer: Viewer, admission: Admission) -> Answer:
    """Whether the viewer handles admission at the provider that gives the study, and is not the applicant herself."""
    return first_no([_is_own_offer(viewer, admission), _is_another(viewer, admission)])


def may_answer_admission(viewer: Viewer, admission: Admission, at: datetime) -> Answer:
    """Whether the viewer may say yes or no to the offer of admission: her own, open, before its last day is over."""
    return first_no([_is_own(viewer, admission), _is_open(admission), _is_in_time(admission, at)])


def _is_own_offer(viewer: Viewer, admission: Admission) -> Answer:
    if admission.offer.programme.provider_id in providers_of(viewer):
        return yes()
    return no("not_your_study", "Bare studiestedet som gir studiet, behandler opptaket.")


def _is_another(viewer: Viewer, admission: Admission) -> Answer:
    if not viewer.is_self(admission.participation.person_id):
        return yes()
    return no(
        "disqualified",
        "Du er selv søker, og er inhabil.",
        law="fvl. § 6",
        remedy="Be en kollega ta denne saken.",
    )


def _is_own(viewer: Viewer, admission: Admission) -> Answer:
    if viewer.is_self(admission.participation.person_id):
        return yes()
    return no("not_your_admission", "Dette er ikke ditt opptak.")


def _is_open(admission: Admission) -> Answer:
    if admission.status == AdmissionStatus.OFFERED:
        return yes()
    return no(
        "not_offered",
        "Det er ikke noe tilbud å svare på nå. Opptaket har status «{status}».",
        status=AdmissionStatus(admission.status).label,  # type: ignore[call-arg]
    )


def _is_in_time(admission: Admission, at: datetime) -> Answer:
    if admission.answer_by is None or at < admission.answer_by:
        return yes()
    return no(
        "answer_too_late",
        "Fristen for å svare var {day}.",
        remedy="Ta kontakt med studiestedet så fort du kan.",
        day=day_before(admission.answer_by),
    )
