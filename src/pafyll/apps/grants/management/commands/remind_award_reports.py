"""Remind recipients of final reports that they have not sent."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from pafyll.apps.grants.services.reminding_awards import plan_award_reminders, send_award_reminders
from pafyll.integrations.clock import now


class Command(BaseCommand):
    help = (
        "Remind recipients of final reports before, at and after the deadline. Shows the plan; add --send to mail it. "
        "Safe to run twice."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--send", action="store_true", help="send the mail")

    def handle(self, *, send: bool, **_: Any) -> None:
        plan = plan_award_reminders(at=now())
        for one in plan:
            self.stdout.write(f"{one.award.number}, {one.award.recipient}: due {one.award.report_due}.")
        if not plan:
            self.stdout.write("No reminder is due.")
        if send and plan:
            self.stdout.write(f"{send_award_reminders(plan, at=now())} recipients reminded.")
