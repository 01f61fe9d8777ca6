"""A confirmation window closes: what nobody confirmed is not confirmed, and not paid."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Count, Sum

from pafyll.apps.accounts.models import User
from pafyll.apps.applications.models import ConfirmationWindow, ParticipationTerm
from pafyll.apps.applications.services.confirming import advance_terms, terms_in
from pafyll.apps.applications.services.owner_mail import tell_owner
from pafyll.apps.casework.services import record, require
from pafyll.apps.organisations.models import Organisation
from pafyll.domain.answers import Answer, no, yes
from pafyll.domain.lifecycles.participation import TermStatus
from pafyll.domain.values import Kroner

T = TermStatus


@transaction.atomic
def close_window(*, window: ConfirmationWindow, by: User | None, at: datetime) -> int:
    """Marks those that nobody confirmed as not confirmed, which means not paid. Returns how many; again: none.

    Refused while the window is open. Each owner is told what it lost, and that it may ask to confirm late.
    """
    window = ConfirmationWindow.objects.select_for_update().get(pk=window.pk)
    require(_is_over(window, at))
    if window.closed_at is not None:
        return 0
    left = terms_in(window).filter(status=T.AWAITING)
    keys = list(left.order_by("pk").select_for_update(of=("self",)).values_list("pk", flat=True))
    advance_terms(keys, T.AWAITING, T.NOT_CONFIRMED, by, at)
    ConfirmationWindow.objects.filter(pk=window.pk).update(closed_at=at)
    record(about=f"window:{window.pk}", verb="window_closed", by=by, at=at, count=len(keys))
    _tell_owners(window, keys, at)
    return len(keys)


def _tell_owners(window: ConfirmationWindow, keys: list[int], at: datetime) -> None:
    rows = ParticipationTerm.objects.filter(pk__in=keys).order_by()
    lost = {
        row["participation__owner"]: row
        for row in rows.values("participation__owner").annotate(count=Count("pk"), amount=Sum("state_amount"))
    }
    for owner in Organisation.objects.filter(pk__in=lost).order_by("name"):
        count, amount = lost[owner.pk]["count"], Kroner(lost[owner.pk]["amount"])
        tell_owner(owner, "not_confirmed", at=at, window=window, count=count, amount=amount)


def _is_over(window: ConfirmationWindow, at: datetime) -> Answer:
    if at >= window.closes_at:
        return yes()
    return no("window_still_open", "Skoleeierne kan fortsatt bekrefte semesteret.", remedy="Vent til fristen er ute.")
