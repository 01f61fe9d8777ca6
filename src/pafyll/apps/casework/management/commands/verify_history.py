"""Ask whether the history is as it was written."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from pafyll.apps.casework.queries.chain import KnownHead, broken_history, heads_outside
from pafyll.apps.casework.services import linking

SHOWN = 50


class Command(BaseCommand):
    help = "Find events that are altered, removed or put in from outside. Reads the whole history once."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--head", action="append", default=[], help="a head that was written down: 1234:ab12…")

    def handle(self, *, head: list[str], **_: Any) -> None:
        known = [*self._known(head), *heads_outside()]
        found = list(broken_history(known=known))
        for one in found[:SHOWN]:
            self.stdout.write(one)
        if found:
            raise CommandError(f"{len(found)} faults in the history.")
        self.stdout.write(f"The history is whole: {linking.head()}")

    def _known(self, words: list[str]) -> list[KnownHead]:
        try:
            return [KnownHead.read(one) for one in words]
        except ValueError as fault:
            raise CommandError(f"«{fault}» is not a head. It is written as 1234:ab12…") from fault
