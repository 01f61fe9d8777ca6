"""Mail about admission: to the applicant, and to her owner when the place is not taken up."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from pafyll.apps.applications.models import Admission
from pafyll.apps.applications.services.owner_mail import tell_owner
from pafyll.apps.applications.services.telling import tell
from pafyll.domain.lifecycles.admission import AdmissionStatus
from pafyll.domain.rules.admission import reasons

S = AdmissionStatus
TO_APPLICANT = {
    S.OFFERED: "admission_offered",
    S.ADMITTED: "admission_admitted",
    S.NOT_ADMITTED: "admission_refused",
    S.LAPSED: "admission_lapsed",
    S.PASSED: "admission_result",
    S.FAILED: "admission_result",
    S.DEFERRED: "admission_result",
}
TO_OWNER = {S.NOT_ADMITTED, S.DECLINED, S.LAPSED, S.NOT_STARTED}  # what costs the owner's teacher the place


def tell_of(admission: Admission, *, at: datetime) -> None:
    """Tells the applicant what the new status means for her, and the owner when the place is not taken up."""
    reason = reasons().get(admission.reason)
    participation = admission.participation
    facts: dict[str, Any] = {
        "admission": admission,
        "study": str(admission.offer),
        "participation": participation,
        "status": S(admission.status).label,  # type: ignore[call-arg]
        "reason": reason.text if reason else "",
    }
    if letter := TO_APPLICANT.get(S(admission.status)):  # type: ignore[call-arg]
        tell(participation.person, letter, **facts)
    if admission.status in TO_OWNER:
        tell_owner(participation.owner, "admission_not_taken", at=at, **facts)
