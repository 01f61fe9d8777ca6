"""Writes a plan to a folder: CSV tables, a workbook, and the run's own account."""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path

import polars as pl

from pafyll.cli.planning.reading import Read, Request
from pafyll.cli.planning.tables import costs_of, funding_of, lines_of, moves_of, reached_of, unplaced_of
from pafyll.cli.telling import Steps
from pafyll.cli.writing import whole_folder, write_manifest
from pafyll.cli.xlsx import Column, Look, Sheet, sheet_of, write_xlsx
from pafyll.domain.planning import Plan
from pafyll.protocols.language import _


def write(out: Path, plan: Plan, given: Read, request: Request, *, steps: Steps) -> None:
    """The whole folder or nothing."""
    tables = {
        "plan": lines_of(plan),
        "costs": costs_of(plan),
        "funding": funding_of(plan),
        "bounds": reached_of(plan),
        "unplaced": unplaced_of(plan),
        **({"moves": moves_of(plan)} if given.has_previous else {}),
    }
    with whole_folder(out) as folder:
        with steps.step(_("Skriver planen")):
            for name, table in tables.items():
                table.write_csv(folder / f"{name}.csv")
        with steps.step(_("Skriver arbeidsboken")):
            write_xlsx(folder / "plan.xlsx", _sheets(tables), _("Kompetanseplan"))
        manifest = {
            "pafyll": version("pafyll"),
            "command": "plan",
            "files": [request.staff.name, request.offers.name, request.budgets.name, *request.choices.names],
            "previous": request.previous.name if request.previous else None,
            "first_year": request.first_year.slug,
            "years": request.years,
            "seed": plan.seed,
            "assumed": list(given.assumed),
            "lines": len(plan.lines),
            "cost": int(plan.costs.total),
        }
        write_manifest(folder, manifest)


def _sheets(tables: dict[str, pl.DataFrame]) -> list[Sheet]:
    whole, wrapped, plain = Look.WHOLE, Look.WRAPPED, Look.PLAIN_NUMBER
    return [
        sheet_of(_("Plan"), tables["plan"], {
            "school_year": Column(_("Skoleår"), 10), "name": Column(_("Navn"), 24),
            "person_id": Column(_("Ansattnummer"), 14), "school": Column(_("Skole"), 24),
            "subject_name": Column(_("Fag"), 18), "credits": Column(_("Studiepoeng"), 11, plain),
            "semesters": Column(_("Semester"), 9), "scheme": Column(_("Ordning"), 14),
            "offer_id": Column(_("Studium"), 18), "state": Column(_("Staten"), 12, whole),
            "owner": Column(_("Skoleeier"), 12, whole), "reasons": Column(_("Begrunnelse"), 80, wrapped),
        }),
        sheet_of(_("Kostnad"), tables["costs"].filter(pl.col("view") == "budget_year"), {
            "year": Column(_("Budsjettår"), 12), "payer_name": Column(_("Betaler"), 14),
            "kroner": Column(_("Kroner"), 14, whole),
        }),
        sheet_of(_("Kostnad per skoleår"), tables["costs"].filter(pl.col("view") == "school_year"), {
            "year": Column(_("Skoleår"), 12), "payer_name": Column(_("Betaler"), 14),
            "kroner": Column(_("Kroner"), 14, whole),
        }),
        sheet_of(_("Budsjett"), tables["funding"], {
            "year": Column(_("Budsjettår"), 12), "source": Column(_("Kilde"), 14),
            "amount": Column(_("Satt av"), 14, whole), "spent": Column(_("Brukt"), 14, whole),
            "left": Column(_("Igjen"), 14, whole),
        }),
        sheet_of(_("Grenser"), tables["bounds"], {
            "name": Column(_("Mål"), 38), "value": Column(_("Planen"), 16, plain),
            "bound": Column(_("Ingen plan er bedre enn"), 20, plain),
            "gap_percent": Column(_("Avstand i prosent"), 12, plain),
        }),
        sheet_of(_("Uten plass"), tables["unplaced"], {
            "name": Column(_("Navn"), 24), "person_id": Column(_("Ansattnummer"), 14),
            "subject_name": Column(_("Fag"), 20), "stage": Column(_("Trinn"), 10),
            "reasons": Column(_("Hvorfor"), 80, wrapped),
        }),
        *([_moves(tables["moves"])] if "moves" in tables else []),
    ]  # fmt: skip


def _moves(table: pl.DataFrame) -> Sheet:
    columns = {
        "name": Column(_("Navn"), 24), "person_id": Column(_("Ansattnummer"), 14),
        "before": Column(_("Forrige plan"), 34), "after": Column(_("Denne planen"), 34),
        "reasons": Column(_("Hvorfor"), 80, Look.WRAPPED),
    }  # fmt: skip
    return sheet_of(_("Flyttet"), table, columns)
