"""From four tables in files to what a run needs, checked, with every fault told at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from pafyll.domain.allocation import NO_LIMIT, NoRate, Rate, Rates, RuleSet, problem_from_tables
from pafyll.domain.rules.subjects import GROUPS, SUBJECTS
from pafyll.integrations.tables import Checked, Fault, Unreadable, check, read
from pafyll.integrations.tables.allocation import APPLICATIONS, OFFERS, OWNERS, RATES, faults_between, missing_rates
from pafyll.integrations.tables.checks import in_order
from pafyll.integrations.tables.reader import ROW
from pafyll.protocols.faulty import Faulty
from pafyll.protocols.run import Input, Tables


@dataclass(frozen=True)
class Files:
    """Where the tables lie."""

    offers: Path
    applications: Path
    owners: Path
    rates: Path | None = None


@dataclass(frozen=True)
class Conditions:
    """What the tables do not say: the rules, the draw, the state's money, and the date that the person stated."""

    rules: RuleSet
    seed: str
    state_money: tuple[int, ...] = (NO_LIMIT,)
    date: str = ""
    rates: tuple[Rate, ...] = ()  # before those of the file


def input_from(files: Files, conditions: Conditions, *, extra_columns: bool = False) -> Input:
    """The checked input. Raises Faulty with every fault in every file."""
    checked, faults = _read_all(files, extra_columns)
    if {"offers", "applications", "owners"} <= checked.keys():
        faults += faults_between(checked["offers"], checked["applications"], checked["owners"])
    if faults:
        raise Faulty(in_order(faults, [path.name for path in (files.offers, files.applications, files.owners)]))
    return _input(files, conditions, checked)


def _input(files: Files, conditions: Conditions, checked: dict[str, Checked]) -> Input:
    tables = Tables(
        offers=_plain(checked["offers"], "offer_id"),
        applications=_plain(checked["applications"], "application_id"),
        owners=_plain(checked["owners"], "owner_id"),
    )
    rates = Rates([*conditions.rates, *_rates_in(checked.get("rates"))])
    rates_file = files.rates.name if files.rates else "--rate"
    if missing := missing_rates(rates_file, tables.applications, tables.offers, _has_rate(rates)):
        raise Faulty(missing)
    problem = problem_from_tables(
        offers=tables.offers,
        applications=tables.applications,
        owners=tables.owners,
        rates=rates,
        state_money=conditions.state_money,
        contract_order=conditions.rules.contract_order,
    )
    full = Tables(tables.offers, tables.applications, tables.owners, _rates_table(rates.rates))
    return Input(full, problem, conditions.rules, conditions.seed, conditions.state_money, conditions.date)


def _read_all(files: Files, extra_columns: bool) -> tuple[dict[str, Checked], list[Fault]]:
    wanted = [(files.offers, OFFERS), (files.applications, APPLICATIONS), (files.owners, OWNERS)]
    if files.rates is not None:
        wanted.append((files.rates, RATES))
    checked: dict[str, Checked] = {}
    faults: list[Fault] = []
    for path, spec in wanted:
        try:
            checked[spec.name] = check(read(path), spec, extra_columns=extra_columns)
            faults += checked[spec.name].faults
        except Unreadable as error:
            faults += error.faults
    return checked, faults


def _plain(checked: Checked, key: str) -> pl.DataFrame:
    return checked.frame.drop(ROW).sort(key)


def subject_codes(subjects: str) -> frozenset[str]:
    """The subjects of a text apart by semicolon, where a group's code stands for all its subjects."""
    named = [part.strip() for part in subjects.split(";") if part.strip()]
    grouped = {code for code, subject in SUBJECTS.items() if subject.group in named}
    return frozenset(grouped | {code for code in named if code not in GROUPS})


def _rates_in(checked: Checked | None) -> list[Rate]:
    """The rates of the file; those for certain subjects come before those for all."""
    if checked is None:
        return []
    rates = [
        Rate(
            row["scheme"],
            row["state_per_30_credits"],
            row["owner_per_30_credits"],
            row["source"],
            subject_codes(row["subjects"]),
        )
        for row in checked.frame.iter_rows(named=True)
    ]
    return sorted(rates, key=lambda rate: not rate.subjects)


def _has_rate(rates: Rates) -> Callable[[str, str], bool]:
    def has(scheme: str, subject: str) -> bool:
        try:
            rates.rate(scheme, subject)
        except NoRate:
            return False
        return True

    return has


def _rates_table(rates: Sequence[Rate]) -> pl.DataFrame:
    rows = [
        (
            rate.scheme,
            ";".join(sorted(rate.subjects)),
            rate.state_per_30_credits,
            rate.owner_per_30_credits,
            rate.source,
        )
        for rate in rates
    ]
    return pl.DataFrame(rows, schema=RATES.names, orient="row")
