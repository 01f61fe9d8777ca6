"""A real nginx on a free port, with a configuration of the test's own."""

from __future__ import annotations

import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

MISSING = "Fant ikke nginx. Installer den og prøv igjen: apt-get install -y nginx-light"


def program() -> str:
    found = shutil.which("nginx", path="/usr/sbin:/usr/bin:/usr/local/bin")
    if found is None:
        pytest.skip(MISSING)
    return str(found)


@contextmanager
def running(folder: Path, text: str, port: int) -> Iterator[str]:
    """The address, while it runs."""
    file = folder / "nginx.conf"
    file.write_text(text)
    command = [program(), "-p", str(folder), "-c", str(file), "-g", "daemon off; master_process off;"]
    with (folder / "said").open("w") as said:
        server = subprocess.Popen(command, stdout=said, stderr=said)
        try:
            _wait_for(port, server, folder)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()
            server.wait(timeout=20)


def _wait_for(port: int, server: subprocess.Popen[bytes], folder: Path) -> None:
    until = time.monotonic() + 20
    while time.monotonic() < until and server.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    pytest.fail(f"nginx did not start: {(folder / 'said').read_text()}")
