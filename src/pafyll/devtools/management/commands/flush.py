"""Django's flush, which tests end with, for a database whose ledger refuses to lose rows."""

from __future__ import annotations

from typing import Any

from django.core.management.commands.flush import Command as Flush

from pafyll.apps.assignments.frozen import emptying as assignments_emptying
from pafyll.apps.casework.frozen import HISTORY
from pafyll.apps.forums.frozen import DISTRIBUTIONS, KEY_FILES
from pafyll.apps.grants.frozen import emptying
from pafyll.apps.statistics.frozen import FIGURES


class Command(Flush):
    def handle(self, **options: Any) -> None:
        with (
            emptying(),
            DISTRIBUTIONS.emptying(),
            KEY_FILES.emptying(),
            FIGURES.emptying(),
            HISTORY.emptying(),
            assignments_emptying(),
        ):
            super().handle(**options)
