"""What a plan rests on: its terms, the places and the money it counts on, the rates, the wishes and the locks."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from pafyll.apps.planning.models import CompetencePlan
from pafyll.apps.planning.permissions.plans import may_change_plan, may_compute
from pafyll.apps.planning.queries.companions import visible_groups
from pafyll.apps.planning.queries.plans import last_run, wishes_of
from pafyll.apps.planning.services.plans import COPIED, change_money, change_terms, expect_places, set_rate
from pafyll.domain.values import SchoolYear
from pafyll.integrations.clock import now, today
from pafyll.web.components.http import DeskRequest, see_other
from pafyll.web.components.refusing import tried
from pafyll.web.owner.chosen import Chosen, at_owner_desk
from pafyll.web.owner.forms.plans import MoneyForm, PlacesForm, RateForm, TermsForm
from pafyll.web.owner.views.plans import plan_of

SAVE: dict[str, Callable[..., None]] = {"places": expect_places, "money": change_money, "rate": set_rate}


@at_owner_desk
def terms(request: DeskRequest, chosen: Chosen, pk: int) -> HttpResponse:
    """All that the plan rests on, in one page; each form saves its own part."""
    plan = plan_of(request, chosen, pk)
    made = _forms(request, plan)
    part = request.POST.get("del", "")
    if part in made and made[part].is_valid():
        tried(made[part], lambda: _save(request, plan, part, made[part]))
        if not made[part].errors:
            messages.success(request, _("Lagret. Regn ut planen for å se hva det betyr."))
            return see_other("owner:plan_terms", plan.pk)
    context = {
        "chosen": chosen,
        "plan": plan,
        "forms": made,
        "may_change": may_change_plan(request.viewer, plan),
        "may_compute": may_compute(request.viewer, plan),
        "run": last_run(plan),
        "wishes": wishes_of(viewer=request.viewer, owner=chosen.owner),
        "groups": visible_groups(request.viewer).filter(school__parent=chosen.owner),
        "locks": plan.locks.select_related("person", "by"),
    }
    faulty = part in made and made[part].errors
    return render(request, "owner/plan_terms.html", context, status=422 if faulty else 200)


def _forms(request: DeskRequest, plan: CompetencePlan) -> dict[str, Any]:
    """The four forms; only the one that was sent holds what was sent."""
    part = request.POST.get("del", "")

    def sent(name: str) -> Any:
        return request.POST if part == name else None

    now_so = {"title": plan.title} | {name: getattr(plan, name) for name in COPIED}
    return {
        "terms": TermsForm(sent("terms"), initial=now_so, current=SchoolYear.of(today()), prefix=None),
        "places": PlacesForm(sent("places"), auto_id="id_places_%s"),
        "money": MoneyForm(sent("money"), plan=plan, auto_id="id_money_%s"),
        "rate": RateForm(sent("rate"), plan=plan, auto_id="id_rate_%s"),
    }


def _save(request: DeskRequest, plan: CompetencePlan, part: str, form: forms.Form) -> None:
    if isinstance(form, TermsForm):
        change_terms(plan=plan, terms=form.value(), by=request.user, at=now())
    else:
        SAVE[part](plan=plan, by=request.user, at=now(), **form.cleaned_data)
