"""What this app keeps about people. Each field stands under one mark; a field without one fails a test."""

from __future__ import annotations

from django.utils.translation import gettext_noop as _

from pafyll.domain.privacy import Table, about_people
from pafyll.domain.privacy_marks import CASE

TABLES: tuple[Table, ...] = (
    about_people(
        "documents.Document",
        _("Brev og dokumenter om sakene dine"),
        "about",
        (CASE, "kind language title context pdf text sha256 version replaces about issued_at"),
        done_by="issued_by",
    ),
)
