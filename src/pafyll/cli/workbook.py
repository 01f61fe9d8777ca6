"""The result as an Excel workbook that a case officer can filter, with a sheet for every way of looking."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from pafyll.cli.xlsx import Column, Look, Sheet, sheet_of, sheet_of_facts, write_xlsx
from pafyll.domain.rules.subjects import subject_name
from pafyll.protocols.language import _
from pafyll.protocols.results import GRANTED, NOT_APPROVED, REFUSED, Results


def write_workbook(path: Path, results: Results, tiers: dict[str, str], facts: list[tuple[str, str]]) -> None:
    """Applications (by owner and rank), owners, offers, and what the run was. tiers: code → title."""
    sheets = [
        _applications(results, tiers),
        _owners(results),
        _offers(results),
        sheet_of_facts(_("Om fordelingen"), facts),
    ]
    write_xlsx(path, sheets, _("Resultat av fordelingen"))


def _applications(results: Results, tiers: dict[str, str]) -> Sheet:
    names = {
        "result": {GRANTED: _("Innvilget"), REFUSED: _("Avslag"), NOT_APPROVED: _("Ikke godkjent av eier")},
        "scheme": {"substitute": _("Vikarordning"), "scholarship": _("Stipendordning")},
        "subject": {code: _(subject_name(code)) for code in results.offers["subject"].unique()},
        "tier": tiers,
    }
    frame = results.applications.with_columns(
        pl.col(column).replace_strict(known, default=None, return_dtype=pl.String) for column, known in names.items()
    )
    if "name" in results.owners.columns:
        owners = results.owners.select("owner_id", owner="name")
        frame = frame.join(owners, on="owner_id", how="left", maintain_order="left")
    columns = {
        "owner_id": Column(_("Skoleeier"), 18),
        "owner": Column(_("Skoleeierens navn"), 26),
        "school_id": Column(_("Skole"), 18),
        "application_id": Column(_("Søknad"), 16),
        "person_id": Column(_("Søker"), 14),
        "owner_rank": Column(_("Eiers prioritet"), 11, Look.WHOLE),
        "result": Column(_("Resultat"), 21),
        "offer_id": Column(_("Studietilbud"), 16),
        "provider": Column(_("Studiested"), 28),
        "subject": Column(_("Fag"), 24),
        "scheme": Column(_("Ordning"), 16),
        "wish": Column(_("Ønske nr."), 9, Look.WHOLE),
        "tier": Column(_("Gruppe"), 30),
        "state_autumn": Column(_("Staten, høst (kr)"), 13, Look.WHOLE),
        "state_spring": Column(_("Staten, vår (kr)"), 13, Look.WHOLE),
        "owner_autumn": Column(_("Eier, høst (kr)"), 13, Look.WHOLE),
        "owner_spring": Column(_("Eier, vår (kr)"), 13, Look.WHOLE),
    }
    ordered = frame.sort("owner_id", "owner_rank", "application_id", nulls_last=True)
    return sheet_of(_("Søknader"), ordered, columns)


def _owners(results: Results) -> Sheet:
    columns = {
        "owner_id": Column(_("Skoleeier"), 18),
        "name": Column(_("Navn"), 26),
        "county": Column(_("Fylke"), 8),
        "teacher_fte": Column(_("Lærerårsverk"), 13, Look.DECIMAL),
        "applications": Column(_("Søknader"), 10, Look.WHOLE),
        "approved": Column(_("Godkjent"), 10, Look.WHOLE),
        "granted": Column(_("Innvilget"), 10, Look.WHOLE),
        "quota": Column(_("Kvote"), 8, Look.WHOLE),
        "state_autumn": Column(_("Staten, høst (kr)"), 14, Look.WHOLE),
        "state_spring": Column(_("Staten, vår (kr)"), 14, Look.WHOLE),
        "owner_autumn": Column(_("Eier, høst (kr)"), 14, Look.WHOLE),
        "budget_autumn": Column(_("Eiers budsjett, høst (kr)"), 16, Look.WHOLE),
        "owner_spring": Column(_("Eier, vår (kr)"), 14, Look.WHOLE),
        "budget_spring": Column(_("Eiers budsjett, vår (kr)"), 16, Look.WHOLE),
    }
    return sheet_of(_("Skoleeiere"), results.owners, columns)


def _offers(results: Results) -> Sheet:
    columns = {
        "offer_id": Column(_("Studietilbud"), 16),
        "title": Column(_("Navn"), 40),
        "provider": Column(_("Studiested"), 30),
        "subject_name": Column(_("Fag"), 30),
        "semesters": Column(_("Semester"), 10),
        "credits": Column(_("Studiepoeng"), 12, Look.DECIMAL),
        "capacity": Column(_("Plasser"), 9, Look.WHOLE),
        "first_wishes": Column(_("Godkjente førsteønsker"), 13, Look.WHOLE),
        "second_wishes": Column(_("Godkjente andreønsker"), 13, Look.WHOLE),
        "granted": Column(_("Innvilget"), 10, Look.WHOLE),
    }
    named = results.offers.with_columns(
        pl.col("subject_name").replace({name: _(name) for name in results.offers["subject_name"].unique()})
    )
    return sheet_of(_("Studietilbud"), named, columns)
