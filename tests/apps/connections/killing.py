"""The crew is killed while it tells: exits with 0 when every message came, and by one name however often it came."""

from __future__ import annotations

import os
import sys
from collections import Counter

import django

from tests.apps.casework.crews import Crews
from tests.integrations.webhooks.receiving import Receiver

HAPPENED, KILLS_BEFORE, KILLS_SPREADING = 20, (3, 9, 14), 2
crews = Crews()
seen: list[str] = []


def before_yes(name: str) -> None:
    """Killed while the receiver has the message but has not said yes: the one moment that cannot be closed."""
    seen.append(name)
    if len(seen) in KILLS_BEFORE:
        crews.kill()


receiver = Receiver(204, before_yes=before_yes)
os.environ["DJANGO_SETTINGS_MODULE"] = "tests.apps.connections.killing_settings"
os.environ |= {"PAFYLL_JOBS": "worker", "PAFYLL_JOB_LEASE": "2"}
django.setup()

from django.core.management import call_command  # noqa: E402

from pafyll.apps.connections.models import HookDelivery, HookNotice  # noqa: E402
from tests.apps.connections.scene import System, make_system  # noqa: E402


def main() -> int:
    call_command("migrate", run_syncdb=True, verbosity=0)
    system = make_system(address=receiver.address)
    crews.see_to_it(lambda: happen(system), is_under_way=is_under_way)
    return judged()


def happen(system: System) -> None:
    """Needs are sent one after the other, and the crew is killed twice while it may be spreading them."""
    for number in range(HAPPENED):
        system.something_happens()
        if number in (5, 12):
            crews.kill()
            crews.follow()


def is_under_way() -> bool:
    return HookNotice.objects.exists() or HookDelivery.objects.filter(status="waiting").exists()


def judged() -> int:
    taken = Counter(headers["webhook-id"] for headers, _body in receiver.taken)
    names = {str(key) for key in HookDelivery.objects.filter(status="sent").values_list("key", flat=True)}
    twice = sum(count - 1 for count in taken.values())
    print(f"{len(names)} told, {len(taken)} came, {twice} came twice by the same name, {len(crews)} crews")
    wrong = [
        names != set(taken) or len(names) != HAPPENED,
        twice > len(KILLS_BEFORE),
        len(crews) < 1 + KILLS_SPREADING + len(KILLS_BEFORE),
    ]
    print(wrong)
    return int(any(wrong))


if __name__ == "__main__":
    sys.exit(main())
