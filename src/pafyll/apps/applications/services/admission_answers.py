"""The teacher's answer to an offer of admission: yes or no, before the last day is over."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from pafyll.apps.accounts.models import User
from pafyll.apps.applications.models import Admission
from pafyll.apps.applications.permissions.admission import may_answer_admission
from pafyll.apps.applications.services.admitting import locked_admissions, set_status
from pafyll.apps.applications.services.rounds import as_viewer
from pafyll.apps.casework.services import require
from pafyll.domain.lifecycles.admission import AdmissionStatus


@transaction.atomic
def answer_admission(*, admission: Admission, says_yes: bool, by: User, at: datetime) -> Admission:
    """A yes keeps the place. A no ends the participation with its money, and the place goes to the next in line."""
    admission = locked_admissions([admission.pk])[0]
    require(may_answer_admission(as_viewer(by, at), admission, at))
    admission.answered_at = at
    admission.save(update_fields=["answered_at"])
    to = AdmissionStatus.ACCEPTED if says_yes else AdmissionStatus.DECLINED
    set_status(admission, to, by=by, at=at)
    return admission
