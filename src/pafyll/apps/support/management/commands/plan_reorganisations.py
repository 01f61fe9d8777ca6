"""A file of changes of organisations, for a reform: each row is planned, and waits for two people on its page."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from pafyll.apps.accounts.models import User
from pafyll.apps.support.services.change_files import COLUMNS, planned_in
from pafyll.apps.support.services.planning_changes import plan_change
from pafyll.domain.answers import Refusal
from pafyll.integrations.clock import now


class Command(BaseCommand):
    help = (
        "Plan changes of organisations from a CSV with the columns change, kind, day, from, to, name, heir and source. "
        "Rows with the same word under change are one. Shows the plan; add --save to carry it out. Safe to run twice."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--by", required=True, help="user name of the one who plans")
        parser.add_argument("--save", action="store_true", help="carry it out")

    def handle(self, *, file: Path, by: str, save: bool, **_: Any) -> None:
        rows = list(csv.DictReader(file.read_text(encoding="utf-8-sig").splitlines()))
        if not rows or not set(rows[0]) >= COLUMNS:
            raise CommandError(f"The file must have the columns {', '.join(sorted(COLUMNS))}.")
        user = User.objects.filter(username=by).first()
        if user is None:
            raise CommandError(f"Nobody is called {by}.")
        refused = 0
        for name, found in planned_in(rows, file=file.name):
            said = found if isinstance(found, str) else self._planned(found, user, save)
            refused += said not in ("planned", "would be planned")
            self.stdout.write(f"{name}: {said}")
        if refused:
            raise CommandError(f"{refused} changes were refused; the others are as told.")

    def _planned(self, planned: Any, user: User, save: bool) -> str:
        try:
            with transaction.atomic():
                plan_change(planned=planned, by=user, at=now())
                if not save:
                    transaction.set_rollback(True)
        except Refusal as refusal:
            return f"{refusal.answer.code}: {refusal.answer}"
        return "planned" if save else "would be planned"
