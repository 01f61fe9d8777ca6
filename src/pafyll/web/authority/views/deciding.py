"""One case at a time: assessed by one, decided or returned by another."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from pafyll.apps.applications.permissions.confirming import may_decide_late, may_prepare_late
from pafyll.apps.applications.queries.participations import late_cases
from pafyll.apps.applications.services.late import decide_late, prepare_late, return_late
from pafyll.apps.casework.services import require
from pafyll.apps.grants.models import Change
from pafyll.apps.grants.permissions.changes import (
    may_decide,
    may_decide_recovery,
    may_handle_cases,
    may_prepare,
    may_prepare_recovery,
)
from pafyll.apps.grants.queries.cases import visible_changes, visible_commitments, visible_recoveries
from pafyll.apps.grants.queries.term_money import money_in
from pafyll.apps.grants.services.carrying_out import MoneyHasChanged
from pafyll.apps.grants.services.deciding_changes import decide_change, prepare_change, return_change
from pafyll.apps.grants.services.reclaiming import decide_recovery, forewarn, prepare_recovery, return_recovery
from pafyll.apps.grants.services.wanting import effect_key, effect_of, wanted_of
from pafyll.domain.answers import Refusal
from pafyll.domain.lifecycles.change import ChangeStatus
from pafyll.domain.rules.changes import CHANGES, REASONS, ChangeKind
from pafyll.integrations.clock import now
from pafyll.web.authority.forms.cases import AssessmentForm, ForewarningForm, ReturnForm
from pafyll.web.components.confirming import confirmed
from pafyll.web.components.http import DeskRequest, fetch, see_other
from pafyll.web.components.refusing import said, tried

GIVE, DENY = gettext_lazy("Godta"), gettext_lazy("Avslå")
APPROVE, REJECT = gettext_lazy("Godkjenn endringen"), gettext_lazy("Ikke godkjenn endringen")
DEMAND, LEAVE = gettext_lazy("Krev pengene tilbake"), gettext_lazy("Ikke krev noe tilbake")


def late(request: DeskRequest, pk: int) -> HttpResponse:
    """A late confirmation: the owner's grounds, and the assessment."""
    require(may_handle_cases(request.viewer))
    case = fetch(late_cases(request.viewer), pk, viewer=request.viewer)
    form = AssessmentForm(request.POST or None, yes=GIVE, no=DENY)
    if request.method == "POST" and form.is_valid():
        text = form.cleaned_data["assessment"]
        done = tried(
            form,
            lambda: prepare_late(case=case, recommends=form.says_yes, assessment=text, by=request.user, at=now()),
        )
        if done is not None:
            return _prepared(request, "authority:late", pk)
    context = {
        "case": case,
        "form": form,
        "return_form": ReturnForm(),
        "may_prepare": may_prepare_late(request.viewer, case),
        "may_decide": may_decide_late(request.viewer, case),
    }
    return render(request, "authority/late.html", context, status=422 if form.errors else 200)


@confirmed
@require_POST
def late_decide(request: DeskRequest, pk: int) -> HttpResponse:
    """Decides as recommended, or returns."""
    require(may_handle_cases(request.viewer))
    case = fetch(late_cases(request.viewer), pk, viewer=request.viewer)
    back = _back(request, lambda why: return_late(case=case, why=why, by=request.user, at=now()))
    return back or _decided(request, lambda: decide_late(case=case, by=request.user, at=now()), "authority:late", pk)


def change(request: DeskRequest, pk: int) -> HttpResponse:
    """A wish for change: why, what it would do to the money, and the assessment."""
    require(may_handle_cases(request.viewer))
    found = fetch(visible_changes(request.viewer), pk, viewer=request.viewer)
    asks = found.what is ChangeKind.DEFER
    form = AssessmentForm(request.POST or None, yes=APPROVE, no=REJECT, asks_about_money=asks)
    is_posted = request.method == "POST" and form.is_valid()
    if is_posted and tried(form, lambda: _prepare(request, found, form)) is not None:
        return _prepared(request, "authority:change", pk)
    context = {
        "change": found,
        "form": form,
        "return_form": ReturnForm(),
        "rule": CHANGES[found.what],
        "reason": REASONS[found.reason],
        "may_prepare": may_prepare(request.viewer, found),
        "may_decide": may_decide(request.viewer, found),
        **_effect(found),
    }
    return render(request, "authority/change.html", context, status=422 if form.errors else 200)


