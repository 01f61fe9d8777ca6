"""The crew: workers that are started anew when they die, a reaper for their jobs, and what empties the outboxes."""

from __future__ import annotations

import logging
import os
import signal
import subprocess
import sys
import threading
import time
from types import FrameType

from django.conf import settings
from django.db import Error, close_old_connections
from django_tasks_db.management.commands.db_worker import Worker

from pafyll.apps.casework.errands import Errand, errands
from pafyll.apps.casework.services.delivering import deliver
from pafyll.apps.casework.services.door import forget_tickets
from pafyll.apps.casework.services.heartbeat import reap, tidy
from pafyll.apps.casework.services.signs_of_life import CREW, beat, forget_gone_crews
from pafyll.apps.casework.services.working import enqueue
from pafyll.integrations.clock import machine_now, now

logger = logging.getLogger(__name__)
LOOK_SECONDS = 0.5
GRACE_SECONDS = 30  # how long a stopping crew waits for the jobs it has begun; the reaper gives back the rest


class Crew:
    """Keeps size workers alive until it is told to stop."""

    def __init__(self, *, size: int, beside: bool = False) -> None:
        self.size, self.beside = size, beside
        self.parent = os.getppid()
        self.members: list[subprocess.Popen[bytes]] = []
        self.is_stopping = False
        self._reaped = self._tidied = 0.0

    def run(self) -> None:
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._stop)
        for name, errand in {"mail": _deliver, **errands()}.items():
            threading.Thread(target=self._carry_out, args=(name, errand), daemon=True, name=name).start()
        try:
            while not self.is_stopping and not (self.beside and os.getppid() != self.parent):
                self._fill_up()
                self._look_after()
                time.sleep(LOOK_SECONDS)
        finally:
            self._send_home(0 if self.beside else GRACE_SECONDS)

    def _stop(self, number: int, frame: FrameType | None) -> None:
        self.is_stopping = True

    def _fill_up(self) -> None:
        self.members = [one for one in self.members if one.poll() is None]
        while len(self.members) < self.size:
            command = [sys.executable, "-m", "django", "work", "--as-one", str(os.getpid())]
            # A session of its own: Ctrl+C reaches the crew alone, which then stops its workers in order.
            self.members.append(subprocess.Popen(command, env=_environment(), start_new_session=True))  # noqa: S603

    def _look_after(self) -> None:
        """Reaps a few times in each lease. A database that is away for a moment stops nobody."""
        if time.monotonic() - self._reaped < settings.JOB_LEASE_SECONDS / 4:
            return
        self._reaped = time.monotonic()
        close_old_connections()
        try:
            beat(f"{CREW}{os.uname().nodename}", machine=machine_now())
            reap(at=now(), machine=machine_now(), enqueue=enqueue)
            tidy(machine=machine_now())
            forget_gone_crews(machine=machine_now())
            forget_tickets(machine=machine_now())
        except Error:
            logger.warning("The reaper could not reach the database; it tries again", exc_info=True)

    def _carry_out(self, name: str, errand: Errand) -> None:
        """Empties an outbox, in a thread of its own: a server that is slow holds up no job, and no other outbox.

        A crew that is killed leaves what it had in hand; another takes it after a lease.
        """
        while not self.is_stopping:
            try:
                done = errand()
            except Error:
                done = 0
                logger.warning("The outbox %s could not be read; it is tried again", name, exc_info=True)
            except Exception:
                done = 0
                logger.exception("Something in the outbox %s could not be sent, and nobody knows why", name)
            close_old_connections()
            if not done:
                time.sleep(LOOK_SECONDS)

    def _send_home(self, grace: float) -> None:
        for one in self.members:
            one.terminate()
        until = time.monotonic() + grace
        for one in self.members:
            try:
                one.wait(max(0.1, until - time.monotonic()))
            except subprocess.TimeoutExpired:
                one.kill()
                one.wait()


def work_as_one(*, parent: int) -> None:
    """Takes jobs from the queue, one at a time, as long as the crew lives."""
    threading.Thread(target=_leave_with, args=(parent,), daemon=True, name="parent").start()
    worker = Worker(
        queue_names=["default"],
        interval=LOOK_SECONDS,
        batch=False,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=f"{os.uname().nodename[:30]}-{os.getpid()}",
        excluded_queue_names=[],
    )
    worker.configure_signals()
    worker.run()


def _deliver() -> int:
    return deliver(machine=machine_now())


def _leave_with(parent: int) -> None:
    """Ends this process at once when the crew is gone: nobody would look after it. The job is given back later."""
    while os.getppid() == parent:
        time.sleep(LOOK_SECONDS)
    os._exit(1)


def _environment() -> dict[str, str]:
    return {**os.environ, "DJANGO_SETTINGS_MODULE": settings.SETTINGS_MODULE}
