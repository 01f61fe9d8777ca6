"""Conferences and TeachMeets that everybody may come to: signing up needs no log-in, only an address that works."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.crypto import salted_hmac
from django.utils.translation import get_language

from pafyll.apps.surveys.queries.events import events_ahead, public_events
from pafyll.apps.surveys.services import events as services
from pafyll.integrations.clock import now, today
from pafyll.web.components.http import see_other
from pafyll.web.components.refusing import tried
from pafyll.web.public.forms.events import SignUpForm


def events(request: HttpRequest) -> HttpResponse:
    """What there is to come to."""
    return render(request, "public/events.html", {"rows": list(events_ahead(now()))})


def event(request: HttpRequest, pk: int) -> HttpResponse:
    """One event, and signing up for it. What is answered is the same for an address that is known."""
    found = get_object_or_404(public_events(), pk=pk)
    form = SignUpForm(request.POST or None)
    facts: dict[str, Any] = {
        "event": found,
        "source": source_of(request),
        "language": get_language() or "nb",
        "at": now(),
    }
    if form.is_valid() and tried(form, lambda: services.sign_up(wish=form.value(), **facts) or True):
        return see_other("public:sign_up_sent")
    context = {"event": found, "form": form, "is_open": found.takes_sign_ups(now())}
    return render(request, "public/event.html", context, status=422 if form.errors else 200)


def sent(request: HttpRequest) -> HttpResponse:
    """The same words for everybody: an e-mail is on its way."""
    return render(request, "public/sign_up_sent.html")


def sign_up(request: HttpRequest, token: str) -> HttpResponse:
    """What the link of the e-mail leads to: confirming, and signing off. Looking changes nothing."""
    found = services.sign_up_by(token)
    if found is None:
        raise Http404
    if request.method == "POST":
        if request.POST.get("do") == "confirm":
            services.confirm(signed=found, at=now())
        elif request.POST.get("do") == "off":
            services.sign_off(signed=found, at=now())
        return see_other("public:sign_up", token)
    response = render(request, "public/sign_up.html", {"signed": found, "event": found.event})
    response["Cache-Control"] = "no-store, private"
    return response


def source_of(request: HttpRequest) -> str:
    """Where the request comes from, as something that cannot be read back and is another thing tomorrow."""
    address = request.META.get("REMOTE_ADDR", "")
    return str(salted_hmac("pafyll.sign_up", f"{today()}:{address}", algorithm="sha256").hexdigest())
