"""What this app keeps about people. Each field stands under one mark; a field without one fails a test."""

from __future__ import annotations

from django.utils.translation import gettext_noop as _

from pafyll.domain.privacy import Table, about_people, nothing_personal
from pafyll.domain.privacy_marks import STUDY

TABLES: tuple[Table, ...] = (
    nothing_personal(
        "catalogue.StudyProgramme",
        "provider code name subject credits stages description admission_requirement target_group version",
    ),
    nothing_personal(
        "catalogue.StudyOffer",
        (
            "programme code study_year semesters starts_in mode place gatherings capacity starts_on ends_on fee "
            "status copied_from unchecked version"
        ),
    ),
    about_people(
        "catalogue.ExchangeFile",
        _("Filer fra tilbydere"),
        "",
        (STUDY, "name content"),
        done_by="uploaded_by",
        impersonal="provider kind sha256 uploaded_at carried_out_at summary",
    ),
)
