"""The two tables of `pafyll plan` beside the staff: offers (or expected kinds of study) and budgets.

docs/howto/plan.md shows these columns; a test holds the two together.
"""

# ruff: noqa: E501 (one column, one line)

from __future__ import annotations

import polars as pl

from pafyll.domain.rules.qualification import STAGES
from pafyll.domain.schemes import schemes
from pafyll.integrations.tables.allocation import SEMESTERS, SUBJECT_CODES
from pafyll.integrations.tables.checks import Checked, faults_in
from pafyll.integrations.tables.columns import Column, Kind, Spec
from pafyll.integrations.tables.faults import Fault
from pafyll.integrations.tables.reader import ROW

SCHEME_CODES = {
    **{code: code for code in schemes()},
    **{scheme.label.lower(): code for code, scheme in schemes().items()},
}
STAGE_CODES = {
    **{stage: stage for stage in STAGES},
    "1–7": "1-7",
    "8–10": "8-10",
    "barnetrinn": "1-7",
    "ungdomstrinn": "8-10",
}
SOURCE_CODES = {
    **dict.fromkeys(["state_frame", "statlig ramme", "statleg ramme", "stat"], "state_frame"),
    **dict.fromkeys(["municipal", "kommunal", "kommunalt", "kommunale midler", "kommunale midlar"], "municipal"),
    **dict.fromkeys(["one_off", "engangsmidler", "eingongsmidlar", "engangs"], "one_off"),
}
PAYER_CODES = {
    **dict.fromkeys(["owner", "skoleeier", "skuleeigar", "eier"], "owner"),
    **dict.fromkeys(["state", "staten", "stat"], "state"),
}
PAYS = {"state_frame": "state", "municipal": "owner", "one_off": "owner"}
MOST_KRONER = 10**12


def _column(name: str, meaning: str, kind: Kind, **more: object) -> Column:
    """A column that a file may leave out, and a row leave empty."""
    return Column(name, meaning, kind, may_lack=True, may_be_empty=True, **more)  # type: ignore[arg-type]


OFFERS = Spec(
    "offers",
    (
        Column("offer_id", "studiets id", Kind.IDENTIFIER),
        Column("subject", "faget, som kode eller navn", Kind.CODE, codes=SUBJECT_CODES),
        Column("credits", "studiepoeng i studieåret", Kind.DECIMAL, least=1, most=60, places=1),
        Column("semesters", "HV (høst og vår), H eller V", Kind.CODE, codes=SEMESTERS),
        Column("scheme", "ordningens kode, for eksempel paid_leave; se pafyll schemes", Kind.CODE, codes=SCHEME_CODES),
        _column("places", "plasser dere regner med hvert skoleår; tomt er ingen grense", Kind.WHOLE, most=1_000_000),
        _column("provider", "navnet på universitetet, høyskolen eller fagskolen", Kind.TEXT, if_empty=""),
        _column("stages", "trinnene studiet teller for, skilt med semikolon; tomt er alle", Kind.CODES, codes=STAGE_CODES, if_empty=""),
        _column("from_year", "første år studiet går, som 2027", Kind.WHOLE, least=2000, most=2100),
        _column("to_year", "siste år studiet går, som 2034", Kind.WHOLE, least=2000, most=2100),
        _column("once", "om ingen kan ta studiet to ganger (ja/nei); nei er en type studium som kan tas igjen for flere studiepoeng", Kind.YES_NO, if_empty=False),
        _column("cost_per_30_credits", "hva 30 studiepoeng koster før ordningen fordeler kostnaden, når satsen ikke er kjent, i kroner", Kind.WHOLE, most=10**7),
        _column("state_cost", "eget anslag for hva staten betaler for studiet, i kroner", Kind.WHOLE, most=10**7),
        _column("owner_cost", "eget anslag for hva skoleeieren betaler for studiet, i kroner", Kind.WHOLE, most=10**7),
        _column("release_percent", "hvor mye læreren er borte i semesteret, i prosent av full stilling", Kind.DECIMAL, most=100, places=2),
    ),
)  # fmt: skip

BUDGETS = Spec(
    "budgets",
    (
        Column("year", "budsjettåret, som 2027", Kind.WHOLE, least=2000, most=2100),
        Column("source", "kilden: state_frame (statlig ramme), municipal (kommunale midler) eller one_off (engangsmidler)", Kind.CODE, codes=SOURCE_CODES),
        Column("amount", "beløpet i kroner", Kind.WHOLE, most=MOST_KRONER),
        _column("payer", "hvem sin del pengene dekker: owner eller state; tomt følger kilden", Kind.CODE, codes=PAYER_CODES),
        _column("schemes", "ordningene pengene kan brukes på, skilt med semikolon; tomt er alle", Kind.CODES, codes=SCHEME_CODES, if_empty=""),
    ),
)  # fmt: skip


def faults_between(offers: Checked, budgets: Checked) -> list[Fault]:
    """What must hold between rows: an id stands once, the last year is not before the first, no budget twice."""
    return [*_repeated(offers, ["offer_id"]), *_turned(offers), *_same_budget(budgets)]


def _repeated(checked: Checked, columns: list[str]) -> list[Fault]:
    if not set(columns) <= set(checked.frame.columns):
        return []
    frame = checked.frame.drop_nulls(columns).with_columns(first=pl.col(ROW).min().over(columns))
    return faults_in(checked, frame.filter(pl.col(ROW) > pl.col("first")), columns[0], "duplicate", "first")


def _turned(offers: Checked) -> list[Fault]:
    if not {"from_year", "to_year"} <= set(offers.frame.columns):
        return []
    rows = offers.frame.filter(pl.col("to_year") < pl.col("from_year"))
    return faults_in(offers, rows, "to_year", "years_turned", first="from_year")


def _same_budget(budgets: Checked) -> list[Fault]:
    keys = [name for name in ("year", "source", "payer", "schemes") if name in budgets.frame.columns]
    if not {"year", "source"} <= set(keys):
        return []
    frame = budgets.frame.filter(pl.col("year").is_not_null() & pl.col("source").is_not_null())
    frame = frame.with_columns(
        first=pl.col(ROW).min().over([pl.col(key).cast(pl.String).fill_null("") for key in keys])
    )
    return faults_in(budgets, frame.filter(pl.col(ROW) > pl.col("first")), "year", "same_budget", "first")
