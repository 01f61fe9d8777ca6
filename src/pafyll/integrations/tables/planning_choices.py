"""The further tables of `pafyll plan`: what people wish, who study together, and which studies are decided.

docs/howto/plan.md shows these columns; a test holds the two together.
"""

from __future__ import annotations

from collections.abc import Collection

import polars as pl

from pafyll.integrations.tables.allocation import SUBJECT_CODES
from pafyll.integrations.tables.checks import Checked, faults_in
from pafyll.integrations.tables.columns import Column, Kind, Spec
from pafyll.integrations.tables.faults import Fault
from pafyll.integrations.tables.reader import ROW

PERSON = Column("person_id", "ansattnummeret, som i filen over ansatte", Kind.IDENTIFIER)
SUBJECT = Column("subject", "faget, som kode eller navn", Kind.CODE, codes=SUBJECT_CODES)


def _column(name: str, meaning: str, kind: Kind, **more: object) -> Column:
    """A column that a file may leave out, and a row leave empty."""
    return Column(name, meaning, kind, may_lack=True, may_be_empty=True, **more)  # type: ignore[arg-type]


WISHES = Spec(
    "wishes",
    (
        PERSON,
        SUBJECT,
        _column("credits", "studiepoengene som er ønsket; tomt er 30", Kind.DECIMAL, least=1, most=120, places=1),
        _column("must", "om planen må ha ønsket med (ja/nei); tomt er nei", Kind.YES_NO, if_empty=False),
        _column("from_year", "tidligste skoleår, som 2027", Kind.WHOLE, least=2000, most=2100),
        _column("to_year", "seneste skoleår, som 2030", Kind.WHOLE, least=2000, most=2100),
    ),
)
COMPANIONS = Spec("companions", (Column("group", "navnet på gruppen", Kind.IDENTIFIER), PERSON, SUBJECT))
LOCKS = Spec(
    "locks",
    (
        PERSON,
        Column("offer_id", "studiets id, som i filen med studier", Kind.IDENTIFIER),
        Column("year", "skoleåret det begynner, som 2027", Kind.WHOLE, least=2000, most=2100),
    ),
)


def faults_in_wishes(wishes: Checked, people: Collection[str], staff: str) -> list[Fault]:
    """Everyone is known, the years stand in order, and nobody wishes a subject twice."""
    faults = [
        *_unknown(wishes, "person_id", people, "unknown_person", staff),
        *_repeated(wishes, "person_id", "subject"),
    ]
    if {"from_year", "to_year"} <= set(wishes.frame.columns):
        turned = wishes.frame.filter(pl.col("to_year") < pl.col("from_year"))
        faults += faults_in(wishes, turned, "to_year", "years_turned")
    return faults


def faults_in_companions(companions: Checked, people: Collection[str], staff: str) -> list[Fault]:
    """Everyone is known, a group is two or more, has one subject, and names nobody twice."""
    faults = [*_unknown(companions, "person_id", people, "unknown_person", staff)]
    if not {"group", "person_id", "subject"} <= set(companions.frame.columns):
        return faults
    faults += _repeated(companions, "group", "person_id")
    frame = companions.frame.drop_nulls(["group"])
    alone = frame.filter(pl.len().over("group") == 1)
    mixed = frame.drop_nulls(["subject"]).with_columns(
        first=pl.col(ROW).min().over("group"), other=pl.col("subject").first().over("group")
    )
    mixed = mixed.filter(pl.col("subject") != pl.col("other"))
    return [
        *faults,
        *faults_in(companions, alone, "group", "alone_in_group"),
        *faults_in(companions, mixed, "group", "other_subject_in_group", "first"),
    ]


def faults_in_locks(
    locks: Checked, people: Collection[str], staff: str, offers: Collection[str], studies: str, years: range
) -> list[Fault]:
    """Everyone and every study is known, the year is one of the plan's, and no study is decided twice."""
    faults = [
        *_unknown(locks, "person_id", people, "unknown_person", staff),
        *_unknown(locks, "offer_id", offers, "unknown_offer", studies),
        *_repeated(locks, "person_id", "offer_id", "year"),
    ]
    if "year" in locks.frame.columns:
        outside = locks.frame.filter(~pl.col("year").is_in(list(years)) & pl.col("year").is_not_null())
        faults += faults_in(locks, outside, "year", "outside_years", begins=years[0], ends=years[-1])
    return faults


def _unknown(checked: Checked, column: str, known: Collection[str], kind: str, other: str) -> list[Fault]:
    if column not in checked.frame.columns:
        return []
    rows = checked.frame.filter(pl.col(column).is_not_null() & ~pl.col(column).is_in(list(known)))
    return faults_in(checked, rows, column, kind, other=other)


def _repeated(checked: Checked, *columns: str) -> list[Fault]:
    """Rows that say the same as an earlier row."""
    if not set(columns) <= set(checked.frame.columns):
        return []
    frame = checked.frame.drop_nulls(list(columns)).with_columns(first=pl.col(ROW).min().over(list(columns)))
    return faults_in(checked, frame.filter(pl.col(ROW) > pl.col("first")), columns[0], "same_row", "first")
