"""One row for each application, with all that figures are broken down by. For counting only, never for a page."""

from __future__ import annotations

import polars as pl

from pafyll.apps.applications.models import (
    Admission,
    Application,
    FreedPlace,
    OwnerApproval,
    Participation,
    ParticipationTerm,
    Round,
)
from pafyll.apps.catalogue.models import StudyOffer
from pafyll.apps.organisations.models import Organisation, Person
from pafyll.apps.statistics.queries.columns import code, columns_of, day, number
from pafyll.domain.lifecycles.admission import AdmissionStatus as M
from pafyll.domain.lifecycles.application import ApplicationStatus as A
from pafyll.domain.lifecycles.freed_place import FreedStatus
from pafyll.domain.lifecycles.participation import ParticipationStatus as P
from pafyll.domain.statistics.indicators import AGES, UNKNOWN

BEGUN = [P.STARTED.value, P.COMPLETED.value, P.DROPPED_OUT.value]
HOLDS = [P.AWARDED.value, *BEGUN]
ADMITTED = [M.ADMITTED, M.STARTED, M.NOT_STARTED, M.PASSED, M.FAILED, M.DEFERRED]
STARTS = (8, 1)  # the month and day of a school year on which ages are counted


def facts() -> pl.DataFrame:
    """Columns: the dimensions as codes, person, 0 and 1 for each count, kroner, credits and days waited.

    Subject, provider and scheme are those of the place that was given; of the first choice where none was. Ten queries.
    """
    return _in_stages(_in_words(_joined()))


def _joined() -> pl.DataFrame:
    """The applications that count, with what hangs on them."""
    sent = columns_of(
        Application.objects.filter(submitted_at__isnull=False), pk="pk", round="round_id", owner="owner_id",
        person="person_id", status="status", offer_1="offer_1_id", other="other_study_subject", scheme_1="scheme_1",
        sent="submitted_at",
    )  # fmt: skip
    sent = sent.with_columns(day(sent, "sent")).with_columns(first_sent=pl.col("sent").min().over("person"))
    held = columns_of(
        Participation.objects.all(), pk="application_id", participation="pk", held="status", offer="offer_id",
        given="scheme", worth="credits",
    )  # fmt: skip
    rows = sent.join(held, on="pk", how="left")
    rows = rows.filter(~pl.col("status").is_in([A.DRAFT.value, A.WITHDRAWN.value]) | pl.col("held").is_not_null())
    rows = rows.join(_rounds(), on="round", how="left").join(_people(), on="person", how="left")
    rows = rows.join(_studies().rename({"pk": "offer_1"}), on="offer_1", how="left")
    rows = rows.join(_studies().rename({"pk": "offer"}), on="offer", how="left", suffix="_given")
    owners = columns_of(Organisation.objects.all(), owner="pk", county="county_code")
    rows = rows.join(owners, on="owner", how="left").join(_costs(), on="participation", how="left")
    return _marked(rows)


def _rounds() -> pl.DataFrame:
    return columns_of(Round.objects.all(), round="pk", year="study_year", answer_on="result_on").with_columns(
        pl.col("answer_on").cast(pl.String).str.to_date()
    )


def _people() -> pl.DataFrame:
    return columns_of(Person.objects.all(), person="pk", sex="gender", born="birth_year")


def _studies() -> pl.DataFrame:
    return columns_of(
        StudyOffer.objects.all(), pk="pk", subject="programme__subject", provider="programme__provider_id",
        is_published="status",
    ).with_columns(pl.col("is_published") == StudyOffer.Status.PUBLISHED.value)  # fmt: skip


def _costs() -> pl.DataFrame:
    """Kroner of each participation, for the semesters that were confirmed, also if they were ended after that."""
    terms = ParticipationTerm.objects.filter(confirmed_at__isnull=False)
    rows = columns_of(terms, participation="participation_id", state_cost="state_amount", owner_cost="owner_amount")
    return rows.group_by("participation").agg(number("state_cost").sum(), number("owner_cost").sum())


def _marked(rows: pl.DataFrame) -> pl.DataFrame:
    """With a column that says so for each application that is approved, admitted, or whose place went to another."""
    marks = {
        "is_approved": columns_of(OwnerApproval.objects.filter(approved=True), pk="application_id"),
        "is_admitted": columns_of(Admission.objects.filter(status__in=ADMITTED), pk="participation__application_id"),
        "is_refilled": columns_of(FreedPlace.objects.filter(status=FreedStatus.FILLED), pk="left_by__application_id"),
    }
    for name, keys in marks.items():
        rows = rows.with_columns(pl.col("pk").is_in(keys["pk"].implode()).alias(name))
    return rows


def _in_words(rows: pl.DataFrame) -> pl.DataFrame:
    """Every dimension as a code; unknown where nothing is said."""

    def said(*names: str) -> pl.Expr:
        known = [pl.when(pl.col(name) != "").then(pl.col(name)) for name in names]
        return pl.coalesce(*known, pl.lit(UNKNOWN))

    return rows.with_columns(
        code("year"),
        subject=said("subject_given", "subject", "other"),
        county=said("county"),
        owner=code("owner").fill_null(UNKNOWN),
        provider=pl.coalesce(code("provider_given"), code("provider"), pl.lit(UNKNOWN)),
        scheme=said("given", "scheme_1"),
        sex=said("sex"),
        age=_age_group(pl.col("year").cast(pl.Int32) - pl.col("born").cast(pl.Int32)),
    )


def _age_group(age: pl.Expr) -> pl.Expr:
    """As domain.statistics.indicators.age_group, for a column."""
    groups = pl.lit(str(AGES[0][0]))
    for least, _label in AGES[1:]:
        groups = pl.when(age >= least).then(pl.lit(str(least))).otherwise(groups)
    return pl.when(age.is_null()).then(pl.lit(UNKNOWN)).otherwise(groups)


def _in_stages(rows: pl.DataFrame) -> pl.DataFrame:
    """Each stage counts only those of the stage before, so that the funnel never widens."""
    granted = (pl.col("status") == A.GRANTED.value) | pl.col("held").is_not_null()
    begun = pl.col("held").is_in(BEGUN).fill_null(value=False)
    stages = {
        "applied": pl.lit(value=True),
        "approved": pl.col("is_approved") | granted,
        "granted": granted,
        "admitted": granted & (pl.col("is_admitted") | begun),
        "started": begun,
        "completed": (pl.col("held") == P.COMPLETED.value).fill_null(value=False),
    }
    gave_up = (pl.col("held") == P.WITHDRAWN.value).fill_null(value=False)
    holds = pl.col("held").is_in(HOLDS) & pl.col("is_published_given")
    counts = stages | {
        "occupied": holds.fill_null(value=False),
        "gave_up": gave_up,
        "refilled": gave_up & pl.col("is_refilled"),
    }
    waited = (pl.col("answer_on") - pl.col("first_sent")).dt.total_days()
    return rows.select(
        *DIMENSIONS,
        "person",
        *(mark.cast(pl.Int64).alias(name) for name, mark in counts.items()),
        number("state_cost").cast(pl.Int64),
        number("owner_cost").cast(pl.Int64),
        credits=pl.when(stages["completed"]).then((number("worth") * 10).round()).otherwise(0.0).cast(pl.Int64),
        waited=pl.when(granted & (waited >= 0)).then(waited),
    )


DIMENSIONS = ("year", "subject", "county", "owner", "provider", "scheme", "sex", "age")
