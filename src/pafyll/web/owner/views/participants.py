"""The owner's participants, and one of them: semesters, money, history and what may be done."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pafyll.apps.applications.models import Participation
from pafyll.apps.applications.queries.admission import admissions_of_owner
from pafyll.apps.applications.queries.participations import late_cases, participants_of, visible_participations
from pafyll.apps.applications.services.completing import complete, may_be_completed
from pafyll.apps.grants.models import Change
from pafyll.apps.grants.permissions.changes import may_register
from pafyll.apps.grants.queries.cases import changes_of, recoveries_of, terms_on_page
from pafyll.apps.grants.queries.history import history_on_page
from pafyll.apps.grants.services.choosing import effect_of_choosing
from pafyll.domain.answers import Refusal
from pafyll.domain.lifecycles.change import ChangeStatus
from pafyll.domain.rules.changes import CHANGES, ChangeKind, goes_on_after, is_time_for
from pafyll.integrations.clock import now
from pafyll.web.components.http import DeskRequest, fetch, see_other
from pafyll.web.components.reading import What, looked_at
from pafyll.web.components.refusing import said
from pafyll.web.owner.chosen import Chosen, at_owner_desk
from pafyll.web.owner.forms.participants import ParticipantFilterForm

PER_PAGE = 50


@at_owner_desk
def participants(request: DeskRequest, chosen: Chosen) -> HttpResponse:
    """Everyone who has or has had a place, found by name, round and status; fifty on a page."""
    rows = participants_of(viewer=request.viewer, owner=chosen.owner)
    form = ParticipantFilterForm(request.GET, rounds=chosen.rounds)
    found = form.found(rows)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("side"))
    context = {"chosen": chosen, "form": form, "page_obj": page, "found": page.paginator.count}
    return render(request, "owner/participants.html", context)


@at_owner_desk
def participant(request: DeskRequest, chosen: Chosen, pk: int) -> HttpResponse:
    """One participant with everything about her study."""
    one = own_participation(request, pk)
    looked_at(request, one.person, What.PARTICIPATION, one.about)
    mine = request.viewer.ranks_for  # what was between an earlier owner and the directorate stays there
    terms, changes = terms_on_page(one), list(changes_of(one).filter(owner__in=mine))
    may = may_register(request.viewer, one)
    context = {
        "chosen": chosen,
        "participation": one,
        "terms": terms,
        "changes": [(change, waits_for_choice(change)) for change in changes],
        "recoveries": list(recoveries_of(one).filter(commitment__owner__in=mine)),
        "late": list(late_cases(request.viewer).filter(term__participation=one)),
        "history": history_on_page(one, terms, changes),
        "may": may,
        "kinds": [(kind, CHANGES[kind]) for kind in ChangeKind if is_time_for(kind, one.status)],
        "admissions": list(admissions_of_owner(viewer=request.viewer, owner=one.owner).filter(participation=one)),
        "may_complete": may_be_completed(one),
        "goes_on": bool(one.offer and goes_on_after(one.offer.semesters, len(terms))),
    }
    return render(request, "owner/participant.html", context)


@require_POST
def completed(request: DeskRequest, pk: int) -> HttpResponse:
    """Registers that the study is completed."""
    one = own_participation(request, pk)
    try:
        complete(participation=one, by=request.user, at=now())
    except Refusal as refusal:
        messages.error(request, said(refusal.answer))
    else:
        messages.success(request, _("Studiet er registrert som fullført."))
    return see_other("owner:participant", one.pk)


def waits_for_choice(change: Change) -> bool:
    """Whether the change left paid money that the owner has not chosen about."""
    if change.status != ChangeStatus.CARRIED_OUT or hasattr(change, "choice") or change.holds_money:
        return False
    stops = change.what in (ChangeKind.WITHDRAW, ChangeKind.DROP_OUT, ChangeKind.DEFER)
    return stops and bool(effect_of_choosing(change, repays=True).lines)


def own_participation(request: DeskRequest, pk: int) -> Participation:
    """A participation of an owner that the viewer works for; anything else is 404."""
    rows = visible_participations(request.viewer).filter(owner__in=request.viewer.ranks_for)
    return fetch(rows, pk, viewer=request.viewer)
