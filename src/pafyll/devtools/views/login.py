"""Log in as one of the cast."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth import login
from django.db.models import Value
from django.db.models.functions import Concat
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.http import url_has_allowed_host_and_scheme

from pafyll.apps.accounts.log_ins import remember_session
from pafyll.apps.accounts.models import User
from pafyll.apps.accounts.own_sessions import BROWSER, browser_said
from pafyll.apps.applications.queries.announced import round_of_the_day
from pafyll.apps.organisations.models import Person
from pafyll.devtools.local import local_only
from pafyll.devtools.seed.story.cast import BY_KEY, EVERYBODY
from pafyll.devtools.views.clock import ClockForm, phases
from pafyll.integrations.clock import machine_now, today
from pafyll.web.components.context import address
from pafyll.web.components.cookies import keep
from pafyll.web.components.http import DeskRequest, see_other

COLLEAGUES_HOME = "provider:assignments"
GROUPS = (
    ("Lærer og skole", ("teacher:home", "school:home")),
    ("Skoleeier", ("owner:home",)),
    (
        "Tilbyder, myndighet og tillitsvalgt",
        (
            "provider:home",
            "provider:assignments",
            "authority:home",
            "authority:appeals",
            "representative:home",
            "representative:consultations",
            "support:home",
        ),
    ),
)


@dataclass(frozen=True)
class Card:
    """One person to log in as."""

    key: str
    name: str
    first_name: str
    does: str
    is_me: bool


@local_only
def log_in_as(request: DeskRequest) -> HttpResponse:
    """The cast as cards, and the clock. POST logs in and goes to the person's desk or where one wanted to go."""
    if request.method == "POST":
        return _log_in(request)
    wanted = request.GET.get("next", "")
    day = today()
    groups = [(title, _cards(request, homes)) for title, homes in GROUPS]
    context = {
        "groups": groups,
        "colleagues": _colleagues(),
        "has_people": any(cards for _title, cards in groups),
        "next": wanted if _is_ours(request, wanted) else "",
        "day": day,
        "phases": phases(round_of_the_day(viewer=request.viewer)),
        "clock_form": ClockForm(initial={"day": day}),
    }
    return render(request, "devtools/log_in_as.html", context)


def _cards(request: DeskRequest, homes: tuple[str, ...]) -> list[Card]:
    people = Person.objects.filter(user__username__in=[one.key for one in EVERYBODY]).select_related("user")
    there = {person.user.username: person for person in people if person.user}
    me = request.viewer.user
    return [
        Card(one.key, str(there[one.key]), one.first_name, one.does, me is not None and me.username == one.key)
        for one in EVERYBODY
        if one.home in homes and one.key in there
    ]


def _colleagues() -> list[tuple[str, str]]:
    """Those outside the cast who work at a provider and answer for themselves: user name, and name with the unit."""
    rows = Person.objects.filter(user__isnull=False, unit_memberships__isnull=False).exclude(
        user__username__in=list(BY_KEY)
    )
    known = rows.distinct().order_by("first_name", "last_name")
    return list(known.values_list("user__username", Concat("first_name", Value(" "), "last_name")))


def _log_in(request: DeskRequest) -> HttpResponse:
    key = request.POST.get("person", "")
    home = BY_KEY[key].home if key in BY_KEY else COLLEAGUES_HOME
    if key not in BY_KEY and key not in dict(_colleagues()):
        raise Http404
    user = get_object_or_404(User, username=key)
    login(request, user)
    request.session[BROWSER] = browser_said(request.headers.get("User-Agent", ""))
    request.session.save()
    remember_session(session_key=str(request.session.session_key), user=user, done=None, at=machine_now())
    wanted = request.POST.get("next", "")
    response = see_other(wanted if _is_ours(request, wanted) else address(home) or "/")
    keep(response, settings.LANGUAGE_COOKIE_NAME, user.language)
    return response


def _is_ours(request: DeskRequest, address: str) -> bool:
    if not address.startswith("/"):  # a bare word would be taken for the name of a page
        return False
    return url_has_allowed_host_and_scheme(address, {request.get_host()})
