"""Makes a sandbox ready: the two databases that worlds are copied from."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from pafyll.devtools.sandbox.api import worlds

MADE_BY: dict[str, list[tuple[str, ...]]] = {
    "empty": [("migrate", "-v0")],
    "story": [("migrate", "-v0"), ("seed", "--size", "story", "-v0")],
}


class Command(BaseCommand):
    help = "Gjør prøvemiljøet klart, ved installasjon og etter oppgradering. Verdener som finnes fra før, slettes."
    requires_system_checks = []

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.SANDBOX_WORLDS:
            raise CommandError(
                "Dette er ikke et prøvemiljø. Sett DJANGO_SETTINGS_MODULE=pafyll.config.settings.sandbox."
            )
        settings.SANDBOX.mkdir(parents=True, exist_ok=True)
        worlds().clear_all()
        for what, commands in MADE_BY.items():
            self.stdout.write(f"Lager {what} …")
            file = worlds().prepared(what)
            environment = {**os.environ, "PAFYLL_DATABASE": f"sqlite:///{file}"}
            for command in commands:
                subprocess.run([sys.executable, "-m", "django", *command], env=environment, check=True)  # noqa: S603
        self.stdout.write("Klart.")
