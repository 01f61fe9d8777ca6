"""Networks of the test's own: one in the middle, and one for each process, with links that can be cut and mended."""

from __future__ import annotations

import ctypes
import os
import re
import shutil
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.siege.addresses import BACKS, LINKS, WEBS, WORKS, end, middle

NAMED = Path("/run/netns")
CLONE_NEWNET = 0x40000000
PR_SET_PDEATHSIG = 1
HOMES = (*WEBS, *WORKS, "db")


@dataclass(frozen=True)
class Network:
    """Called by the process that made it, so that two runs do not meet."""

    name: str

    def of(self, home: str) -> str:
        return f"{self.name}-{home}"

    @property
    def middle(self) -> str:
        return self.of("hub")

    def into(self, home: str) -> list[str]:
        """What a command begins with to run there."""
        return ["ip", "netns", "exec", self.of(home)]

    def enter(self, home: str) -> None:
        """This process lives there from now on, with all that it starts."""
        libc = ctypes.CDLL(None, use_errno=True)  # Python has it from 3.12
        with (NAMED / self.of(home)).open() as there:
            if libc.setns(there.fileno(), CLONE_NEWNET):
                raise OSError(ctypes.get_errno(), f"cannot live in {self.of(home)}")

    def cut(self, home: str) -> None:
        """Nothing comes through between the process and the database, in either direction, and nobody is told."""
        _ip("-n", self.middle, "link", "set", BACKS[home], "down")

    def mend(self, home: str) -> None:
        _ip("-n", self.middle, "link", "set", BACKS[home], "up")


def why_not() -> str:
    """Why networks cannot be made here; "" where they can."""
    if shutil.which("ip") is None:
        return "Fant ikke ip. Installer den og prøv igjen: apt-get install -y iproute2"
    if os.geteuid() != 0:
        return "Nettverk kan bare lages av root"
    tried = f"pafyll-{os.getpid()}-try"
    made = subprocess.run(["ip", "netns", "add", tried], capture_output=True, text=True, check=False)
    pair = ["ip", "-n", tried, "link", "add", "name", "a", "type", "veth", "peer", "name", "b"]
    paired = subprocess.run(pair, capture_output=True, text=True, check=False) if not made.returncode else made
    subprocess.run(["ip", "netns", "del", tried], capture_output=True, check=False)
    return f"Nettverk kan ikke lages her: {paired.stderr.strip()}" if paired.returncode else ""


def end_with_parent() -> None:
    """This process is asked to end when the one that started it is gone, also when that was killed."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


@contextmanager
def made() -> Iterator[Network]:
    """All of it, removed afterwards whatever happened."""
    network = Network(f"pafyll-{os.getpid()}")
    _remove_those_left_behind()
    try:
        for home in ("hub", *HOMES):
            _ip("netns", "add", network.of(home))
            _ip("-n", network.of(home), "link", "set", "lo", "up")
        subprocess.run(
            [*network.into("hub"), "sh", "-c", "echo 1 > /proc/sys/net/ipv4/ip_forward"], check=True, timeout=20
        )
        for link in LINKS:
            _join(network, link)
        for home, back in {**BACKS, "db": "db"}.items():
            _ip("-n", network.of(home), "route", "add", "default", "via", middle(back))
        yield network
    finally:
        for home in ("hub", *HOMES):
            subprocess.run(["ip", "netns", "del", network.of(home)], capture_output=True, check=False)


def _remove_those_left_behind() -> None:
    """By runs that were killed themselves."""
    for name in NAMED.iterdir() if NAMED.exists() else ():
        found = re.fullmatch(r"pafyll-(\d+)-[a-z0-9]+", name.name)
        if found and not Path(f"/proc/{found[1]}").exists():
            _ip("netns", "del", name.name)


def _join(network: Network, link: str) -> None:
    home = link.partition("-")[0]
    there = network.of(home)
    _ip("-n", network.middle, "link", "add", "name", link, "type", "veth", "peer", "name", link, "netns", there)
    for space, address in ((network.middle, middle(link)), (there, end(link))):
        _ip("-n", space, "address", "add", f"{address}/30", "dev", link)
        _ip("-n", space, "link", "set", link, "up")


def _ip(*words: str) -> None:
    done = subprocess.run(["ip", *words], capture_output=True, text=True, timeout=20, check=False)
    if done.returncode:
        raise RuntimeError(f"ip {' '.join(words)}: {done.stderr.strip()}")
