"""Who applied and who got a place, by subject, county, owner, school size and gender."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from pafyll.domain.rules.subjects import subject_name
from pafyll.protocols.language import _
from pafyll.protocols.results import GRANTED, NOT_APPROVED, Results
from pafyll.protocols.run import Input

COUNTIES = {
    "03": "Oslo",
    "11": "Rogaland",
    "15": "Møre og Romsdal",
    "18": "Nordland",
    "31": "Østfold",
    "32": "Akershus",
    "33": "Buskerud",
    "34": "Innlandet",
    "39": "Vestfold",
    "40": "Telemark",
    "42": "Agder",
    "46": "Vestland",
    "50": "Trøndelag",
    "55": "Troms",
    "56": "Finnmark",
}


@dataclass(frozen=True)
class Group:
    """One line of a breakdown: its key, what it is called, and three counts."""

    key: str
    name: str
    applications: int
    approved: int
    granted: int


@dataclass(frozen=True)
class Breakdown:
    """A way of dividing the applications: its code, its title and its groups."""

    code: str
    title: str
    groups: tuple[Group, ...]


def breakdowns(given: Input, results: Results) -> list[Breakdown]:
    """One breakdown for each way of dividing that the input has columns for. The order is stable."""
    frame = _frame(given, results)
    titles = {
        "subject": _("Fag i første ønske"),
        "county": _("Fylke"),
        "school_size": _("Skolestørrelse"),
        "gender": _("Kjønn"),
        "scheme": _("Ordning i første valg"),
        "owner": _("Skoleeier"),
    }
    return [_breakdown(frame, code, title, given) for code, title in titles.items() if code in frame.columns]


def _frame(given: Input, results: Results) -> pl.DataFrame:
    """One row per application with the columns to divide by."""
    asked, offers, owners = given.tables.applications, given.tables.offers, given.tables.owners
    frame = asked.select("application_id", "owner_id", "offer_1", owner="owner_id", scheme="scheme_1")
    frame = frame.join(
        offers.select(offer_1="offer_id", subject="subject"), on="offer_1", maintain_order="left", how="left"
    )
    frame = frame.with_columns(results.applications["result"])
    if "county" in owners.columns:
        frame = frame.join(owners.select("owner_id", "county"), on="owner_id", maintain_order="left", how="left")
    if "school_pupils" in asked.columns:
        frame = frame.with_columns(_school_size(asked["school_pupils"]))
    if "gender" in asked.columns:
        frame = frame.with_columns(asked["gender"].fill_null("unknown"))
    return frame


SIZES = (100, 300, 500)  # the first number of pupils in each class but the smallest


def _school_size(pupils: pl.Series) -> pl.Series:
    """The class of the school as a key that sorts by size; the last is unknown."""
    size = sum((pupils >= least).cast(pl.Int8) for least in SIZES) + pl.Series([1], dtype=pl.Int8)
    return size.cast(pl.String).fill_null(str(len(SIZES) + 2)).alias("school_size")


def _breakdown(frame: pl.DataFrame, code: str, title: str, given: Input) -> Breakdown:
    counted = frame.group_by(key=code).agg(
        applications=pl.len(),
        approved=(pl.col("result") != NOT_APPROVED).sum(),
        granted=(pl.col("result") == GRANTED).sum(),
    )
    names = _names(code, given)
    groups = [
        Group(key or "", names.get(key or "", key) or _("ukjent"), *counts) for key, *counts in counted.iter_rows()
    ]
    if code in ("school_size", "county", "owner"):
        return Breakdown(code, title, tuple(sorted(groups, key=lambda group: group.key)))
    return Breakdown(code, title, tuple(sorted(groups, key=lambda group: (-group.applications, group.key))))


def _names(code: str, given: Input) -> dict[str, str]:
    if code == "subject":
        return {key: _(subject_name(key)) for key in given.tables.offers["subject"].unique()}
    if code == "county":
        return {key: f"{key} {name}" for key, name in COUNTIES.items()}
    if code == "owner" and "name" in given.tables.owners.columns:
        named = given.tables.owners.select("owner_id", "name").iter_rows()
        return {key: f"{name} ({key})" if name else key for key, name in named}
    if code == "scheme":
        return {"substitute": _("vikarordning"), "scholarship": _("stipendordning")}
    return _OTHER_NAMES[code]() if code in _OTHER_NAMES else {}


_OTHER_NAMES = {
    "gender": lambda: {"woman": _("kvinner"), "man": _("menn"), "unknown": _("ukjent")},
    "school_size": lambda: {
        "1": _("under 100 elever"),
        "2": _("100–299 elever"),
        "3": _("300–499 elever"),
        "4": _("500 elever eller flere"),
        "5": _("ukjent"),
    },
}


def figures(given: Input, results: Results, divided: list[Breakdown]) -> pl.DataFrame:
    """Every figure of the protocol in one long table: figure, key, name, measure, value."""
    total = Group("", _("Alle"), len(results.applications), 0, results.count(GRANTED))
    total = Group("", total.name, total.applications, total.applications - results.count(NOT_APPROVED), total.granted)
    whole = Breakdown("total", "", (total,))
    rows = [
        (one.code, group.key, group.name, measure, getattr(group, measure))
        for one in [whole, *divided]
        for group in one.groups
        for measure in ("applications", "approved", "granted")
    ]
    return pl.DataFrame(rows, schema=["figure", "key", "name", "measure", "value"], orient="row")
