"""Registers which form of Norwegian municipalities and counties have resolved to use."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from pafyll.apps.organisations.written_forms import Fault, plan_written_forms, set_written_forms


class Command(BaseCommand):
    help = (
        "Register resolved forms of Norwegian from a CSV with the columns kommunenr and malform "
        "(bokmål, nynorsk, nøytral). Shows the plan; add --save to carry it out. Safe to run twice."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--source", required=True, help="where the list is published, and its date")
        parser.add_argument("--save", action="store_true", help="carry it out")

    def handle(self, *, file: Path, source: str, save: bool, **_: Any) -> None:
        try:
            plan = plan_written_forms(file.read_text(encoding="utf-8-sig"), source=source)
        except Fault as fault:
            raise CommandError(str(fault)) from fault
        for one, form in plan.changes:
            self.stdout.write(f"{one.municipality_code or one.county_code} {one.name}: {form}")
        for code in plan.unknown:
            self.stdout.write(f"{code}: no municipality or county has this number here")
        if save:
            self.stdout.write(f"{set_written_forms(plan)} registered.")
