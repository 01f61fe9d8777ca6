"""The way back from a backup."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from pafyll.operations import on_postgresql, on_sqlite
from pafyll.operations.addresses import of_sqlite
from pafyll.operations.refusing import CannotGoOn

NEXT = """Lagt klar fra {base} i {into}. Gjør så dette:
  1. Start serveren med den mappa. Den leser loggen fram til {until} og åpner.
  2. Kjør verify mot den. Først når den svarer at alt er helt, slippes folk inn."""


def moment(text: str) -> datetime:
    """A moment in Norwegian time, unless it says another."""
    given = datetime.fromisoformat(text)
    return given if given.tzinfo else given.replace(tzinfo=ZoneInfo(settings.TIME_ZONE))


class Command(BaseCommand):
    help = "Puts a backup back: SQLite in place, PostgreSQL as a server folder to be started"
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path, help="where backups lie")
        parser.add_argument(
            "--until", type=moment, help="2026-11-27T08:14:59, Norwegian time; as late as possible if not"
        )
        parser.add_argument("--into", type=Path, help="the empty folder of a PostgreSQL server")

    def handle(self, *args: Any, **options: Any) -> None:
        folder, until = options["folder"].resolve(), options["until"]
        try:
            if database := of_sqlite():
                self.stdout.write(f"Satt tilbake: {on_sqlite.put_back(folder, database, until=until)}")
                return
            if options["into"] is None:
                raise CannotGoOn("Si hvilken tom mappe serveren skal ligge i, med --into.")
            into = options["into"].resolve()
            base = on_postgresql.prepare_restore(folder, into, until=until)
        except CannotGoOn as error:
            raise CommandError(str(error)) from error
        self.stdout.write(NEXT.format(base=base, into=into, until=until or "slutten av loggen"))
