"""Django's flush, which tests end with, for a database whose ledger refuses to lose rows."""

from __future__ import annotations

from typing import Any

from django.core.management.commands.flush import Command as Flush

from pafyll.devtools.seed.emptying import nothing_frozen


class Command(Flush):
    def handle(self, **options: Any) -> None:
        with nothing_frozen():
            super().handle(**options)
