"""Changes of organisations whose day has come: what is open changes hands."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from pafyll.apps.support.services.carrying_out import carry_out_due, due
from pafyll.integrations.clock import now, today


class Command(BaseCommand):
    help = "Carry out approved changes of organisations whose day has come. Shows the plan; add --carry-out to do it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--carry-out", action="store_true", help="do what the plan says")

    def handle(self, *, carry_out: bool, **_: Any) -> None:
        plan = due(day=today())
        for one in plan:
            self.stdout.write(f"{one.pk}: {one}")
        if not plan:
            self.stdout.write("Nothing is due.")
        if carry_out:
            for one, blocks in carry_out_due(at=now()):
                said = "; ".join(f"{block.count} {block.text}" for block in blocks)
                self.stdout.write(f"{one.pk}: {f'stopped by {said}' if blocks else 'carried out'}")
