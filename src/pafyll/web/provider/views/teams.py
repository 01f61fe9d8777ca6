"""Proposing a team, declaring and assessing impartiality, taking members in, and the networks' UP1."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pafyll.apps.assignments.models import (
    Assignment,
    ImpartialityStatement,
    ProposedMember,
    Unit,
    UpNetwork,
)
from pafyll.apps.assignments.permissions import may_coordinate, visible_assignments
from pafyll.apps.assignments.permissions.inquiries import may_assess_at, may_handle, visible_inquiries
from pafyll.apps.assignments.permissions.meetings import visible_networks
from pafyll.apps.assignments.queries.staff import proposed_later, staff_of
from pafyll.apps.assignments.services import councils, impartiality, teams
from pafyll.apps.organisations.permissions import Role
from pafyll.domain.answers import Answer, Refusal, require
from pafyll.domain.assignments.parts import LIVE
from pafyll.domain.assignments.rotation import faults_of
from pafyll.domain.assignments.team import TeamProposal
from pafyll.integrations.clock import now, today
from pafyll.web.components.http import DeskRequest, fetch, see_other
from pafyll.web.components.refusing import is_done, said
from pafyll.web.provider.forms.teams import AnotherForm, AssessForm, NeedForm, NetworkForm, TeamForm, TiesForm, Up1Form


def propose(request: DeskRequest, pk: int) -> HttpResponse:
    """First what is needed, then the rule's proposal with every reason, and the officer's own choice."""
    found = fetch(visible_inquiries(request.viewer), pk, viewer=request.viewer, may=may_handle)
    need_form = NeedForm(request.GET or None, day=today(), initial={"percent": 5, "field": found.area})
    context: dict[str, Any] = {"inquiry": found, "need_form": need_form}
    if not need_form.is_valid():
        return render(request, "provider/propose_team.html", context, status=422 if need_form.errors else 200)
    need = need_form.need()
    proposal = teams.rule_proposal(found, need, now())
    form = TeamForm(request.POST or None, people=_people(proposal))
    if is_done(
        form,
        lambda: teams.propose(
            inquiry=found,
            need=need,
            chosen=form.chosen(),
            departs_why=form.cleaned_data["departs_why"],
            by=request.user,
            at=now(),
        ),
    ):
        messages.success(request, _("Laget er foreslått. Lederforum ser hvem som ble vurdert, og hvorfor."))
        return see_other("provider:inquiry", pk)
    context |= {"proposal": proposal, "form": form, "need": need}
    return render(request, "provider/propose_team.html", context, status=422 if form.errors else 200)


def _people(proposal: TeamProposal) -> list[tuple[int, str, str, bool]]:
    return [(one.key, one.name, one.part, one.is_new) for one in proposal.verdicts]


@dataclass(frozen=True)
class ProposedRow:
    """A proposed member, how she stands, and whether anything is in the way."""

    member: ProposedMember
    statement: ImpartialityStatement | None
    may_join: Answer


def team_of(request: DeskRequest, assignment: Assignment) -> dict[str, Any]:
    """What the assignment's page shows of its proposed team; nothing for one that no inquiry led to."""
    statements = list(impartiality.statements_in(assignment))
    by_person = {one.person_id: one for one in statements}
    proposal = teams.proposal_of(assignment)
    proposed = proposal.members.select_related("person", "proposal") if proposal else ()
    viewer = request.viewer
    return {
        "proposal": proposal,
        "proposed": [
            ProposedRow(one, by_person.get(one.person_id), teams.may_be_taken_in(one, assignment)) for one in proposed
        ],
        "statements": statements,
        "may_take_in": bool(may_coordinate(viewer, assignment.provider_id)),
        "takes_more": proposal is not None and assignment.status in LIVE,
        "added": proposed_later(assignment) if proposal else (),
        "may_assess": bool(may_assess_at(viewer, assignment.provider_id)),
    }


@require_POST
def take_in(request: DeskRequest, pk: int, proposed: int) -> HttpResponse:
    """Makes a proposed member a member."""
    assignment = _assignment(request, pk)
    require(may_coordinate(request.viewer, assignment.provider_id))
    rows = ProposedMember.objects.filter(proposal__inquiry__assignment=assignment).select_related("person", "proposal")
    one = fetch(rows, proposed, viewer=request.viewer)
    try:
        teams.take_in(proposed=one, assignment=assignment, by=request.user, at=now())
    except Refusal as refusal:
        messages.error(request, said(refusal.answer))
    return see_other("provider:assignment", pk)


