"""The result of a run as tables: one row per application, per owner and per offer."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from pafyll.domain.allocation import Outcome, Problem, outcome_rows
from pafyll.domain.rules.subjects import subject_name
from pafyll.protocols.run import Input

GRANTED, REFUSED, NOT_APPROVED = "granted", "refused", "not_approved"
MONEY = ("state_autumn", "state_spring", "owner_autumn", "owner_spring")


@dataclass(frozen=True)
class Results:
    """applications has one row per application, in the order of identifiers; owners and offers sum it up."""

    applications: pl.DataFrame
    owners: pl.DataFrame
    offers: pl.DataFrame

    def count(self, result: str) -> int:
        """How many applications have the result."""
        return int((self.applications["result"] == result).sum())


def results_of(given: Input, outcome: Outcome) -> Results:
    """The tables of the run's result."""
    applications = _applications(given, outcome)
    return Results(applications, _owners(given, applications), _offers(given, applications))


def _applications(given: Input, outcome: Outcome) -> pl.DataFrame:
    asked = given.tables.applications
    rows = outcome_rows(given.problem, given.rules, outcome).drop("application_id")
    offers = given.tables.offers.select("offer_id", "provider", "subject")
    granted = pl.col("granted")
    result = (
        pl.when(granted).then(pl.lit(GRANTED)).when("approved").then(pl.lit(REFUSED)).otherwise(pl.lit(NOT_APPROVED))
    )
    return (
        pl.concat(
            [asked.select("application_id", "person_id", "owner_id", "school_id", "owner_rank", "approved"), rows],
            how="horizontal",
        )
        .with_columns(result=result)
        .with_columns(_money(given.problem, outcome))
        .join(offers, on="offer_id", how="left", maintain_order="left")
        .select(
            "application_id",
            "person_id",
            "owner_id",
            "school_id",
            "owner_rank",
            "result",
            "offer_id",
            "provider",
            "subject",
            "scheme",
            "wish",
            "tier",
            *MONEY,
        )
    )


def _money(problem: Problem, outcome: Outcome) -> list[pl.Series]:
    """What the state and the owner pay for each granted place; null for those without one."""
    granted = outcome.contract >= 0
    held = problem.contracts[np.arange(problem.applicants), np.maximum(outcome.contract, 0)]
    return [
        pl.Series(name, held[:, 2 + k].astype(np.int64)).set(pl.Series(~granted), None) for k, name in enumerate(MONEY)
    ]


def _owners(given: Input, applications: pl.DataFrame) -> pl.DataFrame:
    counts = applications.group_by("owner_id").agg(
        applications=pl.len(),
        approved=(pl.col("result") != NOT_APPROVED).sum(),
        granted=(pl.col("result") == GRANTED).sum(),
        **{name: pl.col(name).sum() for name in MONEY},
    )
    owners = given.tables.owners
    known = [name for name in ("name", "county") if name in owners.columns]
    limits = owners.select("owner_id", *known, "teacher_fte", "quota", "budget_autumn", "budget_spring")
    return limits.join(counts, on="owner_id", how="left", maintain_order="left").with_columns(
        pl.col("applications", "approved", "granted", *MONEY).fill_null(0)
    )


def _offers(given: Input, applications: pl.DataFrame) -> pl.DataFrame:
    granted = applications.filter(pl.col("result") == GRANTED).group_by("offer_id").len("granted")
    asked = given.tables.applications.filter("approved")
    first = asked.group_by(offer_id="offer_1").len("first_wishes")
    second = asked.drop_nulls("offer_2").group_by(offer_id="offer_2").len("second_wishes")
    table = given.tables.offers
    for counts in (first, second, granted):
        table = table.join(counts, on="offer_id", how="left", maintain_order="left")
    return table.with_columns(
        pl.col("first_wishes", "second_wishes", "granted").fill_null(0),
        subject_name=pl.col("subject").replace_strict({code: subject_name(code) for code in table["subject"].unique()}),
    )
