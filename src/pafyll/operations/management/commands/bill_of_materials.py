"""Writes what this version is made of."""

from __future__ import annotations

import json
from importlib.metadata import version
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from pafyll.operations.materials import bill_of_materials
from pafyll.operations.refusing import CannotGoOn


class Command(BaseCommand):
    help = "Writes what this version is made of, from the locks, as CycloneDX 1.6 in JSON"
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--python-lock", type=Path, default=Path("requirements.txt"))
        parser.add_argument("--browser-lock", type=Path, default=Path("package-lock.json"))

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            bill = bill_of_materials(options["python_lock"], options["browser_lock"], version=version("pafyll"))
        except CannotGoOn as error:
            raise CommandError(str(error)) from error
        self.stdout.write(json.dumps(bill, indent=1, ensure_ascii=False))
