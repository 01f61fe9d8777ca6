"""Writes a distribution to a folder: CSV tables, a workbook, and the run's own account."""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path

import polars as pl

from pafyll.cli.distributing.reading import Asked, Given
from pafyll.cli.distributing.tables import chains_of, recipients_of, remainders_of
from pafyll.cli.telling import Steps
from pafyll.cli.writing import whole_folder, write_manifest
from pafyll.cli.xlsx import Column, Look, Sheet, sheet_of, sheet_of_facts, write_xlsx
from pafyll.domain.grants.distribution import Distribution, sentences_of
from pafyll.protocols.language import _


def write(out: Path, done: Distribution, given: Given, asked: Asked, *, steps: Steps) -> None:
    """The whole folder or nothing."""
    tables = {"recipients": recipients_of(done), "chains": chains_of(done), "remainders": remainders_of(done)}
    with whole_folder(out) as folder:
        with steps.step(_("Skriver fordelingen")):
            for name, table in tables.items():
                table.write_csv(folder / f"{name}.csv")
        with steps.step(_("Skriver arbeidsboken")):
            write_xlsx(folder / "distribution.xlsx", sheets_of(done, tables), _("Fordeling"))
        manifest = {
            "pafyll": version("pafyll"),
            "command": "distribute",
            "pipeline": done.pipeline.content,
            "files": [path.name for path in (asked.keys, asked.requests, asked.mergers) if path is not None],
            "frame": int(done.frame),
            "awarded": int(done.awarded),
            "left": int(done.left),
            "fingerprint": done.fingerprint,
            "notes": [note.sentence(_) for note in given.notes],
        }
        write_manifest(folder, manifest)


def sheets_of(done: Distribution, tables: dict[str, pl.DataFrame]) -> list[Sheet]:
    """The workbook's sheets: recipients, chains, remainders, and the pipeline in words."""
    whole, wrapped = Look.WHOLE, Look.WRAPPED
    words = [(str(at), text.sentence(_)) for at, text in enumerate(sentences_of(done.pipeline), 1)]
    facts = [(_("Tittel"), done.pipeline.title), (_("Fingeravtrykk"), done.fingerprint), *words]
    return [
        sheet_of(_("Mottakere"), tables["recipients"], {
            "number": Column(_("Organisasjonsnummer"), 14), "name": Column(_("Navn"), 34),
            "kind": Column(_("Slag"), 16), "county": Column(_("Fylke"), 8),
            "municipality": Column(_("Kommune"), 10), "region": Column(_("Region"), 18),
            "owner": Column(_("Eier"), 14), "kroner": Column(_("Kroner"), 14, whole),
        }),
        sheet_of(_("Begrunnelser"), tables["chains"], {
            "number": Column(_("Organisasjonsnummer"), 14), "step": Column(_("Steg"), 7, whole),
            "kroner": Column(_("Kroner"), 14, whole), "text": Column(_("Begrunnelse"), 90, wrapped),
        }),
        sheet_of(_("Rest"), tables["remainders"], {
            "pot": Column(_("Pott"), 26), "group": Column(_("Ramme"), 20),
            "kroner": Column(_("Kroner"), 14, whole), "fate": Column(_("Hva som skjer"), 30),
        }),
        sheet_of_facts(_("Om fordelingen"), facts),
    ]  # fmt: skip
