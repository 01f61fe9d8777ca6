"""One command from nothing to a running demonstration."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from pafyll.devtools.seed.emptying import is_empty
from pafyll.devtools.seed.story.cast import CAST
from pafyll.devtools.seed.story.days import TODAY
from pafyll.integrations.clock import today

HOST = "127.0.0.1"


class Command(BaseCommand):
    help = "Lager databasen, fyller den med fortellingsverdenen og starter nettstedet på denne maskinen."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, default=8000)

    def handle(self, *args: Any, port: int, **options: Any) -> None:
        if not settings.LOG_IN_AS:
            raise CommandError("Demonstrasjonen lar hvem som helst logge inn som hvem som helst. Kjør den bare lokalt.")
        require_free(port)
        stand_in_the_story()
        self.prepare()
        self.present(port)
        start_worker()
        serve(port)

    def prepare(self) -> None:
        """Brings the database up to date, and fills it when nobody is there yet."""
        settings.VAR.mkdir(parents=True, exist_ok=True)
        call_command("migrate", verbosity=0)
        if is_empty():
            call_command("seed", size="story", stdout=self.stdout)

    def present(self, port: int) -> None:
        """Where to go, who can be met there, and what day it is."""
        width = max(len(member.name) for member in CAST)
        self.stdout.write(f"\nPåfyll går på http://{HOST}:{port}/ (stopp med Ctrl+C)")
        self.stdout.write(f"Dagen i fortellingen er {today():%d.%m.%Y}. Den kan flyttes på innloggingssiden.")
        self.stdout.write(f"E-post legges som filer i {settings.EMAIL_FILE_PATH}")
        self.stdout.write(f"Logg inn som en av disse på http://{HOST}:{port}/utvikling/\n")
        for member in CAST:
            self.stdout.write(f"  {member.name:<{width}}  {member.does}")
        self.stdout.flush()


def require_free(port: int) -> None:
    """Raises CommandError when something else answers on the port."""
    with socket.socket() as tried:
        if tried.connect_ex((HOST, port)) == 0:
            raise CommandError(f"Noe annet svarer allerede på port {port}. Velg en annen: make demo PORT={port + 10}")


def stand_in_the_story() -> None:
    """Begins on the story's own day; one that was moved on the log-in page stays until the database is filled anew."""
    os.environ.setdefault("PAFYLL_NOW", TODAY.isoformat())
    os.environ.setdefault("PAFYLL_NOW_FILE", str(settings.VAR / "now.txt"))


def start_worker() -> None:
    """One worker beside the server. It ends with this process, which becomes the server."""
    command = [sys.executable, "-m", "django", "work", "--beside"]
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": settings.SETTINGS_MODULE}
    subprocess.Popen(command, env=environment, start_new_session=True)  # noqa: S603


def serve(port: int) -> None:
    """Becomes the server that production uses, until stopped.

    A new program, not a call: filling the database has started polars' threads here, and the worker that the server
    forks would wait for them for ever at its first allocation.
    """
    sys.stdout.flush()
    options = ["--interface", "wsgi", "--host", HOST, "--port", str(port), "--blocking-threads", "1", "--no-ws"]
    command = [sys.executable, "-m", "granian", *options, "pafyll.config.wsgi:application"]
    os.execv(sys.executable, command)  # noqa: S606
