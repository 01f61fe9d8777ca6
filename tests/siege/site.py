"""Everything that runs: the network, the database, two web processes, two crews with a worker each, a mail server."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.siege.addresses import PORT, WEBS, WORKS, end
from tests.siege.database import Database
from tests.siege.network import Network

ROOT = Path(__file__).resolve().parents[2]
DAY = "2026-02-20"  # in the teachers' window
WAIT = 180


@dataclass
class Site:
    network: Network
    database: Database
    keepers: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def pid_of(self, home: str, part: str) -> int:
        """0 while it is being started."""
        try:
            told = (self.database.home / f"{home}.pids").read_text().split()
        except FileNotFoundError:
            return 0
        return int(told[told.index(part) + 1]) if part in told else 0

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
    """All processes up, and stopped afterwards."""
    site = Site(network, database)
    try:
        for home in WEBS:
            _keep(site, home, "web", f"{end(f'{home}-front')}:{PORT}")
        for home in WORKS:
            _keep(site, home, "work", "")
        _wait_for(site)
        yield site
    finally:
        for keeper in site.keepers:
            keeper.terminate()
        for keeper in site.keepers:
            keeper.wait(30)


def _keep(site: Site, home: str, kind: str, address: str) -> None:
    told = site.database.home / f"{home}.pids"
    command = [sys.executable, "-m", "tests.siege.keeper", kind, address, str(told)]
    with site.log.open("a") as log:
        keeper = subprocess.Popen(
            [*site.network.into(home), *command],
            cwd=ROOT,
            env=environment(site.database.over_the_net),
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    site.keepers.append(keeper)


def _wait_for(site: Site) -> None:
    until = time.monotonic() + WAIT
    wanted = [(home, "web") for home in WEBS] + [(home, part) for home in WORKS for part in ("worker", "crew")]
    while not all(site.pid_of(home, part) for home, part in wanted):
        ended = [keeper for keeper in site.keepers if keeper.poll() is not None]
        if ended or time.monotonic() > until:
            raise RuntimeError(f"It did not start:\n{site.log.read_text()[-3000:]}")
        time.sleep(0.1)
