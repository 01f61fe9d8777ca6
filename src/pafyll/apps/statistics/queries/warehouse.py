"""The rows of the warehouse's views. For files under an agreement only, never for a page."""

from __future__ import annotations

from datetime import date

import polars as pl
from django.utils.crypto import salted_hmac

from pafyll.apps.applications.models import ParticipationTerm
from pafyll.apps.organisations.models import Organisation
from pafyll.apps.organisations.permissions import Viewer
from pafyll.apps.statistics.queries.annotated import BEGUN, coded_applications
from pafyll.apps.statistics.warehouse import APPLICATIONS, SEMESTERS
from pafyll.domain.lifecycles.application import ApplicationStatus as A
from pafyll.domain.lifecycles.participation import ParticipationStatus as P
from pafyll.domain.statistics.indicators import age_group

AT_A_TIME = 5000
LENGTH = 20  # hexadecimal digits: 80 bits, so that no two people meet in one key

FIELDS: tuple[str, ...] = (
    "pk", "person_id", "round__study_year", "by_subject", "by_county", "by_owner", "by_provider", "by_scheme", "by_sex",
    "person__birth_year", "lacks_credits", "status", "approval__approved", "participation__status",
)  # fmt: skip


def pseudonym(agreement: str, kind: str, key: int) -> str:
    """The same for the same agreement, and without meaning outside it: nobody joins two agreements' files.

    It is worked out with the installation's secret key, so it cannot be tried out from a list of keys.
    """
    return salted_hmac(f"pafyll.warehouse.{agreement}", f"{kind}:{key}", algorithm="sha256").hexdigest()[:LENGTH]


def application_rows(*, viewer: Viewer, agreement: str) -> pl.DataFrame:
    """One row for each application. Two queries."""
    numbers = {str(pk): number for pk, number in Organisation.objects.values_list("pk", "number")}
    found = coded_applications(viewer=viewer).order_by("pk").values_list(*FIELDS)
    rows = []
    for (
        pk,
        person,
        year,
        subject,
        county,
        owner,
        provider,
        scheme,
        sex,
        born,
        lacks,
        status,
        said,
        taken,
    ) in found.iterator(AT_A_TIME):
        granted = status == A.GRANTED or taken is not None
        age = age_group(None if born is None else date(year, 8, 1).year - born)
        rows.append((
            pseudonym(agreement, "application", pk), pseudonym(agreement, "person", person), year, subject, county,
            numbers.get(owner, ""), numbers.get(provider, ""), scheme, sex, age, lacks, status,
            bool(said) or granted, granted, taken in BEGUN, taken == P.COMPLETED,
        ))  # fmt: skip
    return pl.DataFrame(rows, schema=APPLICATIONS.schema, orient="row")


def semester_rows(*, viewer: Viewer, agreement: str) -> pl.DataFrame:
    """One row for each semester of those applications. One query."""
    mine = coded_applications(viewer=viewer).order_by().values("pk")
    found = ParticipationTerm.objects.filter(participation__application__in=mine).order_by("pk")
    rows = [
        (pseudonym(agreement, "application", pk), semester, float(credits), state, owner, status)
        for pk, semester, credits, state, owner, status in found.values_list(
            "participation__application_id", "semester", "credits", "state_amount", "owner_amount", "status"
        ).iterator(AT_A_TIME)
    ]
    return pl.DataFrame(rows, schema=SEMESTERS.schema, orient="row")
