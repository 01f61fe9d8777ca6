"""Empty what was written in files of work, when it has been kept its time."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from pafyll.apps.support.services.bulk.forgetting import forget, forgettable
from pafyll.integrations.clock import now


class Command(BaseCommand):
    help = "Empty the rows of files of work that were sent over 90 days ago. Shows how many; add --remove."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--remove", action="store_true", help="carry it out")

    def handle(self, *, remove: bool, **_: Any) -> None:
        self.stdout.write(f"{forgettable(at=now()).count()} rows have been kept their time.")
        if remove:
            self.stdout.write(f"{forget(at=now())} emptied.")
