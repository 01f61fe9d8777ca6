"""Whether what is stored is whole."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from pafyll.operations.verifying import QUESTIONS

SHOWN = 5


class Command(BaseCommand):
    help = "Asks whether what is stored is whole: after a way back, and whenever you wonder"

    def handle(self, *args: Any, **options: Any) -> None:
        broken = 0
        for words, question in QUESTIONS.items():
            found = list(question())
            broken += bool(found)
            self.stdout.write(f"{'NEI' if found else 'ja '}  {words}")
            for one in found[:SHOWN]:
                self.stdout.write(f"       {one}")
            if len(found) > SHOWN:
                self.stdout.write(f"       … og {len(found) - SHOWN} til")
        if broken:
            raise CommandError(f"{broken} av {len(QUESTIONS)} er ikke som de skal.")
        self.stdout.write("Alt er helt.")
