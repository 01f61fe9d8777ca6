"""Writes the answers to a folder: CSV, a workbook, and the run's own account."""

# ruff: noqa: E501 (a sentence for translators stands whole on its line)

from __future__ import annotations

from datetime import date
from importlib.metadata import version
from pathlib import Path

import polars as pl

from pafyll.cli.qualifying.answers import summary_of, totals_of
from pafyll.cli.qualifying.workbook import write_workbook
from pafyll.cli.telling import Steps
from pafyll.cli.writing import whole_folder, write_manifest
from pafyll.domain.rules.qualification import VERDICTS
from pafyll.protocols.language import _
from pafyll.protocols.numbers import day as long_day
from pafyll.protocols.numbers import number


def write(out: Path, answers: pl.DataFrame, *, file: str, day: date, steps: Steps) -> None:
    """The whole folder or nothing."""
    with whole_folder(out) as folder:
        with steps.step(_("Skriver svarene")):
            answers.write_csv(folder / "qualifications.csv")
            summary_of(answers).write_csv(folder / "summary.csv")
        with steps.step(_("Skriver arbeidsboken")):
            write_workbook(folder / "qualifications.xlsx", answers, _facts(answers, file, day))
        write_manifest(
            folder,
            {
                "pafyll": version("pafyll"),
                "command": "qualifications",
                "file": file,
                "on": day.isoformat(),
                "answers": answers.height,
                "totals": totals_of(answers),
            },
        )


def _facts(answers: pl.DataFrame, file: str, day: date) -> dict[str, str]:
    totals = {_(VERDICTS[verdict]).capitalize(): number(count) for verdict, count in totals_of(answers).items()}
    return {
        _("Fil"): file,
        _("Dag"): long_day(day.isoformat()),
        _("Svar"): number(answers.height),
        **totals,
        _("Unntatt"): _("Den som er unntatt, kan undervise, men har ikke studiepoengene. Det er ikke det samme som å oppfylle kravet."),
        _("Relevans"): _("Arbeidsgiveren avgjør om studiepoengene er relevante for faget."),
        _("Regler"): _("Kravene og unntakene står med kilde og dato ved hvert svar."),
    }  # fmt: skip
