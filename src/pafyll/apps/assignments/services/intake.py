"""Counting how often somebody who is not logged in writes, without keeping who it is."""

from __future__ import annotations

import hashlib
import hmac
from datetime import datetime, timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import F

from pafyll.apps.assignments.models import IntakeCount
from pafyll.domain.assignments.taking_in import P, same_household
from pafyll.domain.rules.deadlines import norwegian_day

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
KEPT = 2 * DAY


def has_room_for_address(address: str, at: datetime) -> bool:
    """Whether another post may be taken from the address now, and counts it. False writes nothing."""
    most = P["posts_per_address"].on(norwegian_day(at))
    return _counted("address", same_household(address), most, _hour(at), at)


def has_room_for_recipient(email: str, at: datetime) -> bool:
    """Whether another mail may be sent to the recipient today, and counts it: nobody is buried in our mail."""
    most = P["mails_per_recipient"].on(norwegian_day(at))
    return _counted("recipient", email.strip().lower(), most, _day(at), at)


def has_room_for_message(inquiry: int, at: datetime) -> bool:
    """Whether another message may be taken in the inquiry now, and counts it."""
    most = P["messages_per_inquiry"].on(norwegian_day(at))
    return _counted("message", str(inquiry), most, _hour(at), at)


def forget_old_counts(at: datetime) -> int:
    """Removes windows that are over, and returns how many."""
    removed, _by_model = IntakeCount.objects.filter(window_starts_at__lt=at - KEPT).delete()
    return removed


def seconds_to_next_hour(at: datetime) -> int:
    """When one who was refused may try again."""
    return int((_hour(at) + HOUR - at).total_seconds()) + 1


def _counted(kind: str, who: str, most: int, window: datetime, at: datetime) -> bool:
    """One row for each key and window: a sender who is refused changes nothing, however often."""
    key = _key(kind, who, at)
    rows = IntakeCount.objects.filter(key=key, window_starts_at=window)
    seen = rows.values_list("count", flat=True).first()
    if seen is not None:  # read first: to refuse takes no lock
        return seen < most and bool(rows.filter(count__lt=most).update(count=F("count") + 1))
    try:
        with transaction.atomic():
            IntakeCount.objects.create(key=key, window_starts_at=window, count=1)
    except IntegrityError:  # somebody made it in the meantime
        return bool(rows.filter(count__lt=most).update(count=F("count") + 1))
    return True


def _key(kind: str, who: str, at: datetime) -> str:
    """A keyed hash with the day in it: yesterday's sender cannot be found again."""
    message = f"{kind}|{norwegian_day(at).isoformat()}|{who}".encode()
    return hmac.new(settings.SECRET_KEY.encode(), message, hashlib.sha256).hexdigest()


def _hour(at: datetime) -> datetime:
    return at.replace(minute=0, second=0, microsecond=0)


def _day(at: datetime) -> datetime:
    return at.replace(hour=0, minute=0, second=0, microsecond=0)
