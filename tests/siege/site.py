"""Everything that runs: the network, the database, two web processes, two crews with a worker each."""

from __future__ import annotations

import multiprocessing
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing.context import ForkProcess
from pathlib import Path

from tests.siege.addresses import WEBS, WORKS
from tests.siege.database import Database
from tests.siege.keeper import keep
from tests.siege.network import Network

ROOT = Path(__file__).resolve().parents[2]
DAY = "2026-02-20"  # in the teachers' window
WAIT = 180


@dataclass
class Site:
    network: Network
    database: Database
    keepers: list[ForkProcess] = field(default_factory=list)

    def pid_of(self, home: str, part: str) -> int:
        """0 while it is being started."""
        told = _read(self.database.home / f"{home}.pids").split()
        return int(told[told.index(part) + 1]) if part in told else 0

    def job_of(self, home: str) -> str:
        """The job that the worker has in its hands now; "" for none."""
        told = self.told_job(home)
        return told if told and int(told.split()[0]) == self.pid_of(home, "worker") else ""

    def told_job(self, home: str) -> str:
        """The job that a worker there began and did not end, whether it lives or not."""
        return _read(self.database.home / f"{home}.job")

    @property
    def log(self) -> Path:
        return self.database.home / "processes.log"


def environment(address: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PAFYLL_", "DJANGO_"))}
    return kept | {
        "DJANGO_SETTINGS_MODULE": "tests.siege.settings",
        "PAFYLL_DATABASE": address,
        "PAFYLL_NOW": DAY,
        "PYTHONPATH": str(ROOT),
        "PYTHONWARNINGS": "ignore",
    }


@contextmanager
def running(network: Network, database: Database) -> Iterator[Site]:
    """All processes up, and stopped afterwards. Copies this process, which must have no other thread."""
    site = Site(network, database)
    copies = multiprocessing.get_context("fork")
    try:
        for home in (*WEBS, *WORKS):
            site.keepers.append(copies.Process(target=keep, args=(network, home, database.home)))
            site.keepers[-1].start()
        _wait_for(site)
        yield site
    finally:
        for keeper in site.keepers:
            keeper.terminate()
        for keeper in site.keepers:
            keeper.join(30)


def _wait_for(site: Site) -> None:
    until = time.monotonic() + WAIT
    wanted = [(home, "web") for home in WEBS] + [(home, part) for home in WORKS for part in ("worker", "crew")]
    while not all(site.pid_of(home, part) for home, part in wanted):
        ended = [keeper for keeper in site.keepers if not keeper.is_alive()]
        if ended or time.monotonic() > until:
            raise RuntimeError(f"It did not start:\n{_read(site.log)[-3000:]}")
        time.sleep(0.02)


def _read(path: Path) -> str:
    try:
        return path.read_text()
    except FileNotFoundError:
        return ""
