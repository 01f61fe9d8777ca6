"""The tables of `pafyll distribute`: recipients with their keys, requests, and municipalities that have ended.

docs/howto/distribute.md shows these columns; a test holds the two together.
"""

# ruff: noqa: E501 (one column, one line)

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import polars as pl

from pafyll.domain.grants.distribution.mergers import Merger, ended_in
from pafyll.domain.grants.distribution.recipients import KINDS, Key, Recipient, Request
from pafyll.domain.grants.distribution.texts import hundredths
from pafyll.integrations.tables.checks import Checked, check, faults_in, rows_at_fault
from pafyll.integrations.tables.columns import Column, Kind, Spec
from pafyll.integrations.tables.faults import Fault
from pafyll.integrations.tables.reader import ROW, RawTable

KIND_CODES = {
    **{code: code for code in KINDS},
    "kommune": "municipality",
    "fylkeskommune": "county_authority",
    "privat eier": "private_owner",
    "skole": "school",
    "barnehage": "kindergarten",
    "tilbyder": "provider",
    "universitet": "provider",
    "høyskole": "provider",
    "nettverk": "network",
    "fagskole": "vocational_college",
    "opplæringskontor": "training_office",
    "prøvenemnd": "examination_board",
    "fagforum": "vocational_forum",
}
SUMS = ("sum", "totalt", "total", "i alt", "til sammen")
NUMBER = r"^\d{9}$"
MOST_KRONER = 10**12


def _column(name: str, meaning: str, kind: Kind, **more: object) -> Column:
    return Column(name, meaning, kind, may_lack=True, may_be_empty=True, **more)  # type: ignore[arg-type]


WHO = (
    Column("number", "organisasjonsnummeret, ni siffer", Kind.IDENTIFIER),
    Column("name", "navnet", Kind.TEXT),
    Column("kind", "hva slags mottaker: municipality, county_authority, private_owner, school, kindergarten, provider, network …", Kind.CODE, codes=KIND_CODES),
    _column("county", "fylkesnummeret, to siffer", Kind.IDENTIFIER, if_empty=""),
    _column("municipality", "kommunenummeret, fire siffer", Kind.IDENTIFIER, if_empty=""),
    _column("region", "kompetanseregionen eller nettverket", Kind.TEXT, if_empty=""),
    _column("owner", "eierens organisasjonsnummer", Kind.IDENTIFIER, if_empty=""),
    _column("starts_on", "første dag tallene gjelder for", Kind.DATE),
    _column("ends_before", "dagen etter den siste tallene gjelder for", Kind.DATE),
)  # fmt: skip
REQUESTS = Spec(
    "requests",
    (
        Column("id", "behovets id", Kind.IDENTIFIER),
        Column("number", "organisasjonsnummeret til den som har behovet", Kind.IDENTIFIER),
        _column("kroner", "beløpet det er meldt behov for", Kind.WHOLE, most=MOST_KRONER, if_empty=0),
        _column("title", "hva behovet gjelder", Kind.TEXT, if_empty=""),
        _column("rank", "nummeret i forumets eller eierens rekkefølge", Kind.WHOLE, least=1, most=10**6, if_empty=0),
        _column("received", "når det kom inn, som 2026-02-01", Kind.TEXT, if_empty=""),
        _column("committed", "tilsagn fra et tidligere år, i kroner", Kind.WHOLE, most=MOST_KRONER, if_empty=0),
        _column("pot", "potten behovet gjelder; tomt er den potten steget tar fra", Kind.IDENTIFIER, if_empty=""),
    ),
)  # fmt: skip
MERGERS = Spec(
    "mergers",
    (
        Column("old", "nummeret på kommunen som er borte", Kind.IDENTIFIER),
        Column("new", "nummeret på kommunen som tok over", Kind.IDENTIFIER),
        Column("starts_on", "dagen sammenslåingen gjaldt fra", Kind.DATE),
        _column("source", "hvor det står", Kind.TEXT, if_empty=""),
    ),
)


@dataclass(frozen=True)
class ReadKeys:
    """The recipients of a file, and everything that is wrong with it. With faults, the recipients are the sound rows."""

    recipients: tuple[Recipient, ...]
    faults: tuple[Fault, ...]


def keys_spec(keys: Mapping[str, Key]) -> Spec:
    """The columns of a file of recipients: who they are, and a column for each key of the pipeline."""
    figures = [
        _column(code, f"{key.label}, med høyst to desimaler", Kind.DECIMAL, places=2, most=10**7)
        for code, key in keys.items()
    ]
    return Spec("keys", (*WHO, *figures))


def read_keys(
    raw: RawTable, keys: Mapping[str, Key], *, on: date | None = None, mergers: Sequence[Merger] = (),
    merge: bool = False, extra_columns: bool = False,
) -> ReadKeys:  # fmt: skip
    """Recipients with their keys in hundredths. A row «Sum» is a printed total: it is compared, never used."""
    rows, totals = _parted(raw)
    checked = check(rows, keys_spec(keys), extra_columns=extra_columns)
    printed = check(totals, Spec("totals", keys_spec(keys).columns[len(WHO) :]), extra_columns=True)
    faults = [*checked.faults, *_not_nine_digits(checked), *_repeated(checked, "number")]
    faults += _wrong_totals(checked, printed.frame, list(keys)) + _outside_period(checked, on)
    recipients = _recipients(checked, list(keys))
    if on is not None and not merge:
        faults += _ended(checked, recipients, on, mergers)
    return ReadKeys(tuple(recipients), tuple(faults))


def requests_spec(units: Sequence[str]) -> Spec:
    """The columns of a file of requests, with one for each unit that a rate is multiplied with."""
    return replace(
        REQUESTS,
        columns=(
            *REQUESTS.columns,
            *[_column(unit, f"antall {unit}", Kind.WHOLE, most=10**7, if_empty=0) for unit in units],
        ),
    )


