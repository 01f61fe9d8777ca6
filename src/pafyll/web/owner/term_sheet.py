"""An owner's semesters in a confirmation window as an Excel file."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from pafyll.apps.applications.models import ConfirmationWindow, ParticipationTerm
from pafyll.apps.organisations.models import Organisation
from pafyll.web.components.tags.formats import moment, scheme, semester
from pafyll.web.owner.sheets import Column, workbook


def terms_sheet(rows: Sequence[ParticipationTerm], owner: Organisation, window: ConfirmationWindow) -> bytes:
    """Who is confirmed, who is left, and the kroner of each."""
    columns = [
        Column(_("Etternavn"), lambda row: row.participation.person.last_name),
        Column(_("Fornavn"), lambda row: row.participation.person.first_name),
        Column(_("Skole"), lambda row: row.participation.school.name if row.participation.school else "", 24),
        Column(_("Studium"), lambda row: row.participation.study_name, 36),
        Column(_("Ordning"), lambda row: scheme(row.participation.scheme), 16),
        Column(_("Semester"), lambda row: semester(row.semester), 14),
        Column(_("Studiepoeng"), lambda row: float(row.credits), 10),
        Column(_("Status"), lambda row: _(row.get_status_display()), 22),
        Column(_("Bekreftet"), lambda row: moment(row.confirmed_at), 24),
        Column(_("Staten"), lambda row: row.state_amount, 14, True),
        Column(_("Oss"), lambda row: row.owner_amount, 14, True),
    ]
    return workbook(_("Bekreftelser"), columns, rows, owner, window.round)
