"""Close confirmation windows whose last day is over."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from pafyll.apps.applications.models import ConfirmationWindow
from pafyll.apps.applications.services.closing import close_window
from pafyll.apps.applications.services.confirming import terms_in
from pafyll.domain.lifecycles.participation import TermStatus
from pafyll.integrations.clock import now


class Command(BaseCommand):
    help = "Close windows that are over: what is left is not confirmed. Shows the plan; add --close. Safe to run twice."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--close", action="store_true", help="carry it out")

    def handle(self, *, close: bool, **_: Any) -> None:
        over = ConfirmationWindow.objects.filter(closes_at__lte=now(), closed_at__isnull=True).select_related("round")
        for window in over:
            left = terms_in(window).filter(status=TermStatus.AWAITING).count()
            self.stdout.write(f"{window.round}, {window.semester}: {left} not confirmed.")
            if close:
                self.stdout.write(f"{close_window(window=window, by=None, at=now())} marked as not confirmed.")
        if not over:
            self.stdout.write("No window is over and still open.")
