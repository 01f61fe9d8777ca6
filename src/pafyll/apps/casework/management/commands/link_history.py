"""Put what has happened into the chain."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from pafyll.apps.casework.services.linking import link_history
from pafyll.integrations.clock import now


class Command(BaseCommand):
    help = "Put what has happened into the chain of the history, and tell its head. Safe to run at any time."

    def handle(self, **_: Any) -> None:
        head = link_history(at=now())
        self.stdout.write(str(head))
        if settings.HISTORY_HEADS:
            with Path(settings.HISTORY_HEADS).open("a", encoding="utf-8") as file:
                file.write(f"{now().isoformat()} {head}\n")
