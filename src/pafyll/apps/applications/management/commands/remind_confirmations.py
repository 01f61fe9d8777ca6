"""Remind owners of participants whom they have not confirmed."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from pafyll.apps.applications.services.reminding import plan_reminders, send_reminders
from pafyll.integrations.clock import now


class Command(BaseCommand):
    help = (
        "Remind owners before a confirmation window closes. Shows the plan; add --send to mail it. Safe to run twice."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--send", action="store_true", help="send the mail")

    def handle(self, *, send: bool, **_: Any) -> None:
        plan = plan_reminders(at=now())
        for one in plan:
            where = f"{one.owner}, {one.window.round}, {one.semester.code}"
            self.stdout.write(f"{where}: {one.missing} not confirmed, {one.amount} at stake, {one.days_before} days.")
        if not plan:
            self.stdout.write("No reminder is due.")
        if send and plan:
            self.stdout.write(f"{send_reminders(plan, at=now())} owners reminded.")
