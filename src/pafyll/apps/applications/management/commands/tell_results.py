"""Mail the results of decided runs to those who are not told yet."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from pafyll.apps.applications.models import AllocationRun
from pafyll.apps.applications.services.results_mail import tell_results, told_so_far
from pafyll.domain.lifecycles.allocation import RunStatus
from pafyll.integrations.clock import now


class Command(BaseCommand):
    help = "Mail results that are not told yet. Shows how many; add --send to send them. Safe to run twice."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--send", action="store_true", help="send the mail")

    def handle(self, *, send: bool, **_: Any) -> None:
        for run in AllocationRun.objects.filter(status=RunStatus.DECIDED).defer("input_files", "protocol"):
            waiting = run.results.count() - told_so_far(run)
            self.stdout.write(f"{run.round}: {waiting} not told.")
            if send and waiting:
                self.stdout.write(f"{run.round}: {tell_results(run=run, by=None, at=now())} told now.")
