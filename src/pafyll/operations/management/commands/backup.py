"""Takes a backup that can be restored to a chosen second (PostgreSQL) or to itself (SQLite)."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError

from pafyll.apps.casework.services.signs_of_life import BACKUP, beat
from pafyll.integrations.clock import machine_now
from pafyll.operations import on_postgresql, on_sqlite
from pafyll.operations.addresses import of_postgresql, of_sqlite
from pafyll.operations.refusing import CannotGoOn


class Command(BaseCommand):
    help = "Takes a backup of the database while it is in use, reads it through, and says where it lies"
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path, help="where backups lie; PostgreSQL archives its log in log/ there")

    def handle(self, *args: Any, **options: Any) -> None:
        folder: Path = options["folder"].resolve()
        try:
            if database := of_sqlite():
                made = on_sqlite.back_up(database, folder, at=machine_now())
            else:
                made = on_postgresql.back_up(of_postgresql(), folder, at=machine_now())
        except CannotGoOn as error:
            raise CommandError(str(error)) from error
        with suppress(DatabaseError):  # a copy that is taken before the tables are brought up to date is a copy too
            beat(BACKUP, machine=machine_now())
        self.stdout.write(f"Tatt kopi: {made}")
