"""Gathers the mail of those who want one a day. Shows whose; --send writes it."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from pafyll.apps.casework.services.gathering import gather_all, held


class Command(BaseCommand):
    help = "Samler varslene til dem som vil ha én e-post om dagen. Viser planen; --send skriver e-postene."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--send", action="store_true", help="skriv e-postene")

    def handle(self, *args: Any, send: bool, **options: Any) -> None:
        plan = held()
        for reader, count in plan:
            self.stdout.write(f"bruker {reader}: {count} varsler")
        if not plan:
            self.stdout.write("Ingen varsler venter på å bli samlet.")
        elif send:
            self.stdout.write(f"{gather_all()} samlede e-poster skrevet.")
        else:
            self.stdout.write("Ingenting er sendt. Legg til --send.")
