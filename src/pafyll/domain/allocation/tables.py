"""From tables (offers, applications, owners) to a Problem. The tables are taken as right; `pafyll.cli` checks files."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import numpy as np
import polars as pl

from pafyll.domain.allocation.problem import NO_LIMIT, NO_OFFER, Ints, Problem
from pafyll.domain.allocation.rates import NoRate, Rates, by_semester

UNKNOWN = -1  # no rate: only a fault where somebody wishes it

OFFER_THEN_SCHEME = ((1, 1), (1, 2), (2, 1), (2, 2))
SCHEME_THEN_OFFER = ((1, 1), (2, 1), (1, 2), (2, 2))
LOADS = ("HV", "H", "V")  # what an applicant takes of an offer in two semesters: both, or half of the credits
CONTRACT_ORDERS = {"offer_then_scheme": OFFER_THEN_SCHEME, "scheme_then_offer": SCHEME_THEN_OFFER}


def problem_from_tables(
    *,
    offers: pl.DataFrame,
    applications: pl.DataFrame,
    owners: pl.DataFrame,
    rates: Rates,
    state_money: Sequence[int] = (NO_LIMIT,),
    contract_order: str = "offer_then_scheme",
    schemes: tuple[str, ...] = ("substitute", "scholarship"),
) -> Problem:
    """The Problem that the three tables describe; row order has no effect.

    Columns: offers (offer_id, subject, semesters "HV"/"H"/"V", credits, capacity; provider may be left out),
    applications (application_id, person_id, owner_id, approved, owner_rank, lacks_credits, offer_1, offer_2,
    scheme_1, scheme_2, travel_1, travel_2; semesters, "H" or "V" for one semester only, may be left out; school_id
    is not used here), owners (owner_id, teacher_fte, quota,
    budget_autumn, budget_spring; county and flags, apart by ";", may be left out). null = none or no limit.
    Raises NoRate where a wish has no rate, ProblemFault where columns contradict each other.
    """
    offers, owners = offers.sort("offer_id"), owners.sort("owner_id")
    applications = _indexed(applications.sort("application_id"), offers, owners, schemes)
    return Problem(
        **_applicant_columns(applications),
        contracts=_priced(applications, offers, rates, schemes, CONTRACT_ORDERS[contract_order]),
        **_offer_columns(offers),
        **_owner_columns(owners),
        state_money=tuple(int(money) for money in state_money),
        schemes=schemes,
    )


def _indexed(
    applications: pl.DataFrame, offers: pl.DataFrame, owners: pl.DataFrame, schemes: tuple[str, ...]
) -> pl.DataFrame:
    """Identifiers replaced by positions, -1 where a wish is left out."""
    return applications.with_columns(
        _positions("owner_id", owners["owner_id"]),
        *[_positions(f"offer_{c}", offers["offer_id"]) for c in (1, 2)],
        *[_positions(f"scheme_{c}", pl.Series(schemes)) for c in (1, 2)],
        *[pl.col(f"travel_{c}").cast(pl.Int64).fill_null(0) for c in (1, 2)],
    )


def _positions(column: str, ids: pl.Series) -> pl.Expr:
    known = ids.cast(pl.String)
    position = pl.Series(np.arange(len(known), dtype=np.int32))
    given = pl.col(column).cast(pl.String)
    return given.replace_strict(known, position, default=None, return_dtype=pl.Int32).fill_null(NO_OFFER)


def _applicant_columns(applications: pl.DataFrame) -> dict[str, Any]:
    return {
        "application_ids": _bytes(applications["application_id"]),
        "person_ids": _bytes(applications["person_id"]),
        "owner": applications["owner_id"].to_numpy().astype(np.int32),
        "owner_rank": applications["owner_rank"].cast(pl.Int32).fill_null(0).to_numpy().copy(),
        "approved": applications["approved"].cast(pl.Boolean).fill_null(False).to_numpy().copy(),
        "lacks_credits": applications["lacks_credits"].cast(pl.Boolean).fill_null(False).to_numpy().copy(),
    }


def _bytes(ids: pl.Series) -> Ints:
    return np.array([one.encode() for one in ids.cast(pl.String).to_list()] or [b""], dtype="S")[: len(ids)]


def _offer_columns(offers: pl.DataFrame) -> dict[str, Any]:
    return {
        "offer_ids": tuple(offers["offer_id"].cast(pl.String).to_list()),
        "capacity": offers["capacity"].cast(pl.Int64).to_numpy().copy(),
        "subject": tuple(offers["subject"].to_list()),
        "provider": tuple(offers["provider"].to_list()) if "provider" in offers.columns else (),
    }


def _owner_columns(owners: pl.DataFrame) -> dict[str, Any]:
    texts = {name: _texts(owners, name) for name in ("county", "flags")}
    limits = {
        name: owners[name].cast(pl.Int64).fill_null(NO_LIMIT).to_numpy().copy()
        for name in ("quota", "budget_autumn", "budget_spring")
    }
    hundredths = [int(Decimal(str(fte)) * 100) for fte in owners["teacher_fte"].fill_null(0).to_list()]
    return {
        "owner_ids": tuple(owners["owner_id"].cast(pl.String).to_list()),
        "teacher_fte": np.array(hundredths, dtype=np.int64),
        **limits,
        "county": tuple(texts["county"]),
        "flags": tuple(frozenset(filter(None, text.split(";"))) for text in texts["flags"]),
    }


def _texts(table: pl.DataFrame, name: str) -> list[str]:
    if name not in table.columns:
        return [""] * len(table)
    return table[name].cast(pl.String).fill_null("").to_list()


def _costs(offers: pl.DataFrame, rates: Rates, schemes: tuple[str, ...]) -> Ints:
    """(load, offer, scheme) → state autumn and spring, owner autumn and spring, halves of travel in the autumn."""
    table = np.zeros((len(LOADS), len(offers) + 1, len(schemes) + 1, 5), dtype=np.int64)
    for o, offer in enumerate(offers.iter_rows(named=True)):
        for load, semesters in enumerate(LOADS):
            for s, scheme in enumerate(schemes):
                table[load, o, s] = _cost(offer, semesters, scheme, rates)
    return table


def _cost(offer: dict[str, Any], load: str, scheme: str, rates: Rates) -> tuple[int, ...]:
    credits, semesters = Decimal(str(offer["credits"])), offer["semesters"]
    if semesters == "HV" and load != "HV":
        credits, semesters = credits / 2, load
    travel = {"H": 2, "V": 0}.get(semesters, 1)
    try:
        state, owner = rates.cost(scheme, offer["subject"], credits)
    except NoRate:
        return (*(UNKNOWN,) * 4, travel)
    return (*by_semester(state, semesters), *by_semester(owner, semesters), travel)


def _loads(applications: pl.DataFrame) -> Ints:
    """Index into LOADS; both semesters where nothing is said."""
    if "semesters" not in applications.columns:
        return np.zeros(len(applications), dtype=np.int64)
    said = applications["semesters"].cast(pl.String).fill_null("HV").to_list()
    return np.array([LOADS.index(one) if one in LOADS else 0 for one in said], dtype=np.int64)


def _priced(
    applications: pl.DataFrame,
    offers: pl.DataFrame,
    rates: Rates,
    schemes: tuple[str, ...],
    order: tuple[tuple[int, int], ...],
) -> Ints:
    contracts = _contracts(applications, _costs(offers, rates, schemes), order)
    without_rate = contracts[contracts[..., 2] == UNKNOWN]
    if len(without_rate):
        raise NoRate(schemes[without_rate[0][1]], offers["subject"][int(without_rate[0][0])])
    return contracts


def _contracts(applications: pl.DataFrame, costs: Ints, order: tuple[tuple[int, int], ...]) -> Ints:
    """The contracts of all applicants, moved to the left so that every wish comes before the empty places."""
    contracts = np.full((len(applications), len(order), 6), NO_OFFER, dtype=np.int32)
    load = _loads(applications)
    for k, (choice, scheme_choice) in enumerate(order):
        offer = applications[f"offer_{choice}"].to_numpy()
        scheme = applications[f"scheme_{scheme_choice}"].to_numpy()
        cost = costs[load, offer, scheme]
        travel = applications[f"travel_{choice}"].to_numpy()
        autumn = travel * cost[:, 4] // 2
        wished = (offer >= 0) & (scheme >= 0)
        columns = (offer, scheme, cost[:, 0], cost[:, 1], cost[:, 2] + autumn, cost[:, 3] + travel - autumn)
        contracts[:, k] = np.where(wished[:, None], np.stack(columns, axis=1), [NO_OFFER, 0, 0, 0, 0, 0])
    to_left = np.argsort(contracts[..., 0] < 0, axis=1, kind="stable")
    return np.ascontiguousarray(np.take_along_axis(contracts, to_left[..., None], axis=1))
