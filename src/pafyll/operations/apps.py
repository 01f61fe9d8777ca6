"""Django's entry: the management commands of whoever runs Påfyll."""

import sys
from pathlib import Path

from django.apps import AppConfig
from django.conf import settings

from pafyll.integrations.postgresql.reading import this_process_reads_everything


class OperationsConfig(AppConfig):
    name = "pafyll.operations"
    label = "operations"

    def ready(self) -> None:
        """A command and a worker act for the system itself. What serves pages is nobody until a request says who.

        Where the second wall is turned off, pages are read without it.
        """
        if not settings.SECOND_WALL:
            this_process_reads_everything("the second wall is turned off")
        started = Path(sys.argv[0])
        if started.name in ("manage.py", "django-admin") or started.parts[-2:] == ("django", "__main__.py"):
            this_process_reads_everything(f"a command: {' '.join(sys.argv[1:2])}")
