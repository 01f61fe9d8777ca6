"""Makes the networks, and runs the rounds in the middle of them: python -m tests.siege --rounds 200."""

from __future__ import annotations

import argparse
import signal
import subprocess
import sys

from tests import postgres
from tests.siege import network
from tests.siege.site import ROOT


def run(
    *, rounds: int, seed: int, broken: bool = False, told_to: int | None = subprocess.PIPE
) -> subprocess.CompletedProcess[str]:
    """Runs them, with what they told, or with told_to None telling it as they go.

    broken: afterwards, also whether a database that forgets is seen.
    """
    with network.made() as net:
        words = ["--network", net.name, "--rounds", str(rounds), "--seed", str(seed)]
        command = [*net.into("hub"), sys.executable, "-W", "ignore", "-m", "tests.siege.rounds", *words]
        command += ["--broken"] if broken else []
        with subprocess.Popen(command, cwd=ROOT, stdout=told_to, stderr=told_to, text=True) as begun:
            try:
                out, err = begun.communicate()
            finally:
                if begun.poll() is None:  # we are stopped: it stops what it has started
                    begun.terminate()
        return subprocess.CompletedProcess(command, begun.returncode, out, err)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=60)
    parser.add_argument("--seed", type=int, default=2026)
    parser.add_argument("--broken", action="store_true", help="afterwards, see that a database that forgets is noticed")
    asked = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that what was started is also stopped
    missing = network.why_not() or ("" if postgres.binaries() else postgres.MISSING)
    if missing:
        print(missing)
        return 1
    return run(rounds=asked.rounds, seed=asked.seed, broken=asked.broken, told_to=None).returncode


if __name__ == "__main__":
    sys.exit(main())
