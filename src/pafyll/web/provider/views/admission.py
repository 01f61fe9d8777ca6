"""Admission at the provider's desk: the list, acts on many with a preview, and one applicant."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from pafyll.apps.applications.models import Admission, AdmissionCondition
from pafyll.apps.applications.permissions.admission import may_admit
from pafyll.apps.applications.queries.admission import (
    admissions_found,
    counts_by_status,
    decided_for,
    offers_with_applicants,
    visible_admissions,
)
from pafyll.apps.applications.services.admitting import carry_out_moves, planned, seen_key, settle_condition
from pafyll.apps.casework.models import Event
from pafyll.domain.answers import Refusal
from pafyll.domain.lifecycles.admission import ADMISSION, AdmissionStatus
from pafyll.domain.rules.admission import ACTS, Act, Move, reasons
from pafyll.integrations.clock import now
from pafyll.web.components.http import DeskRequest, fetch, see_other
from pafyll.web.components.refusing import said, tried
from pafyll.web.provider.forms.admission import AdmissionFilterForm, MoveForm

PAGE_SIZE = 50
MOST_AT_ONCE = 500


def admissions(request: DeskRequest) -> HttpResponse:
    """Everyone who was granted a place with the provider, found by name, study and status."""
    form = AdmissionFilterForm(request.GET, offers=offers_with_applicants(viewer=request.viewer))
    found = admissions_found(viewer=request.viewer, search=form.value())
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("side"))
    context = {
        "form": form,
        "page": page,
        "count": page.paginator.count,
        "figures": counts_by_status(visible_admissions(request.viewer)),
        "acts": [(act.value, rule.label) for act, rule in ACTS.items()],
        "query": request.GET.urlencode(),
    }
    return render(request, "provider/admissions.html", context)


def look_over(request: DeskRequest) -> HttpResponse:
    """What an act would do with those who are ticked. A POST does it to those who can, as it was shown."""
    given = request.POST if request.method == "POST" else request.GET
    if "gjor" not in given:
        return see_other("provider:admissions")
    act = _act(given["gjor"])
    chosen = _chosen(request, given.getlist("rad"))
    if not chosen:
        messages.error(request, _("Kryss av for minst én søker først."))
        return see_other("provider:admissions")
    form = MoveForm(request.POST or None, act=act)
    if request.method == "POST" and form.is_valid():
        answer = _do(request, form, chosen)
        if answer is not None:
            return answer
    return render(
        request,
        "provider/admission_preview.html",
        _preview(request, form, act, chosen),
        status=422 if form.errors else 200,
    )


def _preview(request: DeskRequest, form: MoveForm, act: Act, chosen: list[Admission]) -> dict[str, Any]:
    move = form.value() if form.is_bound and not form.errors else Move(act)
    plans = planned(viewer=request.viewer, moves=[(one, move) for one in chosen], at=now())
    can = [plan for plan in plans if plan.answer or plan.answer.field]
    return {
        "act": act,
        "rule": ACTS[act],
        "form": form,
        "can": can,
        "cannot": [plan for plan in plans if plan not in can],
        "seen": seen_key(can),
        "frees": ACTS[act].to in (AdmissionStatus.NOT_ADMITTED, AdmissionStatus.LAPSED),
    }


def _do(request: DeskRequest, form: MoveForm, chosen: list[Admission]) -> HttpResponse | None:
    move = form.value()
    moves = {one.pk: move for one in chosen}
    seen = request.POST.get("sett", "")
    done = tried(form, lambda: carry_out_moves(moves=moves, seen=seen, by=request.user, at=now()))
    if done is None:
        return None
    text = ngettext("%(count)s søker har fått ny status.", "%(count)s søkere har fått ny status.", len(done))
    messages.success(request, text % {"count": len(done)})
    return see_other("provider:admission", done[0].pk) if len(done) == 1 else see_other("provider:admissions")


def _act(text: str) -> Act:
    try:
        return Act(text)
    except ValueError:
        raise Http404 from None


def _chosen(request: DeskRequest, keys: list[str]) -> list[Admission]:
    wanted = {int(key) for key in keys[:MOST_AT_ONCE] if key.isdecimal() and len(key) < 12}
    return list(visible_admissions(request.viewer).filter(pk__in=wanted))


def admission(request: DeskRequest, pk: int) -> HttpResponse:
    """One applicant: what is known from the application and the decision, the conditions, and what can be done."""
    shown = fetch(visible_admissions(request.viewer), pk, viewer=request.viewer)
    may = may_admit(request.viewer, shown)
    reason = reasons().get(shown.reason)
    context = {
        "admission": shown,
        "participation": shown.participation,
        "application": shown.participation.application,
        "decided": decided_for([shown]).get(shown.pk),
        "may": may,
        "acts": _acts(request, shown),
        "conditions": list(shown.conditions.all()),
        "may_settle": bool(may) and bool(ADMISSION.may_become(shown.status, AdmissionStatus.NOT_ADMITTED)),
        "reason": reason.text if reason else "",
        "history": _history(shown),
    }
    return render(request, "provider/admission.html", context)


def _acts(request: DeskRequest, shown: Admission) -> list[tuple[str, str]]:
    """What can be done now, when what it needs is given."""
    plans = planned(viewer=request.viewer, moves=[(shown, Move(act)) for act in ACTS], at=now())
    return [(one.move.act.value, ACTS[one.move.act].label) for one in plans if one.answer or one.answer.field]


def _history(shown: Admission) -> list[tuple[Event, str]]:
    """What happened, the latest first, each as a status that a person reads."""
    events = Event.objects.filter(about=shown.about).select_related("by").order_by("-at", "-pk")
    return [(one, _told(one)) for one in events]


def _told(event: Event) -> str:
    if event.verb == "condition_settled":
        return _("Vilkår oppfylt") if event.facts.get("is_met") else _("Vilkår ikke oppfylt")
    return AdmissionStatus(event.verb).label  # type: ignore[call-arg]


@require_POST
def condition(request: DeskRequest, pk: int, condition: int) -> HttpResponse:
    """Says whether a condition is met."""
    shown = fetch(visible_admissions(request.viewer), pk, viewer=request.viewer)
    row = AdmissionCondition.objects.filter(admission=shown, pk=condition).first()
    if row is None:
        raise Http404
    try:
        settle_condition(condition=row, is_met=request.POST.get("oppfylt") == "ja", by=request.user, at=now())
    except Refusal as refusal:
        messages.error(request, said(refusal.answer))
    else:
        messages.success(request, _("Vilkåret er avgjort."))
    return see_other("provider:admission", shown.pk)
