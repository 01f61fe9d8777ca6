"""Synthetic rounds of any size from a fixed seed: two choices, two schemes, Zipf owners, limits that bind."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from pafyll.domain.allocation import Problem, Rate, Rates, problem_from_tables

# Amounts made up for measuring; they are no one's published rates.
RATES = Rates(
    [
        Rate("substitute", 160_000, 40_000, "laget for måling"),
        Rate("scholarship", 110_000, 0, "laget for måling"),
    ]
)
SUBJECTS = np.array(
    [
        *("mathematics", "norwegian", "english", "physical_education", "special_needs_education", "programming"),
        *("digital_competence", "early_learning", "music", "natural_science", "social_science"),
    ]
)
SUBJECT_WEIGHTS = np.array([19, 16, 15, 5, 12, 6, 7, 4, 5, 6, 5], dtype=float)


@dataclass(frozen=True)
class Round:
    """The three tables and the state's money."""

    offers: pl.DataFrame
    applications: pl.DataFrame
    owners: pl.DataFrame
    state_money: tuple[int, ...]

    def problem(self) -> Problem:
        """The round as a Problem."""
        return problem_from_tables(
            offers=self.offers,
            applications=self.applications,
            owners=self.owners,
            rates=RATES,
            state_money=self.state_money,
        )


def synthetic_round(applicants: int, seed: int = 20260301) -> Round:
    """A round of the size. About two thirds of the approved fit the places; money and quotas bind besides."""
    rng = np.random.default_rng(seed)
    offers = _offers(rng, applicants)
    owners, owner = _owners(rng, applicants)
    applications = _applications(rng, applicants, len(offers), owners, owner)
    approved = int(applications["approved"].sum())
    return Round(offers, applications, owners, (int(approved * 0.5 * 115_000),))


def _offers(rng: np.random.Generator, applicants: int) -> pl.DataFrame:
    count = int(min(2_000, max(12, applicants // 60)))
    weights = rng.pareto(1.6, count) + 0.4
    capacity = np.maximum(1, (weights / weights.sum() * applicants * 0.75).astype(np.int64))
    subject = SUBJECTS[rng.choice(len(SUBJECTS), count, p=SUBJECT_WEIGHTS / SUBJECT_WEIGHTS.sum())]
    return pl.DataFrame(
        {
            "offer_id": [f"S{j:05d}" for j in range(count)],
            "provider": [f"UH{j % 26:02d}" for j in range(count)],
            "subject": subject,
            "semesters": rng.choice(["HV", "HV", "HV", "H", "V"], count),
            "credits": rng.choice([30, 30, 15], count),
            "capacity": capacity,
        }
    )


def _owners(rng: np.random.Generator, applicants: int) -> tuple[pl.DataFrame, np.ndarray]:
    count = int(max(5, min(620, applicants // 16) if applicants <= 100_000 else applicants // 160))
    share = 1 / np.arange(1, count + 1) ** 0.9
    owner = rng.choice(count, applicants, p=share / share.sum())
    mine = np.bincount(owner, minlength=count)
    fte = np.maximum(200, (mine * rng.uniform(5, 12, count) * 100).astype(np.int64))
    quota = np.where(rng.random(count) < 0.4, np.ceil(mine * 0.55).astype(np.int64), -1)
    budget = {
        name: np.where(rng.random(count) < 0.6, (mine * rng.uniform(3_000, 12_000, count)).astype(np.int64), -1)
        for name in ("budget_autumn", "budget_spring")
    }
    columns = {"quota": quota, **budget}
    table = pl.DataFrame(
        {"owner_id": [f"E{j:04d}" for j in range(count)], "teacher_fte": (fte / 100).round(2), **columns}
    )
    return table.with_columns(pl.when(pl.col(c) >= 0).then(pl.col(c)).alias(c) for c in columns), owner


def _applications(
    rng: np.random.Generator, applicants: int, offers: int, owners: pl.DataFrame, owner: np.ndarray
) -> pl.DataFrame:
    popularity = 1 / np.arange(1, offers + 1) ** 0.5
    popularity /= popularity.sum()
    first, second = (rng.choice(offers, applicants, p=popularity) for _ in range(2))
    approved = rng.random(applicants) < 0.72
    scheme = np.array(["substitute", "scholarship"])
    scheme_1 = rng.integers(0, 2, applicants)
    table = pl.DataFrame(
        {
            "application_id": [f"A{i:07d}" for i in rng.permutation(applicants)],
            "person_id": [f"P{i:07d}" for i in range(applicants)],
            "owner_id": owners["owner_id"].to_numpy()[owner],
            "school_id": [f"N{i:04d}" for i in rng.integers(0, 2_700, applicants)],
            "approved": approved,
            "owner_rank": _ranks(rng, owner, approved),
            "lacks_credits": rng.random(applicants) < 0.3,
            "offer_1": [f"S{j:05d}" for j in first],
            "offer_2": [f"S{j:05d}" for j in second],
            "scheme_1": scheme[scheme_1],
            "scheme_2": scheme[1 - scheme_1],
            "travel_1": rng.integers(0, 9, applicants) * 1_000,
            "travel_2": rng.integers(0, 9, applicants) * 1_000,
        }
    )
    keep_second = pl.Series(rng.random(applicants) < 0.7) & (table["offer_1"] != table["offer_2"])
    keep_scheme = pl.Series(rng.random(applicants) < 0.5)
    return table.with_columns(
        pl.when(keep_second).then("offer_2").alias("offer_2"),
        pl.when(keep_scheme).then("scheme_2").alias("scheme_2"),
    )


def _ranks(rng: np.random.Generator, owner: np.ndarray, approved: np.ndarray) -> np.ndarray:
    """Every owner's approved applications ranked from 1, without gaps or ties; 0 for the others."""
    ranks = np.zeros(len(owner), dtype=np.int64)
    shuffled = rng.permutation(np.flatnonzero(approved))
    order = shuffled[np.argsort(owner[shuffled], kind="stable")]
    starts = np.flatnonzero(np.diff(owner[order], prepend=-1))
    lengths = np.diff(np.append(starts, len(order)))
    ranks[order] = np.arange(len(order)) - np.repeat(starts, lengths) + 1
    return ranks
