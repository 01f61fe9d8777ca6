"""Files of staff that nobody confirms are removed when they have waited long enough."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction

from pafyll.apps.casework.models import Job
from pafyll.apps.casework.services import AlreadyChanged, Refusal, advance
from pafyll.apps.planning.models import StaffImport
from pafyll.domain.lifecycles.job import LIVE
from pafyll.domain.lifecycles.staff_import import STAFF_IMPORT, WAITING, StaffImportStatus
from pafyll.domain.rules.deadlines import norwegian_day

DAYS = 30  # our own choice: long enough to ask a colleague, and no longer than a file of people should lie


def removed_on(staff_import: StaffImport) -> date:
    """The day that the file is removed when nobody has confirmed it."""
    return norwegian_day(staff_import.uploaded_at) + timedelta(days=DAYS)


def forgotten(*, at: datetime) -> list[StaffImport]:
    """Files that have waited their time, and that no job is at work with. Two queries."""
    rows = StaffImport.objects.filter(status__in=WAITING).defer("content", "faults").select_related("owner")
    due = [one for one in rows.order_by("pk") if removed_on(one) <= norwegian_day(at)]
    live = Job.objects.filter(about__in=[one.about for one in due], status__in=LIVE).values_list("about", flat=True)
    at_work = set(live)
    return [one for one in due if one.about not in at_work]


def forget(*, at: datetime) -> int:
    """Removes them, with what was read from them. How many. Safe twice: a file that is gone already is passed over."""
    return sum(_remove(one, at) for one in forgotten(at=at))


def _remove(staff_import: StaffImport, at: datetime) -> bool:
    try:
        with transaction.atomic():
            advance(staff_import, lifecycle=STAFF_IMPORT, to=StaffImportStatus.ABANDONED, by=None, at=at, days=DAYS)
            staff_import.people.all().delete()
            StaffImport.objects.filter(pk=staff_import.pk).update(content=None, faults=[])
    except (AlreadyChanged, Refusal):
        return False
    return True
