"""A crew that is killed in the middle of its work, and followed by another until nothing is left to do."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable

WAIT = 150  # seconds for everything to be done
COMMAND = (sys.executable, "-m", "django", "work", "--workers", "1", "--beside")


class Crews:
    """Those that were started, the last of them at work."""

    def __init__(self) -> None:
        self.started: list[subprocess.Popen[bytes]] = []

    def __len__(self) -> int:
        return len(self.started)

    def start(self) -> None:
        self.started.append(subprocess.Popen(COMMAND))

    def kill(self) -> None:
        os.kill(self.started[-1].pid, signal.SIGKILL)

    def follow(self) -> None:
        """Another takes over from one that was killed."""
        self.started[-1].wait(60)
        self.start()

    def see_to_it(self, begin: Callable[[], None], *, is_under_way: Callable[[], bool]) -> None:
        """Starts one, begins what it shall do, and replaces it whenever it is dead, until nothing is under way."""
        self.start()
        try:
            begin()
            end = time.monotonic() + WAIT
            while is_under_way() and time.monotonic() < end:
                if self.started[-1].poll() is not None:
                    self.start()
                time.sleep(0.1)
        finally:
            self.started[-1].terminate()
            self.started[-1].wait(60)
