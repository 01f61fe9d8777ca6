"""Writes the generated pages under docs/."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from pafyll.devtools.generated_docs import ROOT, pages


class Command(BaseCommand):
    requires_system_checks: list[str] = []  # nothing here asks the database or the pages
    help = "Skriver sidene under docs/ som lages av koden. Med --check sies det bare fra om noen er utdaterte."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="skriv ingenting; feil hvis en side er utdatert")

    def handle(self, *args: Any, check: bool, **options: Any) -> None:
        stale = {file: text for file, text in pages().items() if not file.exists() or file.read_text() != text}
        names = ", ".join(str(file.relative_to(ROOT)) for file in stale)
        if check and stale:
            raise CommandError(f"Utdatert: {names}. Kjør manage.py docs.")
        for file, text in stale.items():
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
        self.stdout.write(f"Skrevet: {names}." if stale else "Alle sidene er ferske.")
