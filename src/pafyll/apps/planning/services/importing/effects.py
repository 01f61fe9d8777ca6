"""A dry run: the preview is carried out, the figures are read, and everything is rolled back."""

from __future__ import annotations

from django.db import transaction

from pafyll.apps.casework.jobs import Report
from pafyll.apps.organisations.models import Employment, Organisation
from pafyll.apps.planning.models import StaffImport
from pafyll.apps.planning.queries.needs import teachings
from pafyll.apps.planning.queries.places import Place
from pafyll.apps.planning.services.importing.applying import CARRIED_OUT, try_out
from pafyll.domain.planning.leaving import Assumption
from pafyll.domain.rules.qualification import LACKS, UNKNOWN

MOST_PEOPLE = 3000  # larger files would keep others from writing for too long


def effects_of(staff_import: StaffImport, report: Report) -> dict[str, list[str]]:
    """Each figure before and after, as texts; empty for a file that is too large to try."""
    if staff_import.people.filter(action__in=CARRIED_OUT).count() > MOST_PEOPLE:
        return {}
    before = _figures(staff_import)
    with transaction.atomic():
        try_out(staff_import, report)
        after = _figures(staff_import)
        transaction.set_rollback(True)
    return {name: [before[name], after[name]] for name in before}


def _figures(staff_import: StaffImport) -> dict[str, str]:
    """How many work for the owner after the file's day, what they teach, and where credits are lacking or not known."""
    owner, day = staff_import.owner, staff_import.as_of
    schools = Organisation.objects.filter(parent=owner, kind=Organisation.Kind.SCHOOL)
    place = Place(owner.name, schools, shows_people=True, owner=owner)
    years = [staff_import.school_year]
    rows = teachings(place=place, today=day, assumption=Assumption(), years=years)
    employed = Employment.objects.filter(workplace__parent=owner, starts_on__lte=day, ends_before=None)
    lacking = [row for row in rows if row.verdict == LACKS]
    return {
        "people": str(employed.values("person").distinct().count()),
        "taught": str(len(rows)),
        "lacking": str(len({row.person for row in lacking})),
        "lacking_hours": str(sum(row.hours for row in lacking)),
        "unknown": str(len({row.person for row in rows if row.verdict == UNKNOWN})),
    }
