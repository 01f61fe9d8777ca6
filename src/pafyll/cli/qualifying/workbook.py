"""The answers as an Excel workbook: who lacks what, the summary, every answer, and what it was worked out from."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import polars as pl

from pafyll.cli.qualifying.answers import lacking_of, summary_of
from pafyll.cli.xlsx import Column, Look, Sheet, write_xlsx
from pafyll.domain.rules.qualification import STAGES, VERDICTS
from pafyll.protocols.language import _

VERDICT_HEADINGS = {
    "meets": _("Oppfyller"),
    "exempt": _("Unntatt"),
    "lacks": _("Mangler"),
    "deviation": _("Avvik bestemt"),
    "unknown": _("Ikke kjent"),
}


def write_workbook(path: Path, answers: pl.DataFrame, facts: Mapping[str, str]) -> None:
    """Four sheets, the most asked for first."""
    sheets = [_lacking(answers), _summary(answers), _answers(answers), _facts(facts)]
    write_xlsx(path, sheets, _("Kompetansekrav"))


def _lacking(answers: pl.DataFrame) -> Sheet:
    columns = {
        "name": Column(_("Navn"), 24),
        "person_id": Column(_("Ansattnummer"), 14),
        "school": Column(_("Skole"), 24),
        "subject_name": Column(_("Fag"), 20),
        "stage": Column(_("Trinn"), 14),
        "hours_per_week": Column(_("Timer per uke"), 9, Look.PLAIN_NUMBER),
        "required": Column(_("Krav"), 8, Look.WHOLE),
        "held": Column(_("Har"), 8, Look.PLAIN_NUMBER),
        "missing": Column(_("Mangler"), 9, Look.PLAIN_NUMBER),
        "answer": Column(_("Svar"), 56, Look.WRAPPED),
        "remedy": Column(_("Gjør dette"), 44, Look.WRAPPED),
    }
    return _sheet(_("Mangler studiepoeng"), _in_words(lacking_of(answers)), columns)


def _summary(answers: pl.DataFrame) -> Sheet:
    columns = {
        "school": Column(_("Skole"), 26),
        "subject_name": Column(_("Fag"), 24),
        "stage": Column(_("Trinn"), 14),
        "people": Column(_("Lærere"), 9, Look.WHOLE),
        **{verdict: Column(_(heading), 11, Look.WHOLE) for verdict, heading in VERDICT_HEADINGS.items()},
        "credits_missing": Column(_("Studiepoeng som mangler"), 13, Look.PLAIN_NUMBER),
        "hours": Column(_("Timer per uke"), 10, Look.PLAIN_NUMBER),
        "hours_lacking": Column(_("Timer gitt av dem som mangler"), 20, Look.PLAIN_NUMBER),
    }
    return _sheet(_("Oppsummering"), _in_words(summary_of(answers)), columns)


def _answers(answers: pl.DataFrame) -> Sheet:
    columns = {
        "name": Column(_("Navn"), 24),
        "person_id": Column(_("Ansattnummer"), 14),
        "school": Column(_("Skole"), 24),
        "subject_name": Column(_("Fag"), 20),
        "stage": Column(_("Trinn"), 14),
        "school_year": Column(_("Skoleår"), 10),
        "hours_per_week": Column(_("Timer per uke"), 9, Look.PLAIN_NUMBER),
        "required": Column(_("Krav"), 8, Look.WHOLE),
        "held": Column(_("Har"), 8, Look.PLAIN_NUMBER),
        "verdict": Column(_("Resultat"), 22, Look.WRAPPED),
        "missing": Column(_("Mangler"), 9, Look.PLAIN_NUMBER),
        "answer": Column(_("Svar"), 56, Look.WRAPPED),
        "remedy": Column(_("Gjør dette"), 36, Look.WRAPPED),
        "law": Column(_("Lov"), 24, Look.WRAPPED),
        "source": Column(_("Kilde"), 36, Look.WRAPPED),
        "rule_from": Column(_("Regelen gjelder fra"), 12),
        "holds_until": Column(_("Svaret gjelder til og med"), 15),
        "notes": Column(_("Å vite"), 56, Look.WRAPPED),
    }
    return _sheet(_("Alle svar"), _in_words(answers), columns)


def _facts(facts: Mapping[str, str]) -> Sheet:
    frame = pl.DataFrame(list(facts.items()), schema=["name", "value"], orient="row")
    return Sheet(_("Om svarene"), frame, (Column("", 34, Look.NAME), Column("", 90, Look.WRAPPED)), is_table=False)


def _in_words(frame: pl.DataFrame) -> pl.DataFrame:
    """Stages and verdicts as people say them."""
    stages = {code: _(words) for code, words in STAGES.items()}
    shown = frame.with_columns(pl.col("stage").replace(stages))
    if "verdict" not in frame.columns:
        return shown
    verdicts = {code: _(words) for code, words in VERDICTS.items()}
    # Nothing is missing for those who do not lack credits: an empty cell says so better than a nought.
    return shown.with_columns(
        pl.col("verdict").replace(verdicts),
        pl.when(pl.col("verdict") == "lacks").then(pl.col("missing")).alias("missing"),
    )


def _sheet(name: str, frame: pl.DataFrame, columns: dict[str, Column]) -> Sheet:
    return Sheet(name, frame.select(list(columns)), tuple(columns.values()))