def propose_another(request: DeskRequest, pk: int) -> HttpResponse:
    """One more for the team that the forum decided on, with the grounds."""
    assignment = _assignment(request, pk)
    require(may_coordinate(request.viewer, assignment.provider_id))
    proposal = teams.proposal_of(assignment)
    if proposal is None:
        raise Http404
    known = proposal.members.values("person")
    form = AnotherForm(request.POST or None, people=staff_of(assignment.provider_id, day=today()).exclude(pk__in=known))
    if is_done(
        form,
        lambda: teams.propose_another(assignment=assignment, **form.cleaned_data, by=request.user, at=now()),
    ):
        messages.success(request, _("Kollegaen er foreslått, og er bedt om å svare om habilitet."))
        return see_other("provider:assignment", pk)
    context = {"assignment": assignment, "form": form}
    return render(request, "provider/propose_another.html", context, status=422 if form.errors else 200)


def declare(request: DeskRequest, pk: int) -> HttpResponse:
    """The viewer's own answers about impartiality."""
    assignment = _assignment(request, pk)
    form = TiesForm(request.POST or None)
    if is_done(form, lambda: impartiality.declare(matter=assignment, ties=form.value(), by=request.user, at=now())):
        messages.success(request, _("Svarene er lagret."))
        return see_other("provider:assignment", pk)
    context = {"assignment": assignment, "form": form}
    return render(request, "provider/declare.html", context, status=422 if form.errors else 200)


def assess(request: DeskRequest, pk: int, statement: int) -> HttpResponse:
    """Somebody else finds the person impartial or disqualified."""
    assignment = _assignment(request, pk)
    require(may_assess_at(request.viewer, assignment.provider_id))
    one = fetch(impartiality.statements_in(assignment), statement, viewer=request.viewer)
    form = AssessForm(request.POST or None)
    if is_done(form, lambda: _assessed(request, one, form)):
        messages.success(request, _("Vurderingen er lagret."))
        return see_other("provider:assignment", pk)
    context = {"assignment": assignment, "form": form, "statement": one}
    return render(request, "provider/assess.html", context, status=422 if form.errors else 200)


def _assessed(request: DeskRequest, one: ImpartialityStatement, form: AssessForm) -> bool:
    impartiality.assess(statement=one, **form.cleaned_data, by=request.user, at=now())
    return True


def networks(request: DeskRequest) -> HttpResponse:
    """The networks with their UP1 and what each lacks; the coordinator founds new ones."""
    providers = request.viewer.organisations_in(Role.ASSIGNMENT_COORDINATOR, Role.DEPUTY_HEAD)
    units = Unit.objects.filter(provider__in=providers, parent__isnull=True)
    form = NetworkForm(request.POST or None, units=units)
    if is_done(form, lambda: _founded(request, form)):
        return see_other("provider:networks")
    rows = visible_networks(request.viewer, day=today()).prefetch_related("terms__person", "terms__mentor")
    context = {
        "rows": [(one, faults_of([councils.as_term(term) for term in one.terms.all()], today())) for one in rows],
        "form": form,
        "may_keep": bool(providers),
        "today": today(),
    }
    return render(request, "provider/networks.html", context, status=422 if form.errors else 200)


def _founded(request: DeskRequest, form: NetworkForm) -> UpNetwork:
    return councils.found_network(**form.cleaned_data, by=request.user, at=now())


def appoint(request: DeskRequest, pk: int) -> HttpResponse:
    """A UP1 for a time."""
    network = fetch(visible_networks(request.viewer, day=today()), pk, viewer=request.viewer)
    require(may_coordinate(request.viewer, network.unit.provider_id))
    form = Up1Form(request.POST or None, provider=network.unit.provider_id, day=today())
    if is_done(form, lambda: councils.appoint_up1(network=network, new=form.value(), by=request.user, at=now())):
        messages.success(request, _("UP1 er oppnevnt."))
        return see_other("provider:networks")
    context = {"network": network, "form": form}
    return render(request, "provider/appoint_up1.html", context, status=422 if form.errors else 200)


def _assignment(request: DeskRequest, pk: int) -> Assignment:
    return fetch(visible_assignments(request.viewer, day=today()), pk, viewer=request.viewer)
