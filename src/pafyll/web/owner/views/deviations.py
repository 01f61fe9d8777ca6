"""Deviations from the requirement, decided by the owner for one school year."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pafyll.apps.casework.queries.history import history_of
from pafyll.apps.planning.permissions.staff import may_decide_deviation
from pafyll.apps.planning.queries.deviations import (
    deviations_of,
    is_in_force,
    may_need_deviation,
    others_who_meet,
    standing_now,
)
from pafyll.apps.planning.services.deviating import decide_deviation, end_deviation, owner_of
from pafyll.domain.answers import require
from pafyll.integrations.clock import now, today
from pafyll.web.components.http import DeskRequest, fetch, see_other
from pafyll.web.components.refusing import tried
from pafyll.web.owner.chosen import Chosen, at_owner_desk
from pafyll.web.owner.forms.deviations import DeviationForm, EndForm

PER_PAGE = 50
WORDS = {"deviation_decided": gettext_lazy("bestemte avviket"), "deviation_ended": gettext_lazy("avsluttet avviket")}


@at_owner_desk
def deviations(request: DeskRequest, chosen: Chosen) -> HttpResponse:
    """Every deviation of the owner, those of the newest school year first."""
    rows = deviations_of(viewer=request.viewer).filter(owner=chosen.owner)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("side"))
    shown = [(one, is_in_force(one, today())) for one in page]
    return render(request, "owner/deviations.html", {"chosen": chosen, "rows": shown, "page_obj": page})


@at_owner_desk
def deviation(request: DeskRequest, chosen: Chosen, pk: int) -> HttpResponse:
    """One deviation with its grounds and history, made to be printed."""
    one = fetch(deviations_of(viewer=request.viewer), pk, viewer=request.viewer)
    context = {
        "chosen": chosen,
        "one": one,
        "in_force": is_in_force(one, today()),
        "may_end": may_decide_deviation(request.viewer, one.owner, one.person),
        "history": history_of(one.about, words=WORDS),
    }
    return render(request, "owner/deviation.html", context)


@at_owner_desk
def decide(request: DeskRequest, chosen: Chosen, pk: int) -> HttpResponse:
    """GET shows how the teacher stands, and who else meets the requirement and teaches less of it; POST decides."""
    taught = fetch(may_need_deviation(viewer=request.viewer), pk, viewer=request.viewer)
    require(may_decide_deviation(request.viewer, owner_of(taught), taught.person))
    form = DeviationForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        made = tried(form, lambda: decide_deviation(taught=taught, **given, by=request.user, at=now()))
        if made:
            messages.success(request, _("Avviket er bestemt. Det gjelder til og med 31. juli."))
            return see_other("owner:deviation", made.pk)
    context = {
        "chosen": chosen,
        "taught": taught,
        "standing": standing_now(taught, today()),
        "others": others_who_meet(viewer=request.viewer, taught=taught, day=today()),
        "form": form,
    }
    return render(request, "owner/decide_deviation.html", context, status=422 if form.errors else 200)


@at_owner_desk
def end(request: DeskRequest, chosen: Chosen, pk: int) -> HttpResponse:
    """GET asks why; POST ends the deviation."""
    one = fetch(deviations_of(viewer=request.viewer), pk, viewer=request.viewer)
    require(may_decide_deviation(request.viewer, one.owner, one.person))
    form = EndForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        done = tried(form, lambda: end_deviation(deviation=one, **given, by=request.user, at=now()))
        if done:
            messages.success(request, _("Avviket er avsluttet."))
            return see_other("owner:deviation", one.pk)
    context = {"chosen": chosen, "one": one, "form": form}
    return render(request, "owner/end_deviation.html", context, status=422 if form.errors else 200)
