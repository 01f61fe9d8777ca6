"""Registering a change, acting on what a teacher has reported, choosing after payment, and answering a forewarning."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from pafyll.apps.applications.models import Participation
from pafyll.apps.grants.models import Change
from pafyll.apps.grants.permissions.changes import (
    may_choose,
    may_handle_report,
    may_register,
    may_take_back,
)
from pafyll.apps.grants.queries.cases import visible_changes
from pafyll.apps.grants.services.carrying_out import MoneyHasChanged
from pafyll.apps.grants.services.changing import accept_report, refuse_report, register_change, take_back
from pafyll.apps.grants.services.choosing import choose, effect_of_choosing
from pafyll.apps.grants.services.wanting import effect_key, effect_of, wanted_of
from pafyll.domain.answers import Refusal
from pafyll.domain.lifecycles.change import ChangeStatus
from pafyll.domain.rules.changes import CHANGES, REASONS, ChangeKind
from pafyll.integrations.clock import now
from pafyll.web.components.change_form import ChangeForm
from pafyll.web.components.change_page import change_page
from pafyll.web.components.http import DeskRequest, fetch, see_other
from pafyll.web.components.refusing import said, tried
from pafyll.web.owner.chosen import Chosen, at_owner_desk
from pafyll.web.owner.forms.changes import ChoiceForm, WordsForm
from pafyll.web.owner.views.participants import own_participation

MONEY_CHANGED = gettext_lazy("Beløpene er endret mens du så på dem. Se over på nytt før du bekrefter.")


@at_owner_desk
def change(request: DeskRequest, chosen: Chosen, pk: int, kind: str) -> HttpResponse:
    """GET: the form, and with answers in the address what it does to the money. POST: does it."""
    if kind not in set(ChangeKind):
        raise Http404
    one = own_participation(request, pk)
    given = request.POST if request.method == "POST" else request.GET
    page = change_page(one, ChangeKind(kind), given)
    if request.method == "POST" and page.effect is not None:
        try:
            made = tried(page.form, lambda: _register(request, one, page.form))
        except MoneyHasChanged:
            messages.warning(request, MONEY_CHANGED)
        else:
            if made is not None:
                messages.success(request, _done(made))
                return see_other("owner:participant", one.pk)
    context = {"chosen": chosen, "participation": one, "page": page, "may": may_register(request.viewer, one)}
    return render(request, "owner/change.html", context, status=422 if page.form.errors else 200)


def _register(request: DeskRequest, one: Participation, form: ChangeForm) -> Change:
    seen = request.POST.get("seen", "")
    return register_change(participation=one, wanted=form.value(), seen=seen, by=request.user, at=now())


def _done(change: Change) -> str:
    if change.status == ChangeStatus.PROPOSED:
        return _("Ønsket er sendt til direktoratet. Studiet går som før til dere får svar.")
    return _("Endringen er gjennomført, og pengene er ført.")


@at_owner_desk
def report(request: DeskRequest, chosen: Chosen, pk: int) -> HttpResponse:
    """One change: what was reported, what it does, and what may be done with it now."""
    found = _change(request, pk)
    form = WordsForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        words = form.cleaned_data["words"]
        if tried(form, lambda: refuse_report(change=found, words=words, by=request.user, at=now())) is not None:
            messages.success(request, _("Læreren har fått beskjed."))
            return see_other("owner:participant", found.participation_id)
    context = {"chosen": chosen, "change": found, "form": form, **_effect(found)}
    context |= {
        "rule": CHANGES[found.what],
        "reason": REASONS[found.reason],
        "may": may_handle_report(request.viewer, found),
        "may_take_back": may_take_back(request.viewer, found),
    }
    return render(request, "owner/report.html", context, status=422 if form.errors else 200)


def _effect(change: Change) -> dict[str, object]:
    """What it would do now; a refusal when it cannot be done any more."""
    if change.status in (ChangeStatus.CARRIED_OUT, ChangeStatus.REFUSED, ChangeStatus.TAKEN_BACK):
        return {"effect": None}
    try:
        effect = effect_of(change.participation, wanted_of(change))
    except Refusal as refusal:
        return {"effect": None, "hindrance": refusal.answer}
    return {"effect": effect, "seen": effect_key(effect)}


@require_POST
def accept(request: DeskRequest, pk: int) -> HttpResponse:
    """Acts on the teacher's report: carries it out, or sends it to the directorate."""
    found = _change(request, pk)
    try:
        accept_report(change=found, seen=request.POST.get("seen", ""), by=request.user, at=now())
    except MoneyHasChanged:
        messages.warning(request, MONEY_CHANGED)
        return see_other("owner:report", found.pk)
    except Refusal as refusal:
        messages.error(request, said(refusal.answer))
        return see_other("owner:report", found.pk)
    messages.success(request, _done(found))
    return see_other("owner:participant", found.participation_id)


@require_POST
def drop(request: DeskRequest, pk: int) -> HttpResponse:
    """Takes a wish back."""
    found = _change(request, pk)
    try:
        take_back(change=found, by=request.user, at=now())
    except Refusal as refusal:
        messages.error(request, said(refusal.answer))
    else:
        messages.success(request, _("Endringen er trukket tilbake."))
    return see_other("owner:participant", found.participation_id)


@at_owner_desk
def choice(request: DeskRequest, chosen: Chosen, pk: int) -> HttpResponse:
    """Repay or redirect: what each does to the krone, and the choice with grounds."""
    found = _change(request, pk)
    form = ChoiceForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        choosing = form.value()
        seen = request.POST.get("seen_repay" if choosing.repays else "seen_redirect", "")
        try:
            made = tried(form, lambda: choose(change=found, choosing=choosing, seen=seen, by=request.user, at=now()))
        except MoneyHasChanged:
            messages.warning(request, MONEY_CHANGED)
            return see_other("owner:choice", found.pk)
        if made is not None:
            text = _("Dere har valgt å betale tilbake.") if made.repays else _("Dere har valgt å omdisponere pengene.")
            messages.success(request, text)
            return see_other("owner:participant", found.participation_id)
    repay, redirect = (effect_of_choosing(found, repays=repays) for repays in (True, False))
    context = {
        "chosen": chosen,
        "change": found,
        "form": form,
        "repay": repay,
        "redirect": redirect,
        "seen_repay": effect_key(repay),
        "seen_redirect": effect_key(redirect),
        "may": may_choose(request.viewer, found),
    }
    return render(request, "owner/choice.html", context, status=422 if form.errors else 200)


def _change(request: DeskRequest, pk: int) -> Change:
    rows = visible_changes(request.viewer).filter(owner__in=request.viewer.ranks_for)
    return fetch(rows, pk, viewer=request.viewer)
