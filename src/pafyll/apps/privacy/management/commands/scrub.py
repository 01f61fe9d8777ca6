"""Remove what is past its time."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from pafyll.apps.privacy.services.scrubbing.rules import carry_out, due
from pafyll.integrations.clock import now, today


class Command(BaseCommand):
    help = "Remove what is past its time, by the rules of the register. Shows the plan; add --carry-out. Safe twice."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--carry-out", action="store_true", help="carry it out")

    def handle(self, *, carry_out: bool, **_: Any) -> None:
        for one in removed() if carry_out else due(on=today()):
            since = f"from before {one.before:%Y-%m-%d}" if one.before else ""
            self.stdout.write(" ".join(part for part in (f"{one.rule}: {one.count}", since, one.note) if part))


def removed() -> Any:
    return carry_out(on=today(), at=now())
