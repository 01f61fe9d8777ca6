"""What an owner assumes about the years to come."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from pafyll.apps.accounts.models import User
from pafyll.apps.casework.services import Refusal, record, require
from pafyll.apps.organisations.models import Organisation
from pafyll.apps.organisations.permissions import viewer_of
from pafyll.apps.planning.models import NeedsAssumption
from pafyll.apps.planning.permissions.staff import may_assume
from pafyll.domain.answers import no
from pafyll.domain.planning.leaving import AGES, YEARS
from pafyll.domain.rules.deadlines import norwegian_day

MOST_LEAVE = 50


@transaction.atomic
def assume(
    *, owner: Organisation, age: int, years: int, grounds: str, by: User, at: datetime, percent: int | None = None
) -> NeedsAssumption:
    """Says at which age the owner takes teachers to retire, how far it looks ahead, and why. Earlier ones stand.

    percent is how many are taken to leave each year; None: as many as left in the last school year.
    """
    require(may_assume(viewer_of(by, day=norwegian_day(at)), owner))
    if age not in AGES or years not in YEARS:
        raise Refusal(no("out_of_range", "Alderen må være fra 50 til 75 år, og dere kan se fra 1 til 15 år fram."))
    if percent is not None and not 0 <= percent <= MOST_LEAVE:
        text = "Andelen som slutter, må være fra 0 til {most} prosent."
        raise Refusal(no("percent_out_of_range", text, field="percent", most=MOST_LEAVE))
    if not grounds.strip():
        raise Refusal(no("grounds_missing", "Skriv hva antakelsen bygger på.", field="grounds"))
    made = NeedsAssumption.objects.create(
        owner=owner,
        retirement_age=age,
        years_ahead=years,
        turnover_percent=percent,
        grounds=grounds.strip(),
        set_by=by,
        set_at=at,
    )
    record(about=f"needs_assumption:{owner.pk}", verb="assumed", by=by, at=at, age=age, years=years, percent=percent)
    return made
