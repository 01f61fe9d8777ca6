"""Tells everybody something, and closes parts for a while. Needs no database."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from pafyll.web.components.maintenance.notice import Notice, current_notice, write_notice
from pafyll.web.components.maintenance.parts import PARTS


class Command(BaseCommand):
    help = "Shows the notice to everybody and what is closed; says, closes and opens when asked to"
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--say", metavar="BOKMÅL", help="what everybody is told; '' for nothing more")
        parser.add_argument("--say-nn", metavar="NYNORSK", help="the same in nynorsk")
        parser.add_argument(
            "--close", nargs="+", default=[], choices=list(PARTS), metavar="PART", help="; ".join(PARTS)
        )
        parser.add_argument("--open", nargs="+", default=[], choices=list(PARTS), metavar="PART")
        parser.add_argument("--over", action="store_true", help="everything is open, and nothing is told")

    def handle(self, *args: Any, **options: Any) -> None:
        before = current_notice()
        after = Notice() if options["over"] else _changed(before, options)
        if after != before:
            write_notice(after)
        self.stdout.write(f"Melding: {after.bokmaal or '–'} / {after.nynorsk or '–'}")
        self.stdout.write(f"Stengt: {', '.join(sorted(after.closed)) or '–'}")
        self.stdout.write(f"Fil: {settings.MAINTENANCE_FILE}")
        if after.bokmaal and not after.nynorsk:
            self.stderr.write("Meldingen mangler på nynorsk: --say-nn")


def _changed(before: Notice, options: dict[str, Any]) -> Notice:
    said, said_nn = options["say"], options["say_nn"]
    return Notice(
        before.bokmaal if said is None else said.strip(),
        (before.nynorsk if said is None else "") if said_nn is None else said_nn.strip(),
        (before.closed | set(options["close"])) - set(options["open"]),
    )
