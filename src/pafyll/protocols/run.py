"""A run as a protocol knows it: what went in, and what was found out besides the outcome."""

from __future__ import annotations

from dataclasses import dataclass, field

import polars as pl

from pafyll.domain.allocation import AuditReport, Bound, CutOff, Problem, RuleCost, RuleSet


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


@dataclass(frozen=True)
class Findings:
    """What is known about a run besides the result itself."""

    report: AuditReport
    cut_offs: list[CutOff]
    bound: Bound | None = None
    costs: list[RuleCost] = field(default_factory=list)
