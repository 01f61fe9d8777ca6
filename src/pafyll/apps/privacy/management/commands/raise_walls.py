"""Raise the walls in the database that wait until no older version serves."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from pafyll.apps.privacy.walling import lower_walls, raise_walls


class Command(BaseCommand):
    help = "Raise the walls that wait until no older version of Påfyll serves. --lower takes them away. Safe twice."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--lower", action="store_true", help="take them away")

    def handle(self, *, lower: bool, **_: Any) -> None:
        count = lower_walls() if lower else raise_walls(late=True)
        self.stdout.write(f"{count} statements" if count else "nothing to do")
