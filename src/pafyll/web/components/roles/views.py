"""The pages of roles: who may act, giving a role, lending one's own, a stand-in, and ending. Each names the desk."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from pafyll.apps.organisations.models import Organisation
from pafyll.apps.organisations.permissions import may_administer
from pafyll.apps.organisations.queries import Colleague, organisations_found, people_of_organisation, schools_of
from pafyll.apps.organisations.services import delegate, end_role, grant_role, substitute
from pafyll.domain.answers import require
from pafyll.integrations.clock import now, today
from pafyll.web.components.http import DeskRequest, see_other
from pafyll.web.components.refusals import tried
from pafyll.web.components.roles.desk import RoleDesk, grant_here, organisation_here
from pafyll.web.components.roles.forms import EndForm, GrantForm, LendForm

PAGE_SIZE = 50


@dataclass(frozen=True)
class Row:
    """A role that someone has, will have or has had, and what the viewer may do with it."""

    one: Colleague
    last_day: date | None
    is_over: bool
    may_lend: bool
    may_have_stand_in: bool

    @property
    def never_began(self) -> bool:
        """Whether the role was taken back before its first day."""
        grant = self.one.grant
        return grant.ends_before is not None and grant.ends_before <= grant.starts_on

    @property
    def is_later(self) -> bool:
        return not (self.one.is_in_force or self.is_over or self.never_began)


def roles(request: DeskRequest, desk: RoleDesk) -> HttpResponse:
    """The organisations of the desk: straight to the people where there is only one."""
    own, text = desk.own(request.viewer), request.GET.get("sok", "")[:100]
    searches = desk.searches(request.viewer)
    if len(own) == 1 and not searches:
        return people(request, desk, own[0].pk)
    found = organisations_found(viewer=request.viewer, text=text)[:PAGE_SIZE] if searches else []
    context = {"own": own, "searches": searches, "text": text, "found": found}
    return _page(request, desk, "organisations", context)


def people(request: DeskRequest, desk: RoleDesk, organisation: int) -> HttpResponse:
    """Who may act for one organisation, who will, and who could before; and its schools where it is an owner."""
    shown = organisation_here(request, organisation)
    day, viewer = today(), request.viewer
    rows = [_row(one, request) for one in people_of_organisation(viewer=viewer, organisation=shown, day=day)]
    schools = schools_of(viewer=viewer, owner=shown) if shown.is_owner else Organisation.objects.none()
    context = {
        "organisation": shown,
        "now": [row for row in rows if row.one.is_in_force],
        "later": [row for row in rows if row.is_later],
        "before": [row for row in rows if not row.one.is_in_force and not row.is_later],
        "schools": Paginator(schools, PAGE_SIZE).get_page(request.GET.get("side")),
        "may": may_administer(viewer, shown),
        "may_see_numbers": viewer.decides_at(shown),
    }
    return _page(request, desk, "people", context)


def give(request: DeskRequest, desk: RoleDesk, organisation: int) -> HttpResponse:
    """A role for somebody."""
    where = organisation_here(request, organisation)
    require(may_administer(request.viewer, where))
    form = GrantForm(request.POST or None, organisation=where, initial={"starts_on": today()})
    if form.is_valid() and tried(
        form,
        lambda: grant_role(
            person=form.cleaned_data["person"],
            role=form.cleaned_data["role"],
            organisation=where,
            starts_on=form.cleaned_data["starts_on"],
            ends_before=form.day_after(),
            reason=form.cleaned_data["reason"],
            by=request.user,
            at=now(),
        ),
    ):
        return _done(
            request, desk, where, _("Rollen er gitt til %(person)s.") % {"person": form.cleaned_data["person"]}
        )
    return _page(request, desk, "give", {"organisation": where, "form": form}, form)


def lend(request: DeskRequest, desk: RoleDesk, pk: int) -> HttpResponse:
    """A role of one's own, lent for a time."""
    own = grant_here(request, pk)
    if not request.viewer.is_self(own.person_id):
        raise Http404
    form = LendForm(request.POST or None, initial={"starts_on": today()})
    if form.is_valid() and tried(
        form,
        lambda: delegate(
            role=own.role,
            organisation=own.organisation,
            to=form.cleaned_data["person"],
            starts_on=form.cleaned_data["starts_on"],
            ends_before=form.day_after() or own.starts_on,
            reason=form.cleaned_data["reason"],
            by=request.user,
            at=now(),
        ),
    ):
        said = _("Rollen er lånt bort til %(person)s.") % {"person": form.cleaned_data["person"]}
        return _done(request, desk, own.organisation, said)
    return _page(request, desk, "lend", {"grant": own, "organisation": own.organisation, "form": form}, form)


