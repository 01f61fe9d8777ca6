"""One's own log-ins that are open: on which machines, since when, and the end of those one does not know."""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass
from datetime import datetime

from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import QuerySet

from pafyll.apps.accounts.models import OpenSession, User

log = logging.getLogger("pafyll.log_in")
BROWSER = "browser"  # in the session itself: it goes when the session goes
# The first that fits: Edge and Chrome say that they are Safari too, and everybody says Mozilla.
BROWSERS = (("Edg", "Edge"), ("OPR", "Opera"), ("Firefox", "Firefox"), ("Chrom", "Chrome"), ("Safari", "Safari"))
MACHINES = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS", "Mac"),
    ("Linux", "Linux"),
)


@dataclass(frozen=True)
class OwnSession:
    """A log-in that is open. browser is as coarse as "Firefox, Windows", and "" where nothing is known."""

    pk: int
    browser: str
    opened_at: datetime
    ends_at: datetime
    is_this: bool


def browser_said(agent: str) -> str:
    """Enough for the person to know her own machine by, and for nobody else to know her by."""
    found = (next((name for word, name in known if re.search(word, agent)), "") for known in (BROWSERS, MACHINES))
    return ", ".join(name for name in found if name)


def own_sessions(*, user: User, this: str, at: datetime) -> list[OwnSession]:
    """The user's open log-ins, the one that asks first, then the newest. One query."""
    rows = sorted(_open(user, at), key=lambda row: (row.session_id != this, -row.opened_at.timestamp()))
    return [
        OwnSession(
            row.pk,
            str(row.session.get_decoded().get(BROWSER, "")),
            row.opened_at,
            row.session.expire_date,
            row.session_id == this,
        )
        for row in rows
    ]


@transaction.atomic
def end_session(*, user: User, pk: int, at: datetime) -> int:
    """Ends one of the user's own log-ins. How many ended: none, where it is over already or somebody else's."""
    return _end(_open(user, at).filter(pk=pk))


@transaction.atomic
def end_other_sessions(*, user: User, this: str, at: datetime) -> int:
    """Ends every log-in of the user's but the one that asks. How many ended."""
    return _end(_open(user, at).exclude(session=this))


@transaction.atomic
def end_sessions_by_the_operator(*, user: User | None) -> int:
    """Ends every log-in of the user's, or of everybody's. How many ended. Told in the log, without who it was."""
    kept = Session.objects.filter(pk__in=OpenSession.objects.filter(user=user).values("session"))
    found = Session.objects.all() if user is None else kept
    count = found.count()
    found.delete()
    log.warning("sessions ended by the operator: of=%s count=%s", "everybody" if user is None else "one", count)
    return count


def _open(user: User, at: datetime) -> QuerySet[OpenSession]:
    return OpenSession.objects.filter(user=user, session__expire_date__gt=at).select_related("session")


def _end(rows: QuerySet[OpenSession]) -> int:
    keys = list(rows.values_list("session_id", flat=True))
    Session.objects.filter(pk__in=keys).delete()
    return len(keys)