def _prepare(request: DeskRequest, found: Change, form: AssessmentForm) -> Change:
    given = form.cleaned_data
    return prepare_change(
        change=found,
        recommends=form.says_yes,
        assessment=given["assessment"],
        holds_money=given.get("holds_money", False),
        by=request.user,
        at=now(),
    )


def _effect(found: Change) -> dict[str, object]:
    if found.status not in (ChangeStatus.PROPOSED, ChangeStatus.PREPARED):
        return {"effect": None}
    try:
        effect = effect_of(found.participation, wanted_of(found))
    except Refusal as refusal:
        return {"effect": None, "hindrance": refusal.answer}
    return {"effect": effect, "seen": effect_key(effect)}


@confirmed
@require_POST
def change_decide(request: DeskRequest, pk: int) -> HttpResponse:
    """Decides as recommended and as shown, or returns."""
    require(may_handle_cases(request.viewer))
    found = fetch(visible_changes(request.viewer), pk, viewer=request.viewer)
    back = _back(request, lambda why: return_change(change=found, why=why, by=request.user, at=now()))
    seen = request.POST.get("seen", "")
    return back or _decided(
        request, lambda: decide_change(change=found, seen=seen, by=request.user, at=now()), "authority:change", pk
    )


def new_recovery(request: DeskRequest, pk: int) -> HttpResponse:
    """Forewarns an owner about one paid semester."""
    require(may_handle_cases(request.viewer))
    paid = fetch(visible_commitments(request.viewer), pk, viewer=request.viewer)
    standing = money_in([paid.term])[0].standing
    form = ForewarningForm(request.POST or None, initial={"amount": int(standing)})
    if request.method == "POST" and form.is_valid():
        case = tried(form, lambda: forewarn(commitment=paid, warning=form.value(), by=request.user, at=now()))
        if case is not None:
            messages.success(request, _("Forhåndsvarselet er sendt."))
            return see_other("authority:recovery", case.pk)
    context = {"commitment": paid, "standing": standing, "form": form}
    return render(request, "authority/new_recovery.html", context, status=422 if form.errors else 200)


def recovery(request: DeskRequest, pk: int) -> HttpResponse:
    """A recovery: the forewarning, the comments, and the assessment."""
    require(may_handle_cases(request.viewer))
    case = fetch(visible_recoveries(request.viewer), pk, viewer=request.viewer)
    form = AssessmentForm(request.POST or None, yes=DEMAND, no=LEAVE)
    if request.method == "POST" and form.is_valid():
        text = form.cleaned_data["assessment"]
        done = tried(
            form,
            lambda: prepare_recovery(case=case, recommends=form.says_yes, assessment=text, by=request.user, at=now()),
        )
        if done is not None:
            return _prepared(request, "authority:recovery", pk)
    context = {
        "case": case,
        "form": form,
        "return_form": ReturnForm(),
        "may_prepare": may_prepare_recovery(request.viewer, case),
        "may_decide": may_decide_recovery(request.viewer, case),
    }
    return render(request, "authority/recovery.html", context, status=422 if form.errors else 200)


@confirmed
@require_POST
def recovery_decide(request: DeskRequest, pk: int) -> HttpResponse:
    """Decides as recommended, or returns."""
    require(may_handle_cases(request.viewer))
    case = fetch(visible_recoveries(request.viewer), pk, viewer=request.viewer)
    back = _back(request, lambda why: return_recovery(case=case, why=why, by=request.user, at=now()))
    return back or _decided(
        request, lambda: decide_recovery(case=case, by=request.user, at=now()), "authority:recovery", pk
    )


def _prepared(request: DeskRequest, page: str, pk: int) -> HttpResponse:
    messages.success(request, _("Vurderingen er lagret. En annen beslutter avgjør saken."))
    return see_other(page, pk)


def _back(request: DeskRequest, act: Callable[[str], object]) -> HttpResponse | None:
    """The answer to the button "return", None for the other one."""
    if request.POST.get("action") != "return":
        return None
    try:
        act(request.POST.get("why", ""))
    except Refusal as refusal:
        messages.error(request, said(refusal.answer))
    else:
        messages.success(request, _("Saken er sendt tilbake til ny vurdering."))
    return see_other("authority:cases")


def _decided(request: DeskRequest, act: Callable[[], object], page: str, pk: int) -> HttpResponse:
    try:
        act()
    except MoneyHasChanged:
        messages.warning(request, _("Beløpene er endret mens du så på dem. Se over på nytt før du bekrefter."))
    except Refusal as refusal:
        messages.error(request, said(refusal.answer))
    else:
        messages.success(request, _("Saken er avgjort, og partene har fått beskjed."))
    return see_other(page, pk)
