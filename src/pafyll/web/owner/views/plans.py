"""Competence plans: the list, a new one, one plan with its run, computing, trying out, comparing and adopting."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from pafyll.apps.casework.models import Job
from pafyll.apps.casework.queries.cases import cases_of_owner
from pafyll.apps.planning.models import CompetencePlan, PlanRun
from pafyll.apps.planning.permissions.plans import (
    may_adopt,
    may_change_plan,
    may_compute,
    may_propose,
    may_take_out,
    may_withdraw,
)
from pafyll.apps.planning.queries.leaving import leaving_before_start
from pafyll.apps.planning.queries.plans import last_run, plans_of, visible_gaps, visible_moves, visible_plans
from pafyll.apps.planning.services.plan_computing import compute_plan
from pafyll.apps.planning.services.plans import (
    adopt_plan,
    change_money,
    copy_plan,
    create_plan,
    propose_plan,
    take_out_of_case,
    withdraw_plan,
)
from pafyll.domain.lifecycles.case import OPEN
from pafyll.domain.values import SchoolYear
from pafyll.integrations.clock import now, today
from pafyll.web.components.http import DeskRequest, fetch, see_other
from pafyll.web.components.planned import bound_in_words, closing_figure, cost_table, differences, queue_in_words
from pafyll.web.components.progress import Progress, progress_page
from pafyll.web.components.refusing import tried
from pafyll.web.owner.chosen import Chosen, at_owner_desk
from pafyll.web.owner.forms.plans import AdoptForm, CopyForm, ProposeForm, TermsForm, WhyForm


@at_owner_desk
def plans(request: DeskRequest, chosen: Chosen) -> HttpResponse:
    """The owner's plans, the one in force first."""
    found = plans_of(viewer=request.viewer, owner=chosen.owner)
    return render(request, "owner/plans.html", {"chosen": chosen, "plans": found})


@at_owner_desk
def new_plan(request: DeskRequest, chosen: Chosen) -> HttpResponse:
    """A new draft."""
    form = TermsForm(request.POST or None, current=SchoolYear.of(today()))
    if form.is_valid():
        terms = form.value()
        plan = tried(form, lambda: create_plan(owner=chosen.owner, terms=terms, by=request.user, at=now()))
        if plan is not None:
            messages.success(request, _("Planen er opprettet. Se over det den bygger på, og regn ut."))
            return see_other("owner:plan_terms", plan.pk)
    return render(request, "owner/plan_new.html", {"chosen": chosen, "form": form}, status=422 if form.errors else 200)


@at_owner_desk
def plan(request: DeskRequest, chosen: Chosen, pk: int) -> HttpResponse:
    """One plan by its newest run, or by the run that ?utregning= names."""
    shown = plan_of(request, chosen, pk)
    newest = last_run(shown)
    run = _asked_run(request, shown) or newest
    context: dict[str, Any] = {
        "chosen": chosen,
        "plan": shown,
        "run": run,
        "newest": newest,
        "runs": list(shown.runs.order_by("-number")),
        "others": [one for one in plans_of(viewer=request.viewer, owner=chosen.owner) if one.pk != shown.pk],
        "may_compute": may_compute(request.viewer, shown),
        "may_change": may_change_plan(request.viewer, shown),
        "may_adopt": may_adopt(request.viewer, shown),
        "may_propose": may_propose(request.viewer, shown),
        "may_take_out": may_take_out(request.viewer, shown),
        "case": cases_of_owner(viewer=request.viewer, owner=chosen.owner).filter(case_number=shown.case_number).first(),
        "may_withdraw": may_withdraw(request.viewer, shown),
        "form": WhyForm(),
    }
    if run is not None and run.is_feasible:
        context |= _found(request, run)
    return render(request, "owner/plan.html", context)


def _asked_run(request: DeskRequest, plan: CompetencePlan) -> PlanRun | None:
    number = request.GET.get("utregning", "")
    if not number.isascii() or not number.isdigit() or len(number) > 4:
        return None
    return plan.runs.select_related("computed_by", "previous").filter(number=number).first()


