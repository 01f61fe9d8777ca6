"""The answers as an Excel workbook: who lacks what, the summary, every answer, and what it was worked out from."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import polars as pl

from pafyll.cli.qualifying.answers import lacking_of, summary_of
from pafyll.cli.xlsx import Column, Look, Sheet, sheet_of, sheet_of_facts, write_xlsx
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
    sheets = [_lacking(answers), _summary(answers), _answers(answers), sheet_of_facts(_("Om svarene"), facts.items())]
    write_xlsx(path, sheets, _("Kompetansekrav"))


def _lacking(answers: pl.DataFrame) -> Sheet:
    columns = {
        **_who(),
        "hours_per_week": Column(_("Timer per uke"), 9, Look.PLAIN_NUMBER),
        "required": Column(_("Krav"), 8, Look.WHOLE),
        "held": Column(_("Har"), 8, Look.PLAIN_NUMBER),
        "missing": Column(_("Mangler"), 9, Look.PLAIN_NUMBER),
        "answer": Column(_("Svar"), 56, Look.WRAPPED),
        "remedy": Column(_("Gjør dette"), 44, Look.WRAPPED),
    }
    return sheet_of(_("Mangler studiepoeng"), _in_words(lacking_of(answers)), columns)


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
    return sheet_of(_("Oppsummering"), _in_words(summary_of(answers)), columns)


def _answers(answers: pl.DataFrame) -> Sheet:
    columns = {
        **_who(),
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
    return sheet_of(_("Alle svar"), _in_words(answers), columns)


def _who() -> dict[str, Column]:
    """Who, where and in what: the first columns of every sheet with one row for each answer."""
    return {
        "name": Column(_("Navn"), 24),
        "person_id": Column(_("Ansattnummer"), 14),
        "school": Column(_("Skole"), 24),
        "subject_name": Column(_("Fag"), 20),
        "stage": Column(_("Trinn"), 14),
    }


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
