"""Registers organisations from a file: what an empty installation begins with."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from pafyll.apps.organisations.management import registering
from pafyll.apps.organisations.registering import judge_organisations, register_organisations


class Command(BaseCommand):
    help = (
        "Register organisations from a file with the columns kind, number, name and, where there is one, parent. "
        "Shows the plan; add --save to carry it out. Safe to run twice."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        registering.add_arguments(parser)

    def handle(self, *, file: Path, source: str, save: bool, **_: Any) -> None:
        checked = judge_organisations(registering.table(file))
        registering.refuse(checked.faults)
        told = register_organisations(checked, source=source, save=save)
        for line in registering.summary(told, save=save):
            self.stdout.write(line)
