"""Remove what is kept of calls of the API, and of what was told to addresses, when it has been kept its time."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from pafyll.apps.connections.services.calls import forget, forgettable
from pafyll.integrations.clock import now


class Command(BaseCommand):
    help = "Remove counts and answers of the API over a day old, and tellings over 30. Shows how many; add --remove."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--remove", action="store_true", help="carry it out")

    def handle(self, *, remove: bool, **_: Any) -> None:
        found = ", ".join(f"{count} {name}" for name, count in forgettable(at=now()).items())
        self.stdout.write(f"{found} have been kept their time.")
        if remove:
            forget(at=now())
            self.stdout.write("Removed.")
