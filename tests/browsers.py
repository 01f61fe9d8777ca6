"""Which of Debian's browsers the journeys use."""

from __future__ import annotations

import shutil

MISSING = "Chromium mangler. Installer den og prøv igjen: apt-get install -y chromium"
# The same browser built without windows does the same pages with a fifth less of the machine.
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser")


def chromium() -> str | None:
    """The path of the first that is installed."""
    return next((path for path in map(shutil.which, NAMES) if path), None)
