"""Offers of admission that nobody answered in time: planned first, lapsed on request, safe twice."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from pafyll.apps.applications.models import Admission
from pafyll.apps.applications.services.admitting import locked_admissions, set_status
from pafyll.apps.casework.services import Refusal
from pafyll.domain.lifecycles.admission import AdmissionStatus


def plan_lapses(*, at: datetime) -> list[Admission]:
    """Offers whose last day is over, the oldest first. One query."""
    late = Admission.objects.filter(status=AdmissionStatus.OFFERED, answer_by__lte=at)
    return list(late.select_related("participation__application", "offer").order_by("answer_by", "pk"))


def lapse_all(plan: Iterable[Admission], *, at: datetime) -> tuple[int, list[str]]:
    """How many lapsed now, and why each of the others must wait: one that is held stops none of the rest."""
    lapsed, waiting = 0, []
    for one in plan:
        try:
            lapsed += lapse(admission=one, at=at)
        except Refusal as why_not:
            waiting.append(f"{one.participation.application.number}: {why_not.answer}")
    return lapsed, waiting


@transaction.atomic
def lapse(*, admission: Admission, at: datetime) -> bool:
    """No answer in time: the place goes to the next, as after a no. False when it was answered, or has time left.

    Refused while a change of the participation is ready to be decided.
    """
    admission = locked_admissions([admission.pk])[0]
    if admission.status != AdmissionStatus.OFFERED or admission.answer_by is None or at < admission.answer_by:
        return False
    set_status(admission, AdmissionStatus.LAPSED, by=None, at=at)
    return True
