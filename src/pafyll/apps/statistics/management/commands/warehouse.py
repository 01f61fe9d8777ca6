"""Write the files that researchers get under an agreement."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from pafyll.apps.accounts.models import User
from pafyll.apps.statistics.services.warehousing import export_warehouse
from pafyll.apps.statistics.warehouse import VIEWS
from pafyll.domain.answers import Refusal
from pafyll.integrations.clock import now


class Command(BaseCommand):
    help = "Show the views that researchers get under an agreement; add --out, --agreement and --by to write them."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--out", type=Path, help="folder that the Parquet files are written to")
        parser.add_argument("--agreement", default="", help="the agreement's number: pseudonyms are of it alone")
        parser.add_argument("--by", help="user name of the directorate's decider")

    def handle(self, *, out: Path | None, agreement: str, by: str | None, **options: Any) -> None:
        if out is None:
            for view in VIEWS:
                self.stdout.write(f"{view.name}.parquet: one row for each {view.row}")
            return
        user = User.objects.filter(username=by or "").first()
        if user is None:
            raise CommandError("Oppgi hvem som gir ut dataene med --by.")
        try:
            written = export_warehouse(agreement=agreement, out=out, by=user, at=now())
        except Refusal as refusal:
            raise CommandError(f"{refusal.answer} {refusal.answer.remedy}") from refusal
        for one in written:
            self.stdout.write(f"{one.name}: {one.rows} {one.sha256}")
