"""What figures are made of besides the applications: places, answers, budgets, qualifications and awards."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import polars as pl
from django.db.models import Sum

from pafyll.apps.applications.models import Admission, AllocationResult, OwnerApproval, Statement
from pafyll.apps.casework.models import Appeal
from pafyll.apps.catalogue.models import StudyOffer
from pafyll.apps.grants.models import Award, AwardReport, OwnContribution
from pafyll.apps.grants.queries.award_statistics import REPORTED
from pafyll.apps.organisations.models import Organisation, Person
from pafyll.apps.planning.models import PlannedCost, SubjectTaught
from pafyll.apps.planning.queries.facts import counting_day, known_of
from pafyll.apps.statistics.queries.columns import code, columns_of, day
from pafyll.domain.lifecycles.allocation import RunStatus
from pafyll.domain.lifecycles.appeal import AppealStatus
from pafyll.domain.lifecycles.award import AwardStatus
from pafyll.domain.planning.budget import FURTHER, IN_SERVICE
from pafyll.domain.rules.qualification import DEVIATION, EXEMPT, LACKS, MEETS
from pafyll.domain.statistics.indicators import PARTIES, UNKNOWN

KNOWN = {MEETS, EXEMPT, LACKS, DEVIATION}
ANSWERED = {"year": pl.String, "party": pl.String, "person": pl.Int64, "response": pl.Int64}


def capacities() -> pl.DataFrame:
    """year, subject, provider, capacity: the places of the offers that are published. One query."""
    rows = columns_of(
        StudyOffer.objects.filter(status=StudyOffer.Status.PUBLISHED), year="study_year", capacity="capacity",
        subject="programme__subject", provider="programme__provider_id",
    )  # fmt: skip
    return rows.with_columns(code("year"), code("provider"), pl.col("subject").replace("", UNKNOWN))


def responses() -> pl.DataFrame:
    """year, party, person, response: the days that each party took to answer in each case. Five queries."""
    year = "application__round__study_year"
    asked = {
        "principal": columns_of(
            Statement.objects.all(), year=year, person="application__person_id", came="application__submitted_at",
            at="at",
        ),
        "owner": columns_of(
            OwnerApproval.objects.filter(application__statement__isnull=False), year=year,
            person="application__person_id", came="application__statement__at", at="at",
        ),
        "directorate": columns_of(
            AllocationResult.objects.filter(run__status=RunStatus.DECIDED), year=year, person="application__person_id",
            came="run__round__owner_closes_at", at="run__decided_at",
        ),
        "provider": columns_of(
            Admission.objects.filter(offered_at__isnull=False), year="participation__round__study_year",
            person="participation__person_id", came="received_at", at="offered_at",
        ),
    }  # fmt: skip
    frames = [_days(rows, party) for party, rows in asked.items()]
    return pl.concat([*frames, _appeals()])


def _days(rows: pl.DataFrame, party: str) -> pl.DataFrame:
    assert party in PARTIES
    took = (day(rows, "at") - day(rows, "came")).dt.total_days()
    found = rows.select(code("year"), party=pl.lit(party), person="person", response=took)
    return found.filter(pl.col("response") >= 0).cast(pl.Schema(ANSWERED))


def _appeals() -> pl.DataFrame:
    """An appeal belongs to the school year that it was sent in."""
    ended = Appeal.objects.filter(concluded_at__isnull=False).exclude(status=AppealStatus.WITHDRAWN)
    rows = columns_of(ended, person="submitted_by_id", came="submitted_at", at="concluded_at")
    came = day(rows, "came")
    return _days(rows.with_columns(year=came.dt.year() - (came.dt.month() < 8).cast(pl.Int32)), "appeals")


def budgets() -> pl.DataFrame:
    """budget_year, person (the owner), kroner bound to each purpose. A school year's cost falls on two. One query."""
    rows = columns_of(
        PlannedCost.objects.filter(removed_at__isnull=True, is_bound=True), person="owner_id", purpose="purpose",
        amount="amount", budget_year="budget_year", school_year="school_year", autumn="autumn_percent",
    )  # fmt: skip
    autumn = pl.col("amount") * pl.col("autumn") // 100
    whole = rows.filter(pl.col("budget_year").is_not_null()).with_columns(kroner=pl.col("amount"))
    split = rows.filter(pl.col("budget_year").is_null())
    first = split.with_columns(budget_year=pl.col("school_year"), kroner=autumn)
    second = split.with_columns(budget_year=pl.col("school_year") + 1, kroner=pl.col("amount") - autumn)
    every = pl.concat([whole, first, second])

    def bound(purpose: str) -> pl.Expr:
        return pl.when(pl.col("purpose") == purpose).then(pl.col("kroner")).otherwise(0)

    return every.select(
        code("budget_year"), "person", further_money=bound(FURTHER), in_service_money=bound(IN_SERVICE),
        all_money=pl.col("kroner"),
    )  # fmt: skip


