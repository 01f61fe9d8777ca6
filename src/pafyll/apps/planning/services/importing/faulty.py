"""The failed rows of a file that is still here, as a file."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext

from pafyll.apps.planning.models import StaffImport
from pafyll.apps.planning.services.importing.contents import judged
from pafyll.integrations.tables.staff import failed_rows_file


def failed_rows(staff_import: StaffImport, day: date) -> tuple[str, bytes]:
    """The name and content of the file of failed rows, in the reader's language."""
    return failed_rows_file(judged(staff_import, day), gettext)
