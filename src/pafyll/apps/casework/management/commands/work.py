"""Runs the workers that do the jobs, and the reaper that gives back what a lost worker left."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from pafyll.apps.casework.services.workers import Crew, work_as_one


class Command(BaseCommand):
    help = "Gjør jobbene som ligger i kø. Lar --workers arbeidere gå, og gir jobber tilbake når en arbeider er borte."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--workers", type=int, default=1, help="hvor mange jobber som gjøres samtidig")
        parser.add_argument("--beside", action="store_true", help="stans når programmet som startet dette, er borte")
        parser.add_argument("--as-one", type=int, metavar="PARENT", help="brukes av kommandoen selv: én arbeider")

    def handle(self, *args: Any, workers: int, beside: bool, as_one: int | None, **options: Any) -> None:
        if as_one is not None:
            work_as_one(parent=as_one)
            return
        self.stdout.write(f"{workers} arbeider(e) venter på jobber. Stopp med Ctrl+C.")
        self.stdout.flush()
        Crew(size=workers, beside=beside).run()