def qualified(today: date) -> pl.DataFrame:
    """year, subject, county, person, taught, met: a row for each person, subject and year. Six queries.

    A person who teaches a subject at several stages meets the requirement where she meets it at all of them.
    """
    rows = pl.DataFrame(list(_standings(today)), schema=["year", "subject", "school", "person", "met"], orient="row")
    where = columns_of(
        Organisation.objects.filter(kind=Organisation.Kind.SCHOOL), school="pk", county="parent__county_code"
    )
    if rows.is_empty():
        return pl.DataFrame(schema=QUALIFIED)
    rows = rows.join(where, on="school", how="left").with_columns(code("year"), pl.col("county").replace("", UNKNOWN))
    rows = rows.with_columns(pl.col("county").fill_null(UNKNOWN))
    found = rows.sort("school").group_by("year", "subject", "person").agg(pl.col("county").first(), pl.col("met").min())
    return found.with_columns(taught=pl.lit(1, pl.Int64)).select(list(QUALIFIED)).cast(pl.Schema(QUALIFIED))


QUALIFIED = {
    "year": pl.String, "subject": pl.String, "county": pl.String, "person": pl.Int64, "taught": pl.Int64,
    "met": pl.Int64,
}  # fmt: skip


def _standings(today: date) -> Iterator[tuple[int, str, int, int, int]]:
    known = known_of(Person.objects.all())
    asked = SubjectTaught.objects.values_list("person_id", "school_id", "subject", "stage", "school_year")
    for person, school, subject, stage, year in asked.iterator(chunk_size=5_000):
        found = known.standing(person, school=school, subject=subject, stage=stage, day=counting_day(year, today))
        if found.verdict in KNOWN and found.required:
            yield year, subject, school, person, int(found.verdict in (MEETS, EXEMPT))


def awards() -> pl.DataFrame:
    """budget_year, award_scheme, awarded, used, own: kroner of each award that stands. Three queries."""
    standing = Award.objects.filter(status__in=[AwardStatus.DECIDED, AwardStatus.REPORTED])
    rows = columns_of(
        standing, award="pk", budget_year="scheme_year__year", award_scheme="scheme_year__scheme", awarded="amount"
    )
    final = AwardReport.objects.filter(kind=AwardReport.Kind.FINAL, status__in=[one.value for one in REPORTED])
    used = columns_of(final, award="award_id", used="used", reported="own_contribution")
    proved = OwnContribution.objects.filter(struck_out_at=None).values("award").annotate(own=Sum("amount"))
    own = pl.DataFrame([(row["award"], row["own"]) for row in proved], schema=OWN, orient="row")
    rows = rows.join(used, on="award", how="left").join(own, on="award", how="left")
    most = pl.max_horizontal(pl.col("own").fill_null(0), pl.col("reported").fill_null(0))  # as in the award statistics
    return rows.select(code("budget_year"), "award_scheme", "awarded", pl.col("used").fill_null(0), own=most)


OWN = {"award": pl.Int64, "own": pl.Int64}
