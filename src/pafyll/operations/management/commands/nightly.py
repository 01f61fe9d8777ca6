"""Everything that is done every night."""

from __future__ import annotations

import traceback
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from pafyll.apps.casework.services.signs_of_life import NIGHT, beat
from pafyll.integrations.clock import machine_now
from pafyll.operations.nightly import STEPS, do_all


class Command(BaseCommand):
    help = "Does everything that is done every night: one line for each, and those that failed are told at the end"

    def handle(self, *args: Any, **options: Any) -> None:
        failed = []
        for name, error in do_all():
            self.stdout.write(f"{name}: {'gikk ikke' if error else 'gjort'}")
            if error:
                failed.append(name)
                self.stderr.write("".join(traceback.format_exception(error)))
        if failed:
            raise CommandError(f"{len(failed)} av {len(STEPS)} gikk ikke: {', '.join(failed)}. Resten er gjort.")
        beat(NIGHT, machine=machine_now())
