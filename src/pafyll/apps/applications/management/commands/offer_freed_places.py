"""Offers of freed places that were not answered in time go to the next in line."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from pafyll.apps.applications.services.freed_nightly import carry_out_freed_places, plan_freed_places
from pafyll.integrations.clock import now


class Command(BaseCommand):
    help = "End offers nobody answered, offer free places. Shows the plan; add --carry-out to do it. Safe to run twice."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--carry-out", action="store_true", help="do what the plan says")

    def handle(self, *, carry_out: bool, **_: Any) -> None:
        at = now()
        plan = plan_freed_places(at=at)
        self.stdout.write("\n".join(plan.lines()) or "Nothing is due.")
        if carry_out:
            done = carry_out_freed_places(plan, at=at)
            self.stdout.write(", ".join(f"{count} {what}" for what, count in done.items()))