def read_requests(raw: RawTable, units: Sequence[str], known: Sequence[str]) -> tuple[tuple[Request, ...], list[Fault]]:
    """Requests, and what is wrong with them; each must come from one of the known organisation numbers."""
    checked = check(raw, requests_spec(units))
    faults = [*checked.faults, *_repeated(checked, "id")]
    if "number" in checked.frame.columns:
        strange = checked.frame.filter(pl.col("number").is_not_null() & ~pl.col("number").is_in(list(known)))
        faults += faults_in(checked, strange, "number", "unknown_recipient")
    found = [
        Request(
            row["id"] or "", row["number"] or "", row.get("kroner") or 0, row.get("title") or "", row.get("rank") or 0,
            row.get("received") or "", row.get("committed") or 0, row.get("pot") or "",
            {unit: row[unit] for unit in units if row.get(unit)},
        )
        for row in checked.frame.iter_rows(named=True)
    ]  # fmt: skip
    return tuple(found), faults


def read_mergers(raw: RawTable) -> tuple[tuple[Merger, ...], list[Fault]]:
    """Municipalities that have ended, with their heirs; several rows for one is a division."""
    checked = check(raw, MERGERS)
    heirs: dict[tuple[str, date], list[str]] = {}
    for row in checked.frame.drop_nulls(["old", "new", "starts_on"]).iter_rows(named=True):
        heirs.setdefault((row["old"], row["starts_on"]), []).append(row["new"])
    return tuple(Merger(old, tuple(into), day) for (old, day), into in heirs.items()), checked.faults


def _parted(raw: RawTable) -> tuple[RawTable, RawTable]:
    """The rows without printed totals, and the printed totals."""
    named = [str(at) for at, heading in enumerate(raw.headings) if heading in ("number", "name")]
    if not named:
        return raw, replace(raw, frame=raw.frame.clear())
    is_sum = pl.any_horizontal(
        pl.col(name).str.to_lowercase().str.strip_chars(":").is_in(SUMS) for name in named
    ).fill_null(False)
    return replace(raw, frame=raw.frame.filter(~is_sum)), replace(raw, frame=raw.frame.filter(is_sum))


def _not_nine_digits(checked: Checked) -> list[Fault]:
    found = []
    for column in ("number", "owner"):
        if column in checked.frame.columns:
            wrong = pl.col(column).is_not_null() & (pl.col(column) != "") & ~pl.col(column).str.contains(NUMBER)
            found += faults_in(checked, checked.frame.filter(wrong), column, "nine_digits")
    return found


def _repeated(checked: Checked, column: str) -> list[Fault]:
    if column not in checked.frame.columns:
        return []
    frame = checked.frame.drop_nulls(column).with_columns(first=pl.col(ROW).min().over(column))
    return faults_in(checked, frame.filter(pl.col(ROW) > pl.col("first")), column, "duplicate", "first")


def _wrong_totals(checked: Checked, printed: pl.DataFrame, keys: Sequence[str]) -> list[Fault]:
    """Both sums are told; none is changed. Where a figure cannot be read, that is told instead."""
    found = []
    for key in keys:
        if key not in checked.frame.columns or rows_at_fault(checked, key):
            continue
        counted = int(_in_hundredths(checked.frame[key]).sum())
        for row, value in zip(printed[ROW], _in_hundredths(printed[key]), strict=True):
            if value is not None and value != counted:
                facts = {"printed": hundredths(value), "counted": hundredths(counted)}
                found.append(Fault(checked.file, row, key, hundredths(value), "total_differs", facts))
    return found


def _in_hundredths(figures: pl.Series) -> pl.Series:
    return (figures * 100).round(0).cast(pl.Int64)


def _outside_period(checked: Checked, on: date | None) -> list[Fault]:
    if on is None:
        return []
    wrong = pl.lit(False)
    if "starts_on" in checked.frame.columns:
        wrong = wrong | (pl.col("starts_on") > on).fill_null(False)
    if "ends_before" in checked.frame.columns:
        wrong = wrong | (pl.col("ends_before") <= on).fill_null(False)
    return faults_in(checked, checked.frame.filter(wrong), "number", "outside_period", day=on)


def _ended(checked: Checked, recipients: Sequence[Recipient], on: date, mergers: Sequence[Merger]) -> list[Fault]:
    found = []
    for row, one in zip(checked.frame[ROW], recipients, strict=True):
        ending = ended_in(one, on, mergers)
        if ending:
            column = "municipality" if ending.old == one.municipality else "county"
            facts = {"day": ending.starts_on, "into": " og ".join(ending.into)}
            kind = "merged" if len(ending.into) == 1 else "divided"
            found.append(Fault(checked.file, row, column, ending.old, kind, facts))
    return found


def _recipients(checked: Checked, keys: Sequence[str]) -> list[Recipient]:
    frame = checked.frame
    blank = [""] * frame.height
    texts = [frame[name].fill_null("").to_list() if name in frame.columns else blank for name in Recipient._fields[:7]]
    return list(map(Recipient._make, zip(*texts, _figures(frame, keys), strict=True)))


def _figures(frame: pl.DataFrame, keys: Sequence[str]) -> list[dict[str, int]]:
    """Each row's figures by key, without those that are empty or wrong."""
    held = [key for key in keys if key in frame.columns]
    figures = [_in_hundredths(frame[key]) for key in held]
    rows = zip(*[series.to_list() for series in figures], strict=True) if held else [()] * frame.height
    if any(series.null_count() for series in figures):
        return [{key: value for key, value in zip(held, row, strict=True) if value is not None} for row in rows]
    return [dict(zip(held, row, strict=True)) for row in rows]
