"""Set the letters of a decided round."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from pafyll.apps.applications.models import Application
from pafyll.apps.applications.services.letters import letter_of
from pafyll.apps.casework.models import Decision
from pafyll.integrations.clock import now

EVERY = 200


class Command(BaseCommand):
    help = "Set the letters that nobody has opened yet. Shows how many; add --issue to set them. Safe to run twice."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--issue", action="store_true", help="set and keep the letters")

    def handle(self, *, issue: bool, **_: Any) -> None:
        waiting = Decision.objects.filter(kind="place", document__isnull=True).order_by("pk")
        count = waiting.count()
        self.stdout.write(f"{count} letters are not set.")
        for number, decision in enumerate(waiting.iterator() if issue else (), start=1):
            letter_of(decision=decision, by=None, at=now(), language=language_of(decision))
            if number % EVERY == 0 or number == count:
                self.stdout.write(f"{number} of {count}")


def language_of(decision: Decision) -> str:
    """The written form that the applicant has chosen, else bokmål."""
    key = int(decision.about.removeprefix("application:"))
    person = Application.objects.select_related("person__user").get(pk=key).person
    return person.user.letter_language if person.user else "nb"