def _found(request: DeskRequest, run: PlanRun) -> dict[str, Any]:
    """What a run that found a plan says."""
    budget, school = cost_table(run, by="by_budget_year"), cost_table(run, by="by_school_year")
    return {
        "budget_years": budget,
        "school_years": school,
        "cost_figure": budget.figure(_("Hva planen koster i hvert budsjettår"), _("Budsjettår")),
        "closing": closing_figure(closing_runs(run), queue=run),
        "queue": queue_in_words(run),
        "bound": bound_in_words(run),
        "gaps": list(visible_gaps(request.viewer).filter(run=run)),
        "moves": list(visible_moves(request.viewer).filter(run=run)),
        "leaving": leaving_before_start(run),
        "people": run.lines.order_by().values("person").distinct().count(),
    }


def closing_runs(run: PlanRun) -> list[tuple[str, PlanRun]]:
    """The run, beside the one it is compared with where there is one."""
    own = (_("Denne planen"), run)
    before = run.previous
    return [own, (_("Forrige utregning"), before)] if before is not None else [own]


@require_POST
@at_owner_desk
def compute(request: DeskRequest, chosen: Chosen, pk: int) -> HttpResponse:
    """Computes the plan while the page waits."""
    shown = plan_of(request, chosen, pk)
    form = WhyForm(request.POST)
    why = form.cleaned_data["why"] if form.is_valid() else ""
    done = compute_plan(plan=shown, by=request.user, at=now(), why=why)
    if isinstance(done, Job):
        return see_other("owner:plan_progress", shown.pk, done.pk)
    if done.is_feasible:
        messages.success(request, _("Planen er regnet ut."))
    else:
        messages.warning(request, _("Ingen plan holder rammene. Grunnene står på siden."))
    return see_other("owner:plan", shown.pk)


@at_owner_desk
def progress(request: DeskRequest, chosen: Chosen, pk: int, job: int) -> HttpResponse:
    """How far the computation of a large plan has come, and what is the best plan so far."""
    shown = plan_of(request, chosen, pk)
    found = fetch(Job.objects.filter(about=shown.about), job, viewer=request.viewer)
    plan_url = reverse("owner:plan", args=[shown.pk])
    shown_job = Progress(
        job=found, here=request.path, then=plan_url, then_text=gettext_lazy("Se planen"), back=plan_url
    )
    return progress_page(request, shown_job, title=shown.title)


@at_owner_desk
def try_out(request: DeskRequest, chosen: Chosen, pk: int) -> HttpResponse:
    """A copy with another amount of money in one year, computed and shown beside the plan it is copied from."""
    shown = plan_of(request, chosen, pk)
    form = CopyForm(request.POST or None, plan=shown)
    if form.is_valid():
        given = form.cleaned_data
        copy = copy_plan(plan=shown, title=given["title"], by=request.user, at=now())
        if given["amount"] and given["budget_year"]:
            change_money(
                plan=copy,
                budget_year=given["budget_year"],
                amount=given["amount"] + _already(copy, given["budget_year"]),
                source=given["title"],
                by=request.user,
                at=now(),
            )
        done = compute_plan(plan=copy, by=request.user, at=now(), why=given["title"])
        if isinstance(done, Job):
            return see_other("owner:plan_progress", copy.pk, done.pk)
        return see_other("owner:compare_plans", shown.pk, copy.pk)
    context = {"chosen": chosen, "plan": shown, "form": form}
    return render(request, "owner/plan_try.html", context, status=422 if form.errors else 200)


def _already(plan: CompetencePlan, year: int) -> int:
    row = plan.money.filter(budget_year=year).first()
    return row.amount if row else 0


@at_owner_desk
def compare(request: DeskRequest, chosen: Chosen, pk: int, other: int) -> HttpResponse:
    """Two plans side by side, by their newest runs."""
    both = [plan_of(request, chosen, key) for key in (pk, other)]
    runs = [last_run(one) for one in both]
    found = all(run is not None and run.is_feasible for run in runs)
    context: dict[str, Any] = {"chosen": chosen, "plan": both[0], "other": both[1], "runs": runs, "found": found}
    if found:
        context["rows"] = differences(runs[0], runs[1])  # type: ignore[arg-type]
        context["closing"] = closing_figure(
            [(one.title, run) for one, run in zip(both, runs, strict=True) if run is not None]
        )
    return render(request, "owner/plan_compare.html", context)