def stand_in(request: DeskRequest, desk: RoleDesk, pk: int) -> HttpResponse:
    """Someone who acts in every role of an absent colleague, arranged by the one who administers."""
    absent = grant_here(request, pk)
    require(may_administer(request.viewer, absent.organisation))
    form = LendForm(request.POST or None, initial={"starts_on": max(today(), absent.starts_on)})
    if form.is_valid() and tried(
        form,
        lambda: substitute(
            absent=absent.person,
            stand_in=form.cleaned_data["person"],
            organisation=absent.organisation,
            starts_on=form.cleaned_data["starts_on"],
            ends_before=form.day_after() or absent.starts_on,
            reason=form.cleaned_data["reason"],
            by=request.user,
            at=now(),
        ),
    ):
        names = {"person": form.cleaned_data["person"], "absent": absent.person}
        said = _("%(person)s er stedfortreder for %(absent)s.") % names
        return _done(request, desk, absent.organisation, said)
    context = {"grant": absent, "organisation": absent.organisation, "form": form}
    return _page(request, desk, "stand_in", context, form)


def end(request: DeskRequest, desk: RoleDesk, pk: int) -> HttpResponse:
    """The last day of a role. What was done in it stands."""
    ending = grant_here(request, pk)
    if not (ending.delegated_by_id and request.viewer.is_self(ending.delegated_by_id)):
        require(may_administer(request.viewer, ending.organisation))
    form = EndForm(request.POST or None, initial={"ends_before": today()})
    if form.is_valid() and tried(
        form,
        lambda: end_role(
            grant=ending, ends_before=form.day_after(), why=form.cleaned_data["why"], by=request.user, at=now()
        ),
    ):
        said = _("Rollen til %(person)s er avsluttet.") % {"person": ending.person}
        return _done(request, desk, ending.organisation, said)
    return _page(request, desk, "end", {"grant": ending, "organisation": ending.organisation, "form": form}, form)


def _row(one: Colleague, request: DeskRequest) -> Row:
    grant, viewer = one.grant, request.viewer
    ends, day = grant.ends_before, today()
    is_own = grant.delegated_by_id is None and (ends is None or ends > day)
    mine = is_own and one.is_in_force and viewer.is_self(grant.person_id)
    return Row(
        one=one,
        last_day=ends - timedelta(days=1) if ends else None,
        is_over=ends is not None and ends <= day,
        may_lend=mine,
        may_have_stand_in=is_own and bool(may_administer(viewer, grant.organisation)),
    )


def _done(request: DeskRequest, desk: RoleDesk, organisation: Organisation, said: str) -> HttpResponse:
    messages.success(request, said)
    return see_other(f"{desk.name}:people", organisation.pk)


def _page(
    request: DeskRequest, desk: RoleDesk, name: str, context: dict[str, object], form: object | None = None
) -> HttpResponse:
    names = {one: f"{desk.name}:{one}" for one in ("roles", "people", "give", "lend", "stand_in", "end_role")}
    status = 422 if getattr(form, "errors", None) else 200
    return render(request, f"components/roles/{name}.html", {**context, "to": names}, status=status)
