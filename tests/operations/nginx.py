"""A real nginx on a free port, with a configuration of the test's own."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.ports import is_answered

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
            if not is_answered(port, server, seconds=20):
                pytest.fail(f"nginx did not start: {(folder / 'said').read_text()}")
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()
            server.wait(timeout=20)
