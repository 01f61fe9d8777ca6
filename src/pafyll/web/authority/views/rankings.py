"""The owners' lists: which are sent, each with its history, and opening one again with a reason."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from pafyll.apps.applications.models import Ranking, Round
from pafyll.apps.applications.permissions.owner import may_reopen
from pafyll.apps.applications.queries.rankings_on_desk import history_of_ranking, places_of, rankings_on_desk
from pafyll.apps.applications.services.ranking import reopen_ranking
from pafyll.domain.lifecycles.round import RoundStatus
from pafyll.integrations.clock import now
from pafyll.web.authority.forms.rounds import ReasonForm
from pafyll.web.authority.refusals import tried
from pafyll.web.authority.views.rounds import own_round
from pafyll.web.components.http import DeskRequest, see_other

PAGE_SIZE = 50


def rankings(request: DeskRequest, pk: int) -> HttpResponse:
    """Every list of the round, found by the owner's name. As many queries with ten lists as with four hundred."""
    round = own_round(request, pk)
    text = request.GET.get("sok", "").strip()[:100]
    found = rankings_on_desk(viewer=request.viewer, round=round, name=text)
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("side"))
    return render(request, "authority/rankings.html", {"round": round, "page": page, "text": text})


def ranking(request: DeskRequest, pk: int, owner: int) -> HttpResponse:
    """One owner's list: the order as it stands, and everything that has happened to it."""
    round = own_round(request, pk)
    shown = _ranking_of(request, round, owner)
    context = {
        "round": round,
        "ranking": shown,
        "places": places_of(shown),
        "history": history_of_ranking(shown),
        "may": may_reopen(request.viewer, shown, now()),
    }
    return render(request, "authority/ranking.html", context)


def reopen(request: DeskRequest, pk: int, owner: int) -> HttpResponse:
    """Opens a sent list again. The page says what it means for the owner before it is done."""
    round, at = own_round(request, pk), now()
    shown = _ranking_of(request, round, owner)
    form = ReasonForm(request.POST or None)
    if form.is_valid() and tried(
        form, lambda: reopen_ranking(ranking=shown, reason=form.cleaned_data["why"], by=request.user, at=at)
    ):
        told = _("Prioriteringen til %(owner)s er åpnet igjen, og skoleeieren har fått e-post.")
        messages.success(request, told % {"owner": shown.owner.name})
        return see_other("authority:ranking", pk, owner)
    context = {
        "round": round,
        "ranking": shown,
        "form": form,
        "may": may_reopen(request.viewer, shown, at),
        "deadline_is_over": round.status == RoundStatus.OPEN and at >= round.owner_closes_at,
    }
    return render(request, "authority/reopen.html", context, status=422 if form.errors else 200)


def _ranking_of(request: DeskRequest, round: Round, owner: int) -> Ranking:
    found = rankings_on_desk(viewer=request.viewer, round=round).filter(owner=owner).first()
    if found is None:
        raise Http404
    return found
