"""Offers of admission that were not answered in time lapse, and the places go to the next in line."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from pafyll.apps.applications.services.admission_nightly import lapse_all, plan_lapses
from pafyll.integrations.clock import now


class Command(BaseCommand):
    help = "Lapse offers of admission nobody answered. Shows the plan; add --carry-out to do it. Safe to run twice."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--carry-out", action="store_true", help="do what the plan says")

    def handle(self, *, carry_out: bool, **_: Any) -> None:
        at = now()
        plan = plan_lapses(at=at)
        for one in plan:
            self.stdout.write(f"lapse: {one.participation.application.number}, {one.offer.code}")
        if not plan:
            self.stdout.write("Nothing is due.")
        if carry_out and plan:
            lapsed, waiting = lapse_all(plan, at=at)
            self.stdout.write("\n".join([f"{lapsed} lapsed", *waiting]))
