"""Those who help people find them, see why things became as they are, and see the pages as the person does."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from pafyll.apps.organisations.models import Person
from pafyll.apps.privacy.permissions import may_see_as, may_support
from pafyll.apps.privacy.queries.finding import MOST, found_people, known_of, supported_people
from pafyll.apps.privacy.services.seeing_as import see_as
from pafyll.domain.answers import require
from pafyll.integrations.clock import now
from pafyll.web.components.http import DeskRequest, fetch, see_other
from pafyll.web.components.reading import What, looked_at
from pafyll.web.components.refusals import tried
from pafyll.web.components.seeing_as import begin, end
from pafyll.web.public.forms.support import SeeAsForm


@login_required
def support(request: DeskRequest) -> HttpResponse:
    """Finds people by name, address or number."""
    require(may_support(request.viewer))
    words = request.GET.get("sok", "").strip()[:80]
    people = list(found_people(viewer=request.viewer, words=words))
    return render(request, "public/support.html", {"words": words, "people": people, "is_full": len(people) == MOST})


@login_required
def supported(request: DeskRequest, pk: int) -> HttpResponse:
    """One person: what is known, why it became so, and what happened last. It is noted that one looked."""
    person = _person(request, pk)
    looked_at(request, person, What.SUPPORT, f"person:{person.pk}")
    return _shown(request, person, SeeAsForm())


@login_required
@require_POST
def begin_seeing_as(request: DeskRequest, pk: int) -> HttpResponse:
    """Begins to see the pages as the person does, for half an hour."""
    person, form, until = _person(request, pk), SeeAsForm(request.POST), []
    if form.is_valid():
        why = form.cleaned_data["why"]
        tried(form, lambda: until.append(see_as(person=person, why=why, by=request.user, at=now())))
    if not until:
        return _shown(request, person, form, status=422)
    begin(request, person, until=until[0])
    return see_other("public:home")


@login_required
@require_POST
def end_seeing_as(request: DeskRequest) -> HttpResponse:
    """Back to one's own pages."""
    person = end(request)
    return see_other("public:supported", person) if person else see_other("public:home")


def _person(request: DeskRequest, pk: int) -> Person:
    require(may_support(request.viewer))
    return fetch(supported_people(viewer=request.viewer), pk, viewer=request.viewer)


def _shown(request: DeskRequest, person: Person, form: SeeAsForm, *, status: int = 200) -> HttpResponse:
    context: dict[str, Any] = {
        "person": person,
        "known": known_of(person),
        "form": form,
        "may_see_as": may_see_as(request.viewer, person),
    }
    return render(request, "public/supported.html", context, status=status)
