"""From the files and options of a request to the Problem that is to be solved, with every fault told at once."""

# ruff: noqa: E501 (a sentence for translators stands whole on its line)

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl

from pafyll.cli.language import _
from pafyll.cli.telling import Faulty, Stop
from pafyll.domain.allocation import (
    NO_LIMIT,
    NoRate,
    Problem,
    Rate,
    Rates,
    RuleFault,
    RuleSet,
    known_rulesets,
    problem_from_tables,
    ruleset,
)
from pafyll.domain.rules.subjects import GROUPS, SUBJECTS
from pafyll.integrations.tables import Checked, Fault, Unreadable, check, read
from pafyll.integrations.tables.allocation import (
    APPLICATIONS,
    OFFERS,
    OWNERS,
    RATES,
    SCHEME_CODES,
    faults_between,
    missing_rates,
)
from pafyll.integrations.tables.checks import in_order
from pafyll.integrations.tables.reader import ROW


@dataclass(frozen=True)
class Request:
    """What the person asked for: the files, the rules with their switches, the money and the seed."""

    offers: Path
    applications: Path
    owners: Path
    rules: str
    seed: str
    rates: Path | None = None
    rate_options: tuple[str, ...] = ()
    rate_source: str = ""
    state_money: tuple[int, ...] = (NO_LIMIT,)
    cheaper_may_pass: frozenset[str] = frozenset()
    shared_places: int | None = None
    without: tuple[str, ...] = ()
    extra_columns: bool = False
    date: str = ""


@dataclass(frozen=True)
class Tables:
    """The tables as they were read and checked, typed, rows in the order of their identifiers."""

    offers: pl.DataFrame
    applications: pl.DataFrame
    owners: pl.DataFrame
    rates: pl.DataFrame = field(default_factory=pl.DataFrame)


@dataclass(frozen=True)
class Input:
    """Everything that a run needs, and nothing that it does not."""

    tables: Tables
    problem: Problem
    rules: RuleSet
    seed: str
    state_money: tuple[int, ...]
    date: str = ""


def rules_of(request: Request) -> RuleSet:
    """The rule set with the request's switches. Raises Stop when there is none for the year."""
    try:
        rules = ruleset(request.rules)
        return rules.with_options(
            cheaper_may_pass_state=True if "state" in request.cheaper_may_pass else None,
            cheaper_may_pass_owner=True if "owner" in request.cheaper_may_pass else None,
            shared_places=request.shared_places,
            without=request.without,
        )
    except RuleFault as error:
        known = ", ".join(known_rulesets())
        said = _(
            "Det finnes ingen regler for «{rules}» med disse valgene. Regler finnes for: {known}. Se dem med: pafyll rules list"
        )
        raise Stop(said.format(rules=request.rules, known=known)) from error


def read_input(request: Request) -> Input:
    """The checked input. Raises Faulty with every fault in every file, or Stop for an impossible option."""
    rules = rules_of(request)
    option_rates = [_rate_from(option, request.rate_source) for option in request.rate_options]
    checked, faults = _read_all(request)
    if {"offers", "applications", "owners"} <= checked.keys():
        faults += faults_between(checked["offers"], checked["applications"], checked["owners"])
    if faults:
        files = [path.name for path in (request.offers, request.applications, request.owners)]
        raise Faulty(in_order(faults, files))
    return _input(request, rules, checked, option_rates)


def _input(request: Request, rules: RuleSet, checked: dict[str, Checked], option_rates: list[Rate]) -> Input:
    tables = Tables(
        offers=_plain(checked["offers"], "offer_id"),
        applications=_plain(checked["applications"], "application_id"),
        owners=_plain(checked["owners"], "owner_id"),
    )
    rates = Rates(option_rates + _rates_in(checked.get("rates")))
    if missing := missing_rates(_rates_file(request), tables.applications, tables.offers, _has_rate(rates)):
        raise Faulty(missing)
    problem = problem_from_tables(
        offers=tables.offers,
        applications=tables.applications,
        owners=tables.owners,
        rates=rates,
        state_money=request.state_money,
        contract_order=rules.contract_order,
    )
    full = Tables(tables.offers, tables.applications, tables.owners, _rates_table(rates))
    return Input(full, problem, rules, request.seed, request.state_money, request.date)


# Files


def _read_all(request: Request) -> tuple[dict[str, Checked], list[Fault]]:
    wanted = [(request.offers, OFFERS), (request.applications, APPLICATIONS), (request.owners, OWNERS)]
    if request.rates is not None:
        wanted.append((request.rates, RATES))
    checked, faults = {}, []
    for path, spec in wanted:
        try:
            checked[spec.name] = check(read(path), spec, extra_columns=request.extra_columns)
            faults += checked[spec.name].faults
        except Unreadable as error:
            faults += error.faults
    return checked, faults


def _plain(checked: Checked, key: str) -> pl.DataFrame:
    return checked.frame.drop(ROW).sort(key)


# Rates


def _rate_from(option: str, source: str) -> Rate:
    """SCHEME=STATE/OWNER or SCHEME:SUBJECT;SUBJECT=STATE/OWNER, kroner for 30 credits."""
    said = _(
        "Satsen «{option}» kan ikke leses. Skriv den som ordning=stat/eier i kroner for 30 studiepoeng, for eksempel substitute=192000/64000."
    )
    try:
        name, amounts = option.split("=")
        scheme, _colon, subjects = name.partition(":")
        state, owner = (int(amount.replace(" ", "")) for amount in amounts.split("/"))
        codes = subject_codes(subjects)
        if state < 0 or owner < 0 or not codes <= SUBJECTS.keys():
            raise ValueError(option)
        return Rate(SCHEME_CODES[scheme.strip().lower()], state, owner, source or _("oppgitt på kommandolinjen"), codes)
    except (ValueError, KeyError) as error:
        raise Stop(said.format(option=option)) from error


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


def _rates_file(request: Request) -> str:
    return request.rates.name if request.rates else "--rate"


def _rates_table(rates: Rates) -> pl.DataFrame:
    rows = [
        (
            rate.scheme,
            ";".join(sorted(rate.subjects)),
            rate.state_per_30_credits,
            rate.owner_per_30_credits,
            rate.source,
        )
        for rate in rates.rates
    ]
    return pl.DataFrame(rows, schema=RATES.names, orient="row")
