"""Making, renewing and taking away the address of a calendar, and what the calendar holds: titles and days."""

from __future__ import annotations

from collections import Counter
from datetime import datetime

from django.core import signing
from django.db import transaction
from django.utils.translation import gettext, override

from pafyll.apps.accounts.models import User
from pafyll.apps.casework.ical import CalendarDay, calendar_file
from pafyll.apps.casework.models import TaskCalendar
from pafyll.apps.casework.models.task_calendar import new_nonce
from pafyll.apps.casework.queries.inbox import tasks_of
from pafyll.apps.organisations.permissions import viewer_of
from pafyll.domain.rules.deadlines import norwegian_day

SALT = "pafyll.task_calendar"


@transaction.atomic
def make(*, user: User, desk: str, at: datetime) -> TaskCalendar:
    """The person's own calendar at the desk, made the first time."""
    made, _new = TaskCalendar.objects.get_or_create(
        user=user, desk=TaskCalendar.Desk(desk).value, defaults={"made_at": at}
    )
    return made


@transaction.atomic
def renew(*, user: User, desk: str, at: datetime) -> None:
    """Gives it a new address. The old one is dead from now on."""
    TaskCalendar.objects.filter(user=user, desk=desk).update(nonce=new_nonce(), made_at=at)


@transaction.atomic
def take_away(*, user: User, desk: str) -> None:
    """Takes the calendar away: its address answers nobody."""
    TaskCalendar.objects.filter(user=user, desk=desk).delete()


def token_of(calendar: TaskCalendar) -> str:
    """What stands in the address. It cannot be guessed, and says nothing by itself."""
    return signing.dumps([calendar.pk, calendar.nonce], salt=SALT)


def calendar_of(token: str) -> TaskCalendar | None:
    """The calendar that the address leads to; None when it was renewed or taken away, or its user may not log in."""
    try:
        pk, nonce = signing.loads(token, salt=SALT)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    rows = TaskCalendar.objects.filter(pk=pk, nonce=nonce, user__is_active=True)
    return rows.select_related("user").first()


def tasks_file(calendar: TaskCalendar, *, at: datetime, host: str) -> bytes:
    """The deadlines of the person's tasks at the desk today. No names, numbers or cases: what to do, and how many."""
    user = calendar.user
    viewer = viewer_of(user, day=norwegian_day(at))
    with override(user.language):
        tasks = [one for one in tasks_of(viewer=viewer, at=at, desk=calendar.desk) if one.due]
        counts = Counter((one.code, one.todo, one.due) for one in tasks)
        days = [
            CalendarDay(f"{code}-{due:%Y%m%d}", todo if count == 1 else f"{todo} ({count})", due)
            for (code, todo, due), count in counts.items()
            if due
        ]
        name = gettext("Påfyll: oppgaver som %(role)s") % {"role": calendar.get_desk_display()}
        return calendar_file(name=name, days=days, made_at=calendar.made_at, host=host)
