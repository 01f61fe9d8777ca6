"""The crew is killed while it sends mail: exits with 0 when every mail came, and each mailbox has each of them once."""

from __future__ import annotations

import os
import sys
import time
from collections import Counter

import django

from tests.apps.casework.crews import Crews
from tests.apps.casework.posting.server import MailServer

MAILS, KILLS_BEFORE, KILLS_AFTER = 24, (3, 9), (6, 15)
crews = Crews()
seen: list[str] = []


def before_yes(name: str) -> None:
    """Killed while the server has the mail but has not said yes: it does not count as delivered."""
    seen.append(name)
    if len(seen) in KILLS_BEFORE:
        crews.kill()
        raise ConnectionAbortedError


def after_yes(name: str) -> None:
    """Killed when the server has said yes, perhaps before that was stored: the one moment that cannot be closed."""
    if len(seen) in KILLS_AFTER:
        crews.kill()


server = MailServer(before_yes=before_yes, after_yes=after_yes, refused="finnes-ikke")
os.environ["DJANGO_SETTINGS_MODULE"] = "tests.apps.casework.posting.settings"
os.environ |= {"PAFYLL_JOBS": "worker", "PAFYLL_JOB_LEASE": "2", "PAFYLL_SMTP": f"smtp://127.0.0.1:{server.port}"}
django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection, transaction  # noqa: E402

from pafyll.apps.casework.models import Mail  # noqa: E402
from pafyll.apps.casework.services.mailing import Reader, post  # noqa: E402
from pafyll.domain.lifecycles.mail import MailStatus  # noqa: E402


class Undone(Exception):
    """The change is not saved after all."""


def main() -> int:
    call_command("migrate", run_syncdb=True, verbosity=0)
    crews.see_to_it(write, is_under_way=Mail.objects.filter(status=MailStatus.WAITING).exists)
    return judged()


def write() -> None:
    """Mails that are saved, one to nobody, and as many whose change is undone."""
    for number in range(MAILS):
        write_one(f"leser{number}@example.no")
        try:
            with transaction.atomic():
                write_one(f"angret{number}@example.no")
                raise Undone
        except Undone:
            continue
    write_one("finnes-ikke@example.no")


def write_one(address: str) -> None:
    with transaction.atomic():
        post("casework/preliminary", [Reader(address)], subject={"title": "En sak"}, appeal={"case_number": "2026/1"})
    if connection.vendor == "sqlite":
        time.sleep(0.01)


def judged() -> int:
    taken = Counter(server.taken)
    keys = {f"<{mail.key}@pafyll.example.no>" for mail in Mail.objects.filter(status=MailStatus.SENT)}
    failed = Mail.objects.get(address="finnes-ikke@example.no")
    twice = sum(count - 1 for count in taken.values())
    print(
        f"{len(keys)} sent, {len(taken)} came, {twice} came twice by the same name, {len(crews)} crews, {failed.error}"
    )
    wrong = [
        keys != set(taken) or len(keys) != MAILS,
        twice > len(KILLS_AFTER),  # the same name: the mailbox takes it once
        len(crews) != 1 + len(KILLS_BEFORE) + len(KILLS_AFTER),
        failed.status != MailStatus.FAILED or "User unknown" not in failed.error,
        any(b"angret" in body for body in server.bodies),
        any(b"text/html" not in body or b"text/plain" not in body for body in server.bodies),
    ]
    print(wrong)
    return int(any(wrong))


if __name__ == "__main__":
    sys.exit(main())
