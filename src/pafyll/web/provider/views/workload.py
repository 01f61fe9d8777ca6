"""How assignments load each person, beside the tables of annual duty that somebody has printed."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from pafyll.apps.assignments.models import TeachingDuty, UnitMembership
from pafyll.apps.assignments.permissions import overseen_by
from pafyll.apps.assignments.permissions.prices import may_enter_duty
from pafyll.apps.assignments.queries.workload import workload_of
from pafyll.apps.assignments.services.budgeting import semesters_of
from pafyll.apps.assignments.services.entering_figures import enter_duty
from pafyll.apps.organisations.models import Organisation
from pafyll.domain.answers import require
from pafyll.domain.assignments.duty import TABLES, checked, year_that_fits
from pafyll.domain.values import SchoolYear
from pafyll.integrations.clock import now, today
from pafyll.web.components.http import DeskRequest, fetch, see_other
from pafyll.web.components.refusing import is_done
from pafyll.web.provider.forms.prices import DutyForm


def workload(request: DeskRequest) -> HttpResponse:
    """Every person of the viewer's providers in one school year, semester by semester."""
    year = _year(request.GET.get("skolear"))
    semesters = semesters_of(year.starts_on, year.starts_on.replace(year=year.start + 1, month=7, day=31))
    providers = Organisation.objects.filter(pk__in=overseen_by(request.viewer)).order_by("name")
    people = [one for provider in providers for one in workload_of(provider, semesters, day=today())]
    context = {
        "year": year,
        "earlier": SchoolYear(year.start - 1),
        "later": SchoolYear(year.start + 1),
        "semesters": semesters,
        "people": people,
        "tables": [(table, checked(table), year_that_fits(table.rows)) for table in TABLES],
    }
    return render(request, "provider/prices/workload.html", context)


def duty(request: DeskRequest, pk: int) -> HttpResponse:
    """What somebody's duty has been, and a form for those who lead people."""
    rows = UnitMembership.objects.filter(unit__provider__in=overseen_by(request.viewer))
    member = fetch(rows.select_related("unit", "person"), pk, viewer=request.viewer)
    may = may_enter_duty(request.viewer, member.unit)
    if request.method == "POST":
        require(may)
    form = DutyForm(request.POST or None, initial={"starts_on": today()})
    if is_done(form, lambda: enter_duty(membership=member, by=request.user, at=now(), **form.cleaned_data)):
        messages.success(request, _("Undervisningsplikten er ført."))
        return see_other("provider:workload")
    duties = TeachingDuty.objects.filter(membership=member).select_related("entered_by").order_by("-starts_on")
    context = {"member": member, "duties": duties, "form": form, "may": may}
    return render(request, "provider/prices/duty.html", context, status=422 if form.errors else 200)


def _year(text: str | None) -> SchoolYear:
    """The school year that is asked for, or the one that begins next: it is planned in the spring."""
    if text and text.isdigit() and 2000 <= int(text) <= 2100:
        return SchoolYear(int(text))
    return SchoolYear(today().year)
