"""What this app keeps about people."""

from __future__ import annotations

from django.utils.translation import gettext_noop as _

from pafyll.domain.privacy import Table, about_people, by_officers, nothing_personal
from pafyll.domain.privacy_marks import HISTORY, WORKPLACE, WRITTEN

TABLES: tuple[Table, ...] = (
    by_officers(
        "support.Reorganisation",
        "planned_by proposed_by decided_by",
        (
            "kind day source why status key planned_at proposed_at decided_at carried_out_at frame_parts moved "
            "stopped_by"
        ),
    ),
    nothing_personal("support.ReorganisationSource", "reorganisation organisation"),
    nothing_personal(
        "support.ReorganisationTarget",
        "reorganisation organisation name number municipality_code county_code is_heir",
    ),
    nothing_personal("support.FormFault", "day page form field code count"),
    by_officers("support.BulkFile", "sent_by", "kind name sha256 status sent_at"),
    about_people(
        "support.BulkRow",
        _("Det brukerstøtten har gjort for deg fra en fil"),
        "person",
        (HISTORY, "person made"),
        (WRITTEN, "cells said"),
        impersonal="file number status",
    ),
    about_people(
        "support.ReorganisationChoice",
        _("Hvor du arbeider etter en organisasjonsendring"),
        "person",
        (WORKPLACE, "person target"),
        impersonal="reorganisation school",
    ),
)
