"""The secretariat composes the forum, decides it with the balance in view, and keeps the long-term plan."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pafyll.apps.assignments.queries.evaluation import lessons_for
from pafyll.apps.forums.models import Forum, ForumMembership, LongTermPlan, PlanRevision
from pafyll.apps.forums.permissions.forums import may_keep
from pafyll.apps.forums.permissions.scheme_years import may_run_any
from pafyll.apps.forums.queries import forums as queries
from pafyll.apps.forums.queries.scheme_years import runs_for
from pafyll.apps.forums.services import composing, plans
from pafyll.domain.answers import Refusal, require
from pafyll.integrations.clock import now, today
from pafyll.web.authority.forms.forums import (
    AdoptForm,
    DialogueForm,
    EndSeatForm,
    ForumForm,
    PartsForm,
    PlanForm,
    SeatForm,
)
from pafyll.web.authority.forms.rounds import ReasonForm
from pafyll.web.components.http import DeskRequest, fetch, see_other
from pafyll.web.components.refusing import is_done, said, tried

FORM = "authority/forum_form.html"


def own_forum(request: DeskRequest, pk: int) -> Forum:
    """A forum that the viewer keeps; 404, or a page with the reason."""
    return fetch(queries.forums_of(viewer=request.viewer, day=today()), pk, viewer=request.viewer, may=may_keep)


def form_page(
    request: DeskRequest,
    form: forms.Form,
    forum: Forum | None,
    title: str,
    button: str = "",
    **context: Any,
) -> HttpResponse:
    """A form of the secretariat's, under the forum that it is about."""
    empty = {"meeting": None, "item": None, "balance": None}
    shown = {**empty, "form": form, "forum": forum, "title": title, "button": button or _("Lagre"), **context}
    return render(request, FORM, shown, status=422 if form.errors else 200)


def new_forum(request: DeskRequest) -> HttpResponse:
    """A forum without members."""
    require(may_run_any(request.viewer))
    governors = runs_for(viewer=request.viewer)
    form = ForumForm(request.POST or None, governors=governors, initial={"governor": governors.first()})
    if form.is_valid() and (made := tried(form, lambda: _found(request, form))):
        messages.success(request, _("Forumet er opprettet. Foreslå medlemmene, og fastsett sammensetningen."))
        return see_other("authority:forum", made.pk)
    return form_page(request, form, None, _("Opprett et forum"), _("Opprett"))


def _found(request: DeskRequest, form: ForumForm) -> Forum:
    governor = form.cleaned_data["governor"]
    return composing.found_forum(governor=governor, new=form.value(), by=request.user, at=now())


def propose_seat(request: DeskRequest, pk: int) -> HttpResponse:
    """A seat that counts when it is decided."""
    forum = own_forum(request, pk)
    form = SeatForm(request.POST or None, initial={"starts_on": today(), "votes": True, "kind": "owner"})
    if is_done(form, lambda: composing.propose_seat(forum=forum, new=form.value(), by=request.user, at=now())):
        messages.success(request, _("Medlemmet er foreslått. Plassen gjelder når sammensetningen er fastsatt."))
        return see_other("authority:forum", pk)
    return form_page(request, form, forum, _("Foreslå et medlem"), _("Foreslå"))


@require_POST
def drop_seat(request: DeskRequest, pk: int) -> HttpResponse:
    """Takes a proposed seat out again."""
    seat = _own_seat(request, pk)
    composing.drop_proposal(seat=seat, by=request.user, at=now())
    return see_other("authority:forum", seat.forum_id)


def end_seat(request: DeskRequest, pk: int) -> HttpResponse:
    """The last day of a seat."""
    seat = _own_seat(request, pk)
    form = EndSeatForm(request.POST or None, initial={"ends_before": today()})
    if is_done(form, lambda: _end(request, seat, form)):
        messages.success(request, _("Plassen er avsluttet. Det som ble gjort fra den, står."))
        return see_other("authority:forum", seat.forum_id)
    return form_page(request, form, seat.forum, _("Avslutt plassen til %(body)s") % {"body": seat.body})


def _end(request: DeskRequest, seat: ForumMembership, form: EndSeatForm) -> object:
    given = form.cleaned_data
    after = given["ends_before"] + timedelta(days=1)
    return composing.end_seat(seat=seat, ends_before=after, why=given["why"], by=request.user, at=now())


def decide(request: DeskRequest, pk: int) -> HttpResponse:
    """Decides the composition, with the balance as it becomes."""
    forum = own_forum(request, pk)
    form = DialogueForm(request.POST or None)
    why = form.cleaned_data["why"] if form.is_valid() else ""
    if is_done(form, lambda: composing.decide_composition(forum=forum, why=why, by=request.user, at=now())):
        messages.success(request, _("Sammensetningen er fastsatt. De nye medlemmene ser forumet nå."))
        return see_other("authority:forum", pk)
    seats = queries.seats_in(viewer=request.viewer, forum=forum, day=today())
    title = _("Fastsett sammensetningen")
    return form_page(request, form, forum, title, title, seats=seats, balance=seats.balance_as_proposed)


