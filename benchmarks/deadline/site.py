"""granian with some workers in front of PostgreSQL, and how much processor time they have used."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.ports import free_port

ROOT = Path(__file__).resolve().parents[2]
TICK = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Site:
    port: int
    granian: int
    postgres: int

    def processor(self) -> float:
        """Seconds so far, of the pages' processes and the database's."""
        return _spent(self.granian) + _spent(self.postgres)


def parent_of(pid: int) -> int:
    """The process that started it."""
    return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])


@contextmanager
def running(address: str, postgres: int, *, workers: int, room: int, share: float) -> Iterator[Site]:
    """Up until the block ends. room 0: no waiting room."""
    port = free_port()
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "benchmarks.deadline.settings",
        "PAFYLL_DATABASE": address,
        "PAFYLL_WAITING_ROOM": str(room),
        "DEADLINE_SHARE": str(share),
        "PYTHONPATH": str(ROOT),
    }
    environment.pop("PAFYLL_NOW", None)
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws", "--port", str(port)]
    command += ["--workers", str(workers), "--blocking-threads", "1", "pafyll.config.wsgi:application"]
    server = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait_for(port, workers)
        yield Site(port, server.pid, postgres)
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(60)


def _wait_for(port: int, workers: int) -> None:
    """Until every worker has read the code: each answers some of the first requests."""
    import http.client

    until, answered = time.monotonic() + 180, 0
    while time.monotonic() < until and answered < 8 * workers:
        line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        try:
            line.request("GET", "/helse/lever")
            answered += line.getresponse().status == 200
        except OSError:
            time.sleep(0.2)
        finally:
            line.close()


def _spent(top: int) -> float:
    """Of the process and all below it, those that have ended included."""
    parents, used = {}, {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            words = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        pid = int(stat.parent.name)
        parents[pid], used[pid] = int(words[1]), sum(int(word) for word in words[11:15]) / TICK
    below, found = [top], []
    while below:
        found.append(below.pop())
        below += [pid for pid, parent in parents.items() if parent == found[-1]]
    return sum(used.get(pid, 0.0) for pid in found)
