"""Fills the database: the story world, or a whole nation."""

from __future__ import annotations

import os
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from pafyll.devtools.seed import SIZES, plant
from pafyll.devtools.seed.emptying import empty_database, is_empty
from pafyll.integrations.clock import stand_on


class Command(BaseCommand):
    help = "Fyller databasen med fortellingsverdenen (story) eller en hel nasjon (nation). Alle personer er oppdiktet."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--size", choices=sorted(SIZES), default="story", help="story, nation, short-nation eller trondheim-2011"
        )
        parser.add_argument("--replace", action="store_true", help="tøm databasen først")

    def handle(self, *args: Any, size: str, replace: bool, **options: Any) -> None:
        tell = self.stdout.write if options["verbosity"] else lambda text: None
        if replace:
            empty_database()
        elif not is_empty():
            raise CommandError("Databasen har innhold fra før. Bruk --replace for å tømme den og begynne på nytt.")
        if "PAFYLL_NOW_FILE" in os.environ:
            stand_on(None)  # a day that an earlier demonstration was moved to is no part of the new story
        plant(size, tell=tell)