@at_owner_desk
def adopt(request: DeskRequest, chosen: Chosen, pk: int) -> HttpResponse:
    """Puts the newest run in force: what it means is said first."""
    shown = fetch(visible_plans(request.viewer).filter(owner=chosen.owner), pk, viewer=request.viewer, may=may_adopt)
    form = AdoptForm(request.POST or None, initial={"case_number": shown.case_number})
    if form.is_valid():
        adopt_plan(plan=shown, by=request.user, at=now(), case_number=form.cleaned_data["case_number"])
        messages.success(request, _("Planen er vedtatt. Lærerne ser nå når det er deres tur."))
        return see_other("owner:plan", shown.pk)
    in_force = [one for one in plans_of(viewer=request.viewer, owner=chosen.owner) if one.status == "adopted"]
    context = {"chosen": chosen, "plan": shown, "run": last_run(shown), "form": form, "in_force": in_force}
    return render(request, "owner/plan_adopt.html", context, status=422 if form.errors else 200)


@at_owner_desk
def propose(request: DeskRequest, chosen: Chosen, pk: int) -> HttpResponse:
    """Lays the plan before the politicians, in one of the owner's open cases."""
    shown = fetch(visible_plans(request.viewer).filter(owner=chosen.owner), pk, viewer=request.viewer, may=may_propose)
    cases = list(cases_of_owner(viewer=request.viewer, owner=chosen.owner).filter(status__in=OPEN))
    form = ProposeForm(request.POST or None, cases=cases, plan=shown)
    if form.is_valid():
        number = form.cleaned_data["case_number"]
        if tried(form, lambda: _proposed(request, shown, number)) is not None:
            messages.success(request, _("Planen er lagt fram i sak {number}.").format(number=number))
            return see_other("owner:plan", shown.pk)
    context = {"chosen": chosen, "plan": shown, "run": last_run(shown), "form": form, "cases": cases}
    return render(request, "owner/plan_propose.html", context, status=422 if form.errors else 200)


def _proposed(request: DeskRequest, plan: CompetencePlan, number: str) -> bool:
    propose_plan(plan=plan, case_number=number, by=request.user, at=now())
    return True


@at_owner_desk
def take_out(request: DeskRequest, chosen: Chosen, pk: int) -> HttpResponse:
    """Takes the plan out of its case, with the reason: then it can be changed again."""
    shown = fetch(visible_plans(request.viewer).filter(owner=chosen.owner), pk, viewer=request.viewer, may=may_take_out)
    form = WhyForm(request.POST or None)
    form.fields["why"].label, form.fields["why"].required = _("Hvorfor tas planen ut av saken?"), True
    if form.is_valid():
        take_out_of_case(plan=shown, by=request.user, at=now(), why=form.cleaned_data["why"])
        messages.success(request, _("Planen er tatt ut av saken, og kan endres igjen."))
        return see_other("owner:plan", shown.pk)
    context = {"chosen": chosen, "plan": shown, "form": form}
    return render(request, "owner/plan_take_out.html", context, status=422 if form.errors else 200)


@at_owner_desk
def withdraw(request: DeskRequest, chosen: Chosen, pk: int) -> HttpResponse:
    """Puts a plan away, with the reason."""
    shown = fetch(visible_plans(request.viewer).filter(owner=chosen.owner), pk, viewer=request.viewer, may=may_withdraw)
    form = WhyForm(request.POST or None)
    form.fields["why"].label, form.fields["why"].required = _("Hvorfor trekkes planen?"), True
    if form.is_valid():
        withdraw_plan(plan=shown, by=request.user, at=now(), why=form.cleaned_data["why"])
        messages.success(request, _("Planen er trukket. Den kan fortsatt leses."))
        return see_other("owner:plans")
    context = {"chosen": chosen, "plan": shown, "form": form}
    return render(request, "owner/plan_withdraw.html", context, status=422 if form.errors else 200)


def plan_of(request: DeskRequest, chosen: Chosen, pk: int) -> CompetencePlan:
    """The chosen owner's plan with the key, else 404."""
    return fetch(visible_plans(request.viewer).filter(owner=chosen.owner), pk, viewer=request.viewer)
