"""What this app keeps about people. Each field stands under one mark; a field without one fails a test."""

from __future__ import annotations

from django.utils.translation import gettext_noop as _

from pafyll.domain.privacy import Table, about_people, nothing_personal
from pafyll.domain.privacy_marks import CONTACT, IDENTITY, NAME, WORKPLACE

TABLES: tuple[Table, ...] = (
    nothing_personal(
        "organisations.Organisation",
        (
            "kind name number parent municipality_code county_code teacher_fte_hundredths stages email "
            "written_form written_form_source flags starts_on ends_before succeeded_by speaks_for"
        ),
    ),
    about_people(
        "organisations.Person",
        _("Hvem du er"),
        "self",
        (NAME, "user first_name last_name"),
        (CONTACT, "email gender birth_year"),
        names="person qualifications",
    ),
    about_people(
        "organisations.IdentityNumber",
        _("Fødselsnummer eller D-nummer, kryptert"),
        "person",
        (IDENTITY, "person digest sealed source kept_at"),
    ),
    about_people(
        "organisations.Employment",
        _("Arbeidsforhold"),
        "person",
        (WORKPLACE, "person workplace position_percent is_permanent starts_on ends_before source"),
    ),
    about_people(
        "organisations.RoleGrant",
        _("Roller"),
        "person",
        (WORKPLACE, "person role organisation starts_on ends_before reason granted_at ended_at ended_why"),
        done_by="delegated_by granted_by ended_by",
    ),
)
