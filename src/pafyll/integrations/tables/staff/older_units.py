"""Credits written in the older unit, vekttall: 10 vekttall are 30 credits, exactly."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import polars as pl

from pafyll.domain.rules.qualification import credits_of_vekttall
from pafyll.integrations.tables.checks import Checked, faults_in


def with_converted_vekttall(checked: Checked) -> Checked:
    """Credits filled in from vekttall where only those are given, and the faults of rows where the two disagree."""
    frame = checked.frame
    if "vekttall" not in frame.columns:
        return checked
    if "credits" not in frame.columns:
        frame = frame.with_columns(credits=pl.lit(None, dtype=pl.Float64))
    frame = frame.with_columns(converted=_converted(frame["vekttall"]))
    seen = replace(checked, frame=frame)
    is_odd = pl.col("converted").is_not_null() & (pl.col("converted") * 2 != (pl.col("converted") * 2).round(0))
    differs = pl.col("credits").is_not_null() & (pl.col("credits") != pl.col("converted"))
    faults = [
        *faults_in(seen, frame.filter(is_odd), "vekttall", "vekttall_step"),
        *faults_in(seen, frame.filter(differs & ~is_odd), "credits", "vekttall_disagree", "vekttall", "converted"),
    ]
    filled = frame.with_columns(credits=pl.col("credits").fill_null(pl.col("converted"))).drop("converted")
    return Checked(checked.file, filled, [*checked.faults, *faults])


def _converted(vekttall: pl.Series) -> pl.Series:
    """Each value by way of Decimal: a number with two decimals comes back as it was written."""
    known = {value: float(credits_of_vekttall(Decimal(repr(value)))) for value in vekttall.drop_nulls().unique()}
    return pl.Series([known.get(value) for value in vekttall], dtype=pl.Float64)
