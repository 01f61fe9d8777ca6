"""All grants that are open to the owner, being told when one opens, and the calendar of their deadlines."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pafyll.apps.forums.models import CalendarFeed
from pafyll.apps.forums.queries.openings import openings_for, schemes_to_follow
from pafyll.apps.forums.services.openings import calendar_for, follow, renew_calendar, token_of
from pafyll.integrations.clock import now
from pafyll.web.components.countdown import days_left
from pafyll.web.components.http import DeskRequest, see_other
from pafyll.web.owner.chosen import Chosen, at_owner_desk

DESK = CalendarFeed.Desk.OWNER


@at_owner_desk
def open_grants(request: DeskRequest, chosen: Chosen) -> HttpResponse:
    """One page with everything that the owner can ask money of, across schemes, the nearest deadline first."""
    at = now()
    found = openings_for(chosen.owner, at)
    feed = CalendarFeed.objects.filter(user=request.user, organisation=chosen.owner, desk=DESK).first()
    address = reverse("public:calendar", args=[token_of(feed)]) if feed else ""
    context = {
        "chosen": chosen,
        "open": [(one, days_left(one.closes_at, at) if one.closes_at else "") for one in found if one.state == "open"],
        "soon": [one for one in found if one.state == "soon"],
        "over": [one for one in found if one.state == "over"][:10],
        "schemes": schemes_to_follow(chosen.owner, user=request.user.pk, at=at),
        "calendar": request.build_absolute_uri(address) if address else "",
    }
    return render(request, "owner/open_grants.html", context)


@require_POST
@at_owner_desk
def follow_grants(request: DeskRequest, chosen: Chosen) -> HttpResponse:
    """What the person wants mail about."""
    known = {one.code for one in schemes_to_follow(chosen.owner, user=request.user.pk, at=now())}
    wanted = [one for one in dict.fromkeys(request.POST.getlist("scheme")) if one in known]
    follow(owner=chosen.owner, schemes=wanted, by=request.user, at=now())
    messages.success(request, _("Valget er lagret.") if wanted else _("Du får ingen varsler."))
    return see_other("owner:open_grants")


@require_POST
@at_owner_desk
def calendar(request: DeskRequest, chosen: Chosen) -> HttpResponse:
    """Gives the calendar an address, or a new one in place of the old."""
    feed = calendar_for(organisation=chosen.owner, desk=DESK, by=request.user, at=now())
    if request.POST.get("do") == "renew":
        renew_calendar(feed=feed, by=request.user, at=now())
        messages.success(request, _("Kalenderen har fått ny adresse. Den gamle virker ikke lenger."))
    return see_other("owner:open_grants")
