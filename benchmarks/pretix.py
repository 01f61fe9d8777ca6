"""pretix's public event page as a yardstick. It is not installed by us: PAFYLL_PRETIX names a virtual environment.

    python3 -m venv pretix && pretix/bin/pip install pretix
    PAFYLL_PRETIX=pretix python -m benchmarks views

The page of an event with three products, sales open, the cache of pretix's own settings. pretix's own database is
SQLite here, which favours it: a query costs no way over a socket.
"""

from __future__ import annotations

import os
import subprocess
import tempfile
from pathlib import Path

MISSING = "pretix mangler, så katalogen er ikke målt mot den. Se benchmarks/pretix.py: PAFYLL_PRETIX=mappe med pretix."
CONFIG = """[pretix]
datadir = {folder}
registration = off
[database]
backend = sqlite3
[django]
debug = off
"""
ASKED = """
import time, statistics
from datetime import timedelta
from django.core.cache import cache
from django.test import Client
from django.utils.timezone import now
from django_scopes import scopes_disabled
from pretix.base.models import Event, Organizer
with scopes_disabled():
    org = Organizer.objects.create(name="Kurs", slug="kurs")
    event = Event.objects.create(organizer=org, name="Studier", slug="studier", live=True, currency="NOK",
        date_from=now() + timedelta(days=30), plugins="")
    quota = event.quotas.create(name="alle", size=1000)
    for number in range(3):
        quota.items.add(event.items.create(name=f"Plass {number}", default_price=0, active=True))
client, times = Client(HTTP_HOST="localhost"), []
for number in range(16):
    before = time.process_time()
    response = client.get("/kurs/studier/")
    times.append(1000 * (time.process_time() - before))
    assert response.status_code == 200 and b"Plass 2" in response.content, response.status_code
print("MILLISECONDS", statistics.median(times[1:]))
"""


def milliseconds_a_page() -> float | None:
    """Processor time of one page; None where pretix is not there or does not answer."""
    where = os.environ.get("PAFYLL_PRETIX", "")
    python = Path(where) / "bin" / "python"
    if not where or not python.exists():
        return None
    with tempfile.TemporaryDirectory() as folder:
        config = Path(folder) / "pretix.cfg"
        config.write_text(CONFIG.format(folder=folder))
        environment = {**os.environ, "PRETIX_CONFIG_FILE": str(config), "DJANGO_SETTINGS_MODULE": "pretix.settings"}
        manage = [str(python), "-m", "pretix"]
        subprocess.run([*manage, "migrate", "-v0"], env=environment, check=True, capture_output=True)
        done = subprocess.run([*manage, "shell", "-c", ASKED], env=environment, capture_output=True, text=True)
    found = [line.split()[1] for line in done.stdout.splitlines() if line.startswith("MILLISECONDS")]
    if not found:
        print(done.stderr[-1500:])
    return float(found[0]) if found else None
