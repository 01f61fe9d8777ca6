"""Keeps the processes of one network alive, as systemd does: what has died is started again at once.

The code is read once, by whoever starts the keepers; each keeper is a copy of that, and each process of its keeper. So
sixty kills take minutes and not hours.
"""

from __future__ import annotations

import importlib
import os
import signal
import time
from collections.abc import Callable
from pathlib import Path
from types import FrameType

from tests.siege.addresses import PORT, WEBS, end
from tests.siege.counting import TOLD_IN
from tests.siege.network import Network, end_with_parent

Part = Callable[[], None]
PAUSE = 0.05  # seconds before what has died is started again
PAGES = ("review", "motivation", "receipt", "scheme", "study", "parts/autosaved")


def keep(network: Network, home: str, told_in: Path) -> None:
    """Enters the network of the home and keeps what lives there. Never returns."""
    end_with_parent()
    network.enter(home)
    os.setsid()
    with (told_in / "processes.log").open("a") as log:
        for stream in (1, 2):
            os.dup2(log.fileno(), stream)
    os.environ[TOLD_IN] = str(told_in / f"{home}.job")
    web: dict[str, Part] = {"web": lambda: serve(end(f"{home}-front"))}
    Keeper(web if home in WEBS else {"worker": take_jobs, "crew": reap_and_send}, told_in / f"{home}.pids").run()


class Keeper:
    """Starts each part, and starts it again when it has died. The pids are told in a file, a line for each part."""

    def __init__(self, parts: dict[str, Part], told_in: Path) -> None:
        self.parts, self.told_in = parts, told_in
        self.alive: dict[str, int] = {}

    def run(self) -> None:
        signal.signal(signal.SIGTERM, self._stop)
        while True:
            for name in self.parts.keys() - self.alive.keys():
                self.alive[name] = _copy(self.parts[name])
            self._tell()
            gone, _status = os.waitpid(-1, 0)
            self.alive = {name: pid for name, pid in self.alive.items() if pid != gone}
            time.sleep(PAUSE)

    def _tell(self) -> None:
        beside = self.told_in.with_suffix(".new")
        beside.write_text("".join(f"{name} {pid}\n" for name, pid in self.alive.items()))
        beside.rename(self.told_in)

    def _stop(self, number: int, frame: FrameType | None) -> None:
        for pid in self.alive.values():
            try:
                os.killpg(pid, signal.SIGKILL)
            except ProcessLookupError:
                continue
        os._exit(0)


def read_the_code() -> None:
    """What every process needs, read before it is copied."""
    from django.template.loader import get_template
    from django.urls import get_resolver

    importlib.import_module("pafyll.config.wsgi")
    importlib.import_module("pafyll.apps.casework.services.workers")
    importlib.import_module("granian.server")
    assert get_resolver().url_patterns
    for page in PAGES:
        get_template(f"teacher/{page}.html")


def serve(address: str) -> None:
    from granian.constants import Interfaces
    from granian.server import Server

    target = "pafyll.config.wsgi:application"
    Server(target, address=address, port=PORT, interface=Interfaces.WSGI, workers=1, blocking_threads=1).serve()


def take_jobs() -> None:
    from pafyll.apps.casework.services.workers import work_as_one

    work_as_one(parent=os.getppid())


def reap_and_send() -> None:
    from pafyll.apps.casework.services.workers import Crew

    Crew(size=0).run()


def _copy(part: Part) -> int:
    pid = os.fork()
    if pid:
        return pid
    os.setsid()
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    try:
        part()
    finally:
        os._exit(1)
