"""Enter how long something is kept, with the source."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from pafyll.apps.privacy.queries.periods import all_rules, periods_in_force
from pafyll.apps.privacy.services.periods import enter_period
from pafyll.domain.answers import Refusal
from pafyll.domain.privacy import SetBy
from pafyll.integrations.clock import now, today


class Command(BaseCommand):
    help = "Enter how many months a rule means, from a day. Without arguments: the rules, and what is entered."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("rule", nargs="?")
        parser.add_argument("--months", type=int, default=0)
        parser.add_argument("--from", dest="starts_on", type=date.fromisoformat, help="the first day: 2026-08-01")
        parser.add_argument("--source", default="", help="where it is decided, and its date")

    def handle(self, *, rule: str | None, months: int, starts_on: date | None, source: str, **_: Any) -> None:
        if rule is None:
            self._list()
            return
        try:
            row = enter_period(rule=rule, months=months, starts_on=starts_on or today(), source=source, at=now())
        except Refusal as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"{row}.")

    def _list(self) -> None:
        periods = periods_in_force(today())
        for code, rule in sorted(all_rules().items()):
            if rule.set_by == SetBy.CONTROLLER:
                have = periods.get(code)
                self.stdout.write(f"{code}: {f'{have.months} months ({have.source})' if have else 'not decided'}")
