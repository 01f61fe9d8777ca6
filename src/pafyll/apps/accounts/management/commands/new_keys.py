"""Makes the keys that identity numbers are kept with, and the one that history is sealed with."""

from __future__ import annotations

import secrets
from typing import Any

from cryptography.fernet import Fernet
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    help = "Print a new key for sealing, one for finding and one for history, to put in the environment. Keeps nothing."
    requires_system_checks: list[str] = []

    def handle(self, **_: Any) -> None:
        self.stdout.write(f"PAFYLL_SEAL_KEYS={Fernet.generate_key().decode()}")
        self.stdout.write(f"PAFYLL_FIND_KEY={secrets.token_urlsafe(32)}")
        self.stdout.write(f"PAFYLL_HISTORY_KEYS={secrets.token_urlsafe(32)}")
