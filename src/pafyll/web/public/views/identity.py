"""An identity number, shown once to somebody who says why; and who has seen one's own."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from pafyll.apps.casework.services.revealing import reveal_number
from pafyll.apps.organisations.identity import has_number
from pafyll.apps.organisations.permissions import may_see_number
from pafyll.apps.organisations.queries import people_administered
from pafyll.apps.privacy.queries.readers import who_has_seen
from pafyll.domain.answers import require
from pafyll.integrations.clock import now
from pafyll.web.components.confirming import confirmed
from pafyll.web.components.http import DeskRequest, fetch
from pafyll.web.components.refusals import tried
from pafyll.web.public.forms.identity import WhyNumberForm


@login_required
@confirmed
def identity_number(request: DeskRequest, pk: int) -> HttpResponse:
    """Asks why; the answer to the form shows the number, and is kept nowhere."""
    person = fetch(people_administered(viewer=request.viewer), pk, viewer=request.viewer)
    require(may_see_number(request.viewer, person))
    form, shown = WhyNumberForm(request.POST or None), [""]
    if form.is_valid():
        why = form.cleaned_data["why"]
        tried(form, lambda: shown.append(reveal_number(person=person, why=why, by=request.user, at=now())))
    context = {"person": person, "form": form, "number": shown[-1]}
    response = render(request, "public/identity_number.html", context, status=422 if form.errors else 200)
    response["Cache-Control"] = "no-store, private"
    return response


@login_required
@never_cache
def who_has_seen_me(request: DeskRequest) -> HttpResponse:
    """Everybody who has opened what is kept about one, and who has seen one's number, with the reason."""
    person = request.viewer.person
    context = {"has_number": bool(person and has_number(person)), "rows": who_has_seen(person) if person else []}
    return render(request, "public/who_has_seen_me.html", context)
