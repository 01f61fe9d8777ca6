"""What `pafyll qualifications` says when it is done, to people and to programs."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import polars as pl
import typer
from rich.table import Table

from pafyll.cli.qualifying.answers import summary_of, totals_of
from pafyll.cli.qualifying.workbook import VERDICT_HEADINGS
from pafyll.cli.telling import answers as console
from pafyll.domain.rules.qualification import STAGES, VERDICTS
from pafyll.domain.values import SchoolYear
from pafyll.protocols.language import _
from pafyll.protocols.numbers import day as long_day
from pafyll.protocols.numbers import number

MOST_SHOWN = 20


def tell(answers: pl.DataFrame, day: date, out: Path | None) -> None:
    """How many of each verdict, and where credits are lacking; then where the files are."""
    people = answers["person_id"].n_unique()
    said = _("{answers} svar for {people} lærere {day}:")
    console.print(said.format(answers=number(answers.height), people=number(people), day=long_day(day.isoformat())))
    for verdict, count in totals_of(answers).items():
        console.print(f"  {number(count):>7}  {_(VERDICTS[verdict])}", markup=False)
    _tell_lacking(summary_of(answers))
    if other := other_years(answers, day):
        said = _("{count} rader gjelder et annet skoleår enn dagen. Svarene er for {day}.")
        console.print(said.format(count=number(other), day=long_day(day.isoformat())))
    if out is not None:
        console.print(_("Svar, oppsummering og arbeidsbok ligger i {folder}.").format(folder=out), markup=False)


def tell_as_json(answers: pl.DataFrame, day: date) -> None:
    """The same as data: totals, summary and every answer."""
    content = {
        "on": day.isoformat(),
        "totals": totals_of(answers),
        "summary": summary_of(answers).to_dicts(),
        "answers": answers.to_dicts(),
    }
    typer.echo(json.dumps(content, indent=2, ensure_ascii=False))


def other_years(answers: pl.DataFrame, day: date) -> int:
    """Rows of another school year than the one that the day lies in."""
    year = str(SchoolYear.of(day))
    return answers.filter((pl.col("school_year") != "") & (pl.col("school_year") != year)).height


def _tell_lacking(summary: pl.DataFrame) -> None:
    lacking = summary.filter(pl.col("lacks") > 0).sort("hours_lacking", "lacks", descending=True)
    if lacking.is_empty():
        return
    table = Table(box=None, pad_edge=False, padding=(0, 2))
    for heading in (_("Skole"), _("Fag"), _("Trinn")):
        table.add_column(heading)
    for heading in (_(VERDICT_HEADINGS["lacks"]), _("Studiepoeng"), _("Timer per uke")):
        table.add_column(heading, justify="right")
    columns = ("school", "subject_name", "stage", "lacks", "credits_missing", "hours_lacking")
    for school, subject, stage, people, credits, hours in lacking.select(columns).head(MOST_SHOWN).iter_rows():
        table.add_row(school, subject, _(STAGES[stage]), number(people), _plain(credits), _plain(hours))
    console.print()
    console.print(table)
    if lacking.height > MOST_SHOWN:
        said = _("… og {count} til. Alle står i summary.csv og arbeidsboken.")
        console.print(said.format(count=number(lacking.height - MOST_SHOWN)))
    console.print()


def _plain(value: float) -> str:
    return f"{value:g}".replace(".", ",")
