"""How long until a deadline, in words."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pafyll.integrations.clock import OSLO


def days_left(closes_at: datetime, at: datetime) -> str:
    """How long until a deadline that lasts through a day, in words."""
    last = (closes_at - timedelta(microseconds=1)).astimezone(OSLO).date()
    days = (last - at.astimezone(OSLO).date()).days
    if at >= closes_at:
        return _("Fristen er ute")
    if days == 0:
        return _("Siste dag er i dag")
    if days == 1:
        return _("Siste dag er i morgen")
    return ngettext("%(count)s dag igjen", "%(count)s dager igjen", days) % {"count": days}
