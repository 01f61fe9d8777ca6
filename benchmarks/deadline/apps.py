"""Shortens the door's times: an hour in six minutes makes ten minutes inside into one.

A line of a tenth as many is asked as seldom as the whole one would be, or the door would be all that is measured.
"""

from __future__ import annotations

import os
from datetime import datetime

from django.apps import AppConfig


class CompressedConfig(AppConfig):
    name = "benchmarks.deadline"
    label = "deadline"

    def ready(self) -> None:
        from pafyll.apps.casework.services import door
        from pafyll.domain.rules.door import may_send_until, seconds_to_next_look
        from pafyll.web.components.waiting_room import middleware, slip

        share = float(os.environ.get("DEADLINE_SHARE", "1"))
        for name in ("STANDS", "GONE", "INSIDE"):
            setattr(door, name, getattr(door, name) * share)
        slip.WRITE_EVERY *= share

        def sends_before(*, taken_at: datetime, let_in_at: datetime) -> datetime | None:
            until = may_send_until(taken_at=taken_at, let_in_at=let_in_at)
            return until and let_in_at + (until - let_in_at) * share

        door.may_send_until = sends_before
        middleware.seconds_to_next_look = lambda place: seconds_to_next_look(round(place / share))
