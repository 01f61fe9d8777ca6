"""Warn of agreements that run out, and close those that have."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from pafyll.apps.agreements.services.nightly import carry_out_nightly, plan_nightly
from pafyll.integrations.clock import now, today


class Command(BaseCommand):
    help = "Warn of agreements that run out, and close those that have. Shows the plan; add --carry-out. Safe twice."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--carry-out", action="store_true", help="send the warnings and close what is over")

    def handle(self, *, carry_out: bool, **_: Any) -> None:
        plan = plan_nightly(today())
        for item in plan:
            what = "is over" if item.version.ends_on < today() else f"ends {item.version.ends_on}: warn"
            self.stdout.write(f"{item.version.agreement}: {what}")
        if not plan:
            self.stdout.write("No agreement runs out.")
        if carry_out and plan:
            self.stdout.write(f"{carry_out_nightly(plan, at=now())} done.")
