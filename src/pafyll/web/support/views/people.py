"""Those who help people find them, see why things became as they are, and see the pages as the person does."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pafyll.apps.organisations.models import Person
from pafyll.apps.privacy.models import PersonMerge
from pafyll.apps.privacy.permissions import may_see_as, may_support
from pafyll.apps.privacy.queries.finding import (
    MOST,
    found_people,
    known_of,
    looked_up_lately,
    merges_of,
    supported_people,
)
from pafyll.apps.privacy.services.merging import merge_people, undo_merge
from pafyll.apps.privacy.services.seeing_as import see_as
from pafyll.domain.answers import Refusal, require
from pafyll.integrations.clock import now
from pafyll.web.components.confirming import confirmed
from pafyll.web.components.http import DeskRequest, fetch, see_other
from pafyll.web.components.reading import What, looked_at
from pafyll.web.components.refusals import tried
from pafyll.web.components.refusing import said
from pafyll.web.components.seeing_as import begin
from pafyll.web.support.forms.people import MergeForm, SeeAsForm


def find(request: DeskRequest) -> HttpResponse:
    """Finds people by name, address or number."""
    require(may_support(request.viewer))
    words = request.GET.get("sok", "").strip()[:80]
    people = list(found_people(viewer=request.viewer, words=words))
    return render(
        request,
        "support/find.html",
        {
            "words": words,
            "people": people,
            "is_full": len(people) == MOST,
            "lately": looked_up_lately(viewer=request.viewer),
        },
    )


def supported(request: DeskRequest, pk: int) -> HttpResponse:
    """One person: what is known, why it became so, and what happened last. It is noted that one looked."""
    person = _person(request, pk)
    into = PersonMerge.objects.filter(gone=person, undone_at__isnull=True).first()
    if into is not None:
        return redirect("support:supported", into.kept_id)
    looked_at(request, person, What.SUPPORT, f"person:{person.pk}")
    return _shown(request, person, SeeAsForm())


@require_POST
@confirmed
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


@confirmed
def merge(request: DeskRequest, pk: int) -> HttpResponse:
    """GET shows the two beside each other; POST makes them one, or says why not."""
    person = _person(request, pk)
    form = MergeForm(request.POST or request.GET or None)
    other = supported_people(viewer=request.viewer).filter(pk=form.named() or 0).first()
    if request.method == "POST" and form.is_valid():
        made: list[PersonMerge] = []
        if other is None:
            form.add_error("other", _("Det er ingen med det nummeret."))
        else:
            told = {"why": form.cleaned_data["why"], "by": request.user, "at": now()}
            tried(form, lambda: made.append(merge_people(kept=person, gone=other, **told)))
        if made:
            messages.success(request, _("De er slått sammen."))
            return see_other("support:supported", person.pk)
    context = {"person": person, "other": other, "form": form}
    return render(request, "support/merge.html", context, status=422 if request.method == "POST" else 200)


@require_POST
@confirmed
def undo(request: DeskRequest, pk: int, merge: int) -> HttpResponse:
    """Makes them two again."""
    found = fetch(merges_of(_person(request, pk)), merge, viewer=request.viewer)
    try:
        undo_merge(merge=found, why=request.POST.get("why", ""), by=request.user, at=now())
    except Refusal as refusal:
        messages.error(request, said(refusal.answer))
    return see_other("support:supported", pk)


def _person(request: DeskRequest, pk: int) -> Person:
    require(may_support(request.viewer))
    return fetch(supported_people(viewer=request.viewer), pk, viewer=request.viewer)


def _shown(request: DeskRequest, person: Person, form: SeeAsForm, *, status: int = 200) -> HttpResponse:
    context: dict[str, Any] = {
        "person": person,
        "known": known_of(person),
        "form": form,
        "may_see_as": may_see_as(request.viewer, person),
        "merges": merges_of(person),
    }
    return render(request, "support/supported.html", context, status=status)
