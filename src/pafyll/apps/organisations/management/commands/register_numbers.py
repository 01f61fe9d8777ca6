"""Registers identity numbers of people that are known already, so that they can log in."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from pafyll.apps.organisations.identity import keep_number
from pafyll.apps.organisations.queries import people_with_address
from pafyll.domain.answers import Refusal
from pafyll.integrations.clock import now

COLUMNS = {"email", "number"}


class Command(BaseCommand):
    help = (
        "Register identity numbers from a CSV with the columns email and number. Shows the plan, without the numbers; "
        "add --save to carry it out. Safe to run twice."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--source", default="register_numbers", help="who told us the numbers")
        parser.add_argument("--save", action="store_true", help="carry it out")

    def handle(self, *, file: Path, source: str, save: bool, **_: Any) -> None:
        rows = list(csv.DictReader(file.read_text(encoding="utf-8-sig").splitlines()))
        if not rows or not set(rows[0]) >= COLUMNS:
            raise CommandError("The file must have the columns email and number.")
        for row in rows:
            self.stdout.write(f"{row['email']}: {self._registered(row, source, save)}")

    def _registered(self, row: dict[str, str], source: str, save: bool) -> str:
        found = people_with_address(row["email"].strip())
        if len(found) != 1:
            return "nobody has this address" if not found else "several have this address"
        if not save:
            return "would be registered"
        try:
            keep_number(person=found[0], number=row["number"].strip(), source=source, at=now())
        except Refusal as refusal:
            return refusal.answer.code
        return "registered"