def new_plan(request: DeskRequest, pk: int) -> HttpResponse:
    """A plan with an empty first revision."""
    forum = own_forum(request, pk)
    first = {"first_year": today().year, "last_year": today().year + 3}
    form = PlanForm(request.POST or None, initial=first)
    if form.is_valid() and (
        made := tried(form, lambda: plans.start_plan(forum=forum, new=form.value(), by=request.user, at=now()))
    ):
        return see_other("authority:forum_plan", made.pk)
    return form_page(request, form, forum, _("Begynn på en plan"))


def revise_plan(request: DeskRequest, pk: int) -> HttpResponse:
    """A new draft with the parts of the one in force."""
    plan = _own_plan(request, pk)
    form = ReasonForm(request.POST or None)
    why = form.cleaned_data["why"][:300] if form.is_valid() else ""
    if is_done(form, lambda: plans.revise_plan(plan=plan, why=why, by=request.user, at=now())):
        return see_other("authority:forum_plan", pk)
    return form_page(request, form, plan.forum, _("Lag en ny revisjon"), _("Lag utkastet"))


def write_plan(request: DeskRequest, pk: int) -> HttpResponse:
    """The parts of a draft."""
    revision = _own_revision(request, pk)
    form = PartsForm(request.POST or None, parts=revision.parts.all())
    if is_done(form, lambda: plans.write_parts(revision=revision, parts=form.value(), by=request.user, at=now())):
        messages.success(request, _("Lagret."))
        return _to_revision(revision)
    return form_page(request, form, revision.plan.forum, _("Skriv utkastet"))


@require_POST
def take_up(request: DeskRequest, pk: int) -> HttpResponse:
    """Something that was learned in a project becomes a part of the draft, to go on writing on."""
    revision, key = _own_revision(request, pk), request.POST.get("oppdrag", "")
    found = {str(one.assignment.pk): one for one in lessons_for(revision.plan, viewer=request.viewer)}
    if key not in found:
        raise Http404
    lesson = found[key]
    title = _("Erfaring: %(project)s") % {"project": lesson.assignment.title}
    source = _("Fra %(project)s, med %(other)s.") % {
        "project": lesson.assignment.number, "other": lesson.assignment.counterpart.name,
    }  # fmt: skip
    part = plans.Part(title, f"{lesson.words}\n\n{source}")
    try:
        plans.take_up(revision=revision, part=part, source=lesson.assignment.about, by=request.user, at=now())
    except Refusal as refusal:
        messages.error(request, said(refusal.answer))
    else:
        messages.success(request, _("Tatt opp sist i utkastet. Skriv det om så det passer i planen."))
    return see_other(f"{reverse('authority:forum_plan', args=[revision.plan_id])}?revisjon={revision.number}")


def adopt(request: DeskRequest, pk: int) -> HttpResponse:
    """Says which of the forum's decisions the revision rests on."""
    revision = _own_revision(request, pk)
    forum = revision.plan.forum
    form = AdoptForm(request.POST or None, decisions=queries.decisions_to_rest_on(forum=forum))
    if is_done(form, lambda: _adopt(request, revision, form)):
        messages.success(request, _("Revisjonen er vedtatt, og står som den er."))
        return see_other("authority:forum_plan", revision.plan_id)
    return form_page(request, form, forum, _("Før at forumet har vedtatt planen"))


def _adopt(request: DeskRequest, revision: PlanRevision, form: AdoptForm) -> object:
    decision = form.cleaned_data["decision"]
    return plans.adopt_revision(revision=revision, decision=decision, by=request.user, at=now())


def _own_seat(request: DeskRequest, pk: int) -> ForumMembership:
    rows = ForumMembership.objects.select_related("forum__governor", "organisation", "person")
    mine = rows.filter(forum__in=queries.forums_of(viewer=request.viewer, day=today()))
    return fetch(mine, pk, viewer=request.viewer, may=lambda viewer, seat: may_keep(viewer, seat.forum))


def _own_plan(request: DeskRequest, pk: int) -> LongTermPlan:
    rows = queries.visible_plans(viewer=request.viewer, day=today())
    return fetch(rows, pk, viewer=request.viewer, may=lambda viewer, plan: may_keep(viewer, plan.forum))


def _own_revision(request: DeskRequest, pk: int) -> PlanRevision:
    rows = PlanRevision.objects.select_related("plan__forum__governor")
    mine = rows.filter(plan__in=queries.visible_plans(viewer=request.viewer, day=today()))
    return fetch(mine, pk, viewer=request.viewer, may=lambda viewer, one: may_keep(viewer, one.plan.forum))


def _to_revision(revision: PlanRevision) -> HttpResponse:
    return see_other("authority:forum_plan", revision.plan_id)
