"""Remove what is kept of calls of the API, when it has been kept its time."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from pafyll.apps.connections.services.calls import forget, forgettable
from pafyll.integrations.clock import now


class Command(BaseCommand):
    help = "Remove counts and answers of the API that are over a day old. Shows how many; add --remove. Safe to repeat."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--remove", action="store_true", help="carry it out")

    def handle(self, *, remove: bool, **_: Any) -> None:
        counts, answers = forgettable(at=now())
        self.stdout.write(f"{counts} counts and {answers} answers have been kept their time.")
        if remove:
            forget(at=now())
            self.stdout.write("Removed.")
