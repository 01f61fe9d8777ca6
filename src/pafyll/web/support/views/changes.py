"""Changes of organisations: planned, looked through, proposed by one and approved by another, and called off."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pafyll.apps.support.frame_parts import frames_to_share, parts_of
from pafyll.apps.support.models import Reorganisation
from pafyll.apps.support.permissions import may_cancel, may_change, may_decide, may_plan
from pafyll.apps.support.queries.changes import SHOWN, history_of, preview, reorganisations
from pafyll.apps.support.rights import KINDS
from pafyll.apps.support.services import deciding_changes as deciding
from pafyll.apps.support.services.planning_changes import plan_change, share_out
from pafyll.apps.support.sharing import people_to_share, schools_to_share
from pafyll.apps.support.ways import ways_of
from pafyll.domain.answers import Refusal, require
from pafyll.domain.lifecycles.reorganisation import OPEN
from pafyll.domain.rules.reorganising import ReorganisationKind
from pafyll.integrations.clock import now
from pafyll.web.components.http import DeskRequest, fetch, see_other
from pafyll.web.components.refusing import said, tried
from pafyll.web.support.forms.changes import ChangeForm, ReasonForm, ShareForm


def changes(request: DeskRequest) -> HttpResponse:
    """Those that are ahead, and those that are over."""
    rows = list(reorganisations(viewer=request.viewer))
    ahead = sorted((one for one in rows if one.status in OPEN), key=lambda one: (one.day, one.pk))
    over = [one for one in rows if one.status not in OPEN]
    return render(request, "support/changes.html", {"ahead": ahead, "over": over})


def new(request: DeskRequest) -> HttpResponse:
    """Plans one."""
    require(may_plan(request.viewer))
    form = ChangeForm(request.POST or None)
    if form.is_valid():
        made = tried(form, lambda: plan_change(planned=form.value(), by=request.user, at=now()))
        if made is not None:
            return see_other("support:reorganisation", made.pk)
    return render(request, "support/change_form.html", {"form": form}, status=422 if request.method == "POST" else 200)


def change(request: DeskRequest, pk: int) -> HttpResponse:
    """What moves, what stays and what stops it, as things are now."""
    return _shown(request, _fetched(request, pk), ReasonForm())


def share(request: DeskRequest, pk: int) -> HttpResponse:
    """Where each school and each person of one that is split goes."""
    one = fetch(reorganisations(viewer=request.viewer), pk, viewer=request.viewer, may=may_change)
    ways = ways_of(one)
    told: dict[str, Any] = {
        "reorganisation": one,
        "schools": list(schools_to_share(ways)),
        "people": list(people_to_share(ways)),
        "frames": [part for frame in frames_to_share(ways) for part in parts_of(ways, frame)],
    }
    form = ShareForm(request.POST or None, **told)
    if request.method == "POST" and form.is_valid():
        where: dict[str, Any] = {
            "schools": form.chosen("school"),
            "people": form.chosen("person"),
            "frames": form.divided(),
        }
        if tried(form, lambda: share_out(reorganisation=one, **where, by=request.user, at=now())):
            messages.success(request, _("Valgene er lagret."))
            return see_other("support:reorganisation", pk)
    return render(request, "support/share.html", {"one": one, "form": form}, status=422 if form.errors else 200)


@require_POST
def propose(request: DeskRequest, pk: int) -> HttpResponse:
    """Hands it to a second person."""
    return _decided(request, pk, deciding.propose_change, _("Endringen er sendt til godkjenning."))


@require_POST
def approve(request: DeskRequest, pk: int) -> HttpResponse:
    """It is carried out on the day."""
    return _decided(request, pk, deciding.approve_change, _("Endringen er godkjent, og gjennomføres på dagen."))


@require_POST
def give_back(request: DeskRequest, pk: int) -> HttpResponse:
    """Back to planning, with a reason."""
    return _with_reason(request, pk, deciding.return_change, _("Endringen er sendt tilbake."))


@require_POST
def cancel(request: DeskRequest, pk: int) -> HttpResponse:
    """Called off, with a reason."""
    return _with_reason(request, pk, deciding.cancel_change, _("Endringen er avlyst."))


def _fetched(request: DeskRequest, pk: int) -> Reorganisation:
    return fetch(reorganisations(viewer=request.viewer), pk, viewer=request.viewer)


def _decided(request: DeskRequest, pk: int, act: Callable[..., object], done: str) -> HttpResponse:
    try:
        act(reorganisation=_fetched(request, pk), by=request.user, at=now())
        messages.success(request, done)
    except Refusal as refusal:
        messages.error(request, said(refusal.answer))
    return see_other("support:reorganisation", pk)


def _with_reason(request: DeskRequest, pk: int, act: Callable[..., object], done: str) -> HttpResponse:
    one, form = _fetched(request, pk), ReasonForm(request.POST)
    if form.is_valid():
        why = form.cleaned_data["why"]
        if tried(form, lambda: act(reorganisation=one, why=why, by=request.user, at=now())) is not None:
            messages.success(request, done)
            return see_other("support:reorganisation", pk)
    return _shown(request, one, form, status=422)


def _shown(request: DeskRequest, one: Reorganisation, form: ReasonForm, *, status: int = 200) -> HttpResponse:
    viewer = request.viewer
    context: dict[str, Any] = {
        "one": one,
        "preview": preview(one) if one.status in OPEN else None,
        "moved": _moved(one),
        "history": history_of(one),
        "shown": SHOWN,
        "is_split": one.kind == ReorganisationKind.SPLIT,
        "may_change": may_change(viewer, one),
        "may_decide": may_decide(viewer, one),
        "may_cancel": may_cancel(viewer, one),
        "form": form,
    }
    return render(request, "support/change.html", context, status=status)


def _moved(one: Reorganisation) -> list[tuple[Any, int]]:
    return [(KINDS[code].label, count) for code, count in one.moved.items()]
