"""Registers people with their roles from a file: those who let everybody else in."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from pafyll.apps.organisations.management import registering
from pafyll.apps.organisations.registering import judge_people, register_people
from pafyll.domain.answers import Refusal
from pafyll.integrations.clock import now


class Command(BaseCommand):
    help = (
        "Register people with roles from a file with the columns first_name, last_name, email, organisation, role and "
        "identity_number. Shows the plan, without the numbers; add --save to carry it out. Safe to run twice."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        registering.add_arguments(parser)

    def handle(self, *, file: Path, source: str, save: bool, **_: Any) -> None:
        checked = judge_people(registering.table(file))
        registering.refuse(checked.faults)
        try:
            told = register_people(checked, source=source, at=now(), save=save)
        except Refusal as refusal:
            raise CommandError(f"Nothing is registered. {refusal.answer.text}") from refusal
        for line in registering.summary(told, save=save):
            self.stdout.write(line)
