"""Tell those who have asked for it that a grant has opened."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from pafyll.apps.forums.services.openings import news, tell_news
from pafyll.integrations.clock import now


class Command(BaseCommand):
    help = "Mail those who asked to be told when a grant opens. Shows the plan; add --send to mail it. Safe twice."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--send", action="store_true", help="send the mail")

    def handle(self, *, send: bool, **_: Any) -> None:
        plan = news(now())
        for one in plan:
            self.stdout.write(f"{one.subscription.organisation}: {one.opening.title}")
        if not plan:
            self.stdout.write("Nothing has opened that anybody is waiting for.")
        if send and plan:
            self.stdout.write(f"{tell_news(plan, at=now())} told.")
