"""The signed slip in a cookie: which ticket, whether she is inside, and when we last wrote that she was here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core import signing
from django.http import HttpRequest, HttpResponse

from pafyll.web.components.cookies import cookie_named, keep

SALT = "pafyll.waiting_room"
TICKET = "pafyll_ticket"
LASTS = timedelta(hours=12)
WRITE_EVERY = timedelta(seconds=45)  # being here is written so seldom: not once for each page


@dataclass(frozen=True)
class Slip:
    """ticket is its key. known: whether the ticket has the name of the one who logged in."""

    ticket: int
    is_inside: bool = False
    known: bool = False
    written: float = 0.0  # seconds, by the machine's clock

    def is_due(self, machine: datetime) -> bool:
        """Whether it is time to write again that she is here."""
        return machine.timestamp() - self.written >= WRITE_EVERY.total_seconds()


def slip_of(request: HttpRequest) -> Slip | None:
    """The browser's slip; None without one, and for one that is old or that we did not sign."""
    try:
        told = signing.loads(request.COOKIES.get(cookie_named(TICKET), ""), salt=SALT, max_age=LASTS)
        return Slip(int(told[0]), bool(told[1]), bool(told[2]), float(told[3]))
    except (signing.BadSignature, ValueError, TypeError, IndexError, KeyError):
        return None


def give(response: HttpResponse, slip: Slip) -> None:
    told = [slip.ticket, int(slip.is_inside), int(slip.known), round(slip.written)]
    keep(response, cookie_named(TICKET), signing.dumps(told, salt=SALT), lasts=LASTS)
