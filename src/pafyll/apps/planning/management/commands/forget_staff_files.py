"""Remove files of staff that nobody has confirmed."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from pafyll.apps.planning.services.importing.forgetting import forget, forgotten
from pafyll.integrations.clock import now


class Command(BaseCommand):
    help = "Remove files of staff that have waited their time. Shows the plan; add --remove. Safe to run twice."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--remove", action="store_true", help="carry it out")

    def handle(self, *, remove: bool, **_: Any) -> None:
        found = forgotten(at=now())
        for one in found:
            self.stdout.write(f"{one.owner}: {one.file_name}, {one.uploaded_at:%Y-%m-%d}")
        if not found:
            self.stdout.write("No file has waited its time.")
        if remove:
            self.stdout.write(f"{forget(at=now())} removed.")
