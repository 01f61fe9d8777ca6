"""What is registered of me, how I stand to the requirement in what I teach, and what I add or correct myself."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pafyll.apps.casework.models import Event
from pafyll.apps.organisations.models import Person
from pafyll.apps.planning.models import CreditsHeld, TeacherBackground
from pafyll.apps.planning.queries.staff import staff_member
from pafyll.apps.planning.services import stating
from pafyll.domain.values import SchoolYear
from pafyll.integrations.clock import now, today
from pafyll.web.components.http import DeskRequest, see_other
from pafyll.web.components.refusals import tried
from pafyll.web.components.staff.forms import CreditsForm, EducationForm, initial_of


def qualifications(request: DeskRequest) -> HttpResponse:
    """Subjects this school year with the answer for each, credits and education with source and day, and history."""
    year = SchoolYear.of(today()).start
    staff = staff_member(viewer=request.viewer, person=_me(request), school_year=year, day=today())
    return render(request, "teacher/qualifications.html", {"staff": staff, "year": year})


def credits(request: DeskRequest) -> HttpResponse:
    """GET asks how many credits in a subject (?fag=); POST keeps it until the principal has confirmed it."""
    me = _me(request)
    held = CreditsHeld.objects.filter(person=me, subject=request.GET.get("fag", "")[:40]).first()
    initial: dict[str, Any] = {"subject": request.GET.get("fag", "")}
    form = CreditsForm(
        request.POST if request.method == "POST" else None,
        initial=initial | ({"credits": held.credits} if held else {}),
    )
    if request.method == "POST" and form.is_valid():
        done = tried(form, lambda: stating.state_credits(person=me, **form.value(), by=request.user, at=now()))
        if done:
            messages.success(request, _("Studiepoengene er registrert. De gjelder, og rektor skal bekrefte dem."))
            return see_other("teacher:qualifications")
    context = {"form": form, "is_credits": True}
    return render(request, "teacher/qualification_form.html", context, status=422 if form.errors else 200)


def education(request: DeskRequest) -> HttpResponse:
    """GET asks how I became a teacher; POST keeps it until the principal has confirmed it."""
    me = _me(request)
    known = TeacherBackground.objects.filter(person=me).first()
    form = EducationForm(request.POST if request.method == "POST" else None, initial=initial_of(known))
    if request.method == "POST" and form.is_valid():
        done = tried(form, lambda: stating.state_education(person=me, given=form.value(), by=request.user, at=now()))
        if done:
            messages.success(request, _("Utdanningen er registrert. Den gjelder, og rektor skal bekrefte den."))
            return see_other("teacher:qualifications")
    context = {"form": form, "is_credits": False}
    return render(request, "teacher/qualification_form.html", context, status=422 if form.errors else 200)


@require_POST
def undo(request: DeskRequest, event: int) -> HttpResponse:
    """Undoes what I wrote last."""
    me = _me(request)
    found = get_object_or_404(Event, pk=event, about=stating.about(me), by=request.user)
    stating.undo_statement(event=found, person=me, by=request.user, at=now())
    messages.success(request, _("Det er angret, og det som sto før, gjelder igjen."))
    return see_other("teacher:qualifications")


def _me(request: DeskRequest) -> Person:
    """The person behind the log-in; the gate lets in nobody without one."""
    assert request.viewer.person is not None
    return request.viewer.person
