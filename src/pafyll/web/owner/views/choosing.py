"""Choosing which owner and round to work with, for those who have more than one."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from pafyll.web.components.http import DeskRequest, see_other
from pafyll.web.owner.chosen import OWNER, ROUND, announced_rounds, owners_of
from pafyll.web.owner.forms.choosing import ChoiceForm


def choose(request: DeskRequest) -> HttpResponse:
    """Shows the owners and rounds, and remembers the choice for the rest of the visit."""
    owners, rounds = owners_of(request.viewer), announced_rounds()
    first = rounds[0].pk if rounds else None
    start = {"owner": request.session.get(OWNER) or owners[0].pk, "round": request.session.get(ROUND) or first}
    form = ChoiceForm(request.POST or None, owners=owners, rounds=rounds, initial=start)
    if request.method == "POST" and form.is_valid():
        request.session[OWNER] = form.cleaned_data["owner"]
        request.session[ROUND] = form.cleaned_data["round"]
        return see_other(_next(request))
    context = {"form": form, "next": request.GET.get("neste", "")}
    return render(request, "owner/choose.html", context, status=422 if form.errors else 200)


def _next(request: DeskRequest) -> str:
    wanted = request.POST.get("neste", "")
    is_ours = url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()})
    return wanted if wanted.startswith("/") and is_ours else reverse("owner:home")
