"""The staff of the principal's school: whom to follow up, what each teaches, and what she typed in herself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from pafyll.apps.casework.models import Event
from pafyll.apps.organisations.models import Organisation, Person
from pafyll.apps.planning.models import CreditsHeld, SubjectTaught, TeacherBackground
from pafyll.apps.planning.queries.staff import people_led_by, school_of, staff_member, staff_of
from pafyll.apps.planning.services import stating, teaching
from pafyll.domain.values import SchoolYear
from pafyll.integrations.clock import now, today
from pafyll.web.components.http import DeskRequest, fetch, see_other
from pafyll.web.components.reading import What, looked_at
from pafyll.web.components.refusals import tried
from pafyll.web.components.staff.forms import CreditsForm, SchoolsEducationForm, TeachingForm, initial_of
from pafyll.web.school.forms.staff import SetBackForm
from pafyll.web.school.views.needs import school_here

YEARS_AHEAD = 1


@dataclass(frozen=True)
class Here:
    """The person that a page is about, the school where the viewer leads her, and the school year."""

    person: Person
    school: Organisation
    year: int


def staff(request: DeskRequest) -> HttpResponse:
    """Everyone who works at the school: those to follow up first."""
    (school, choices), year = school_here(request), year_of(request)
    rows = staff_of(viewer=request.viewer, school=school, school_year=year, day=today())
    context = {
        "school": school,
        "choices": choices,
        "year": year,
        "years": years_shown(),
        "follow_up": [row for row in rows if row.must_be_followed_up],
        "others": [row for row in rows if not row.must_be_followed_up],
        "to_copy": len({row.person_id for row in teaching.to_copy(school=school, school_year=year)}),
    }
    return render(request, "school/staff.html", context)


def person(request: DeskRequest, person: int) -> HttpResponse:
    """One of the staff: what she teaches, how she stands, what is registered, what waits, and history."""
    here = _here(request, person)
    looked_at(request, here.person, What.QUALIFICATIONS, f"qualifications:{here.person.pk}")
    shown = staff_member(viewer=request.viewer, person=here.person, school_year=here.year, day=today())
    context = {"here": here, "staff": shown, "year": here.year, "years": years_shown()}
    return render(request, "school/staff_member.html", context)


def assign(request: DeskRequest, person: int) -> HttpResponse:
    """GET asks for subject, stage and hours (?fag=&trinn= to change what stands); POST writes it."""
    here = _here(request, person)
    form = TeachingForm(
        request.POST if request.method == "POST" else None, initial=_standing(request, here), stages=here.school.stages
    )
    if request.method == "POST" and form.is_valid():
        given = {"person": here.person, "school": here.school, "school_year": here.year, **form.cleaned_data}
        if tried(form, lambda: teaching.assign_subject(**given, by=request.user, at=now())):
            messages.success(request, _("Timene er ført opp."))
            return _back(here)
    return _form(request, here, form, "assign")


@require_POST
def take_out(request: DeskRequest, person: int, taught: int) -> HttpResponse:
    """Takes out what is not taught after all; it can be undone from the history."""
    here = _here(request, person)
    row = fetch(SubjectTaught.objects.filter(person=here.person, school=here.school), taught, viewer=request.viewer)
    teaching.take_out_subject(taught=row, by=request.user, at=now())
    messages.success(request, _("Faget er tatt ut. Du kan angre i historikken."))
    return _back(here)


def credits(request: DeskRequest, person: int) -> HttpResponse:
    """GET asks how many credits she has in a subject; POST writes it as the school's word."""
    here = _here(request, person)
    held = CreditsHeld.objects.filter(person=here.person, subject=request.GET.get("fag", "")[:40]).first()
    initial: dict[str, Any] = {"subject": request.GET.get("fag", "")}
    form = CreditsForm(
        request.POST if request.method == "POST" else None,
        initial=initial | ({"credits": held.credits} if held else {}),
    )
    if request.method == "POST" and form.is_valid():
        given = {"person": here.person, "school": here.school, **form.value()}
        if tried(form, lambda: stating.state_credits(**given, by=request.user, at=now())):
            messages.success(request, _("Studiepoengene er registrert."))
            return _back(here)
    return _form(request, here, form, "credits")


def education(request: DeskRequest, person: int) -> HttpResponse:
    """GET asks how she became a teacher; POST writes it as the school's word."""
    here = _here(request, person)
    known = TeacherBackground.objects.filter(person=here.person).first()
    form = SchoolsEducationForm(request.POST if request.method == "POST" else None, initial=initial_of(known))
    if request.method == "POST" and form.is_valid():
        given: dict[str, Any] = {"school": here.school, "by": request.user, "at": now()}
        if tried(form, lambda: stating.state_education(person=here.person, given=form.value(), **given)):
            messages.success(request, _("Lærerutdanningen er registrert."))
            return _back(here)
    return _form(request, here, form, "education")


@require_POST
def confirm(request: DeskRequest, person: int, what: str) -> HttpResponse:
    """Confirms what she typed in about a subject, or about her education."""
    here = _here(request, person)
    stating.confirm_statement(person=here.person, what=what, school=here.school, by=request.user, at=now())
    messages.success(request, _("Opplysningen er bekreftet. Du kan angre i historikken."))
    return _back(here)


def set_back(request: DeskRequest, person: int, what: str) -> HttpResponse:
    """GET asks why; POST puts back what stood before."""
    here = _here(request, person)
    form = SetBackForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        given = {"person": here.person, "what": what, "school": here.school, "why": form.cleaned_data["why"]}
        if tried(form, lambda: stating.set_back_statement(**given, by=request.user, at=now())):
            messages.success(request, _("Opplysningen er satt tilbake, og læreren ser hvorfor."))
            return _back(here)
    return _form(request, here, form, "set_back")


@require_POST
def undo(request: DeskRequest, person: int, event: int) -> HttpResponse:
    """Undoes what the viewer wrote last about a thing."""
    here = _here(request, person)
    found = get_object_or_404(Event, pk=event, about=stating.about(here.person), by=request.user)
    if found.verb == "took_out_subject":
        teaching.put_back_subject(event=found, person=here.person, by=request.user, at=now())
    else:
        stating.undo_statement(event=found, person=here.person, by=request.user, at=now())
    messages.success(request, _("Det er angret, og det som sto før, gjelder igjen."))
    return _back(here)


def copy(request: DeskRequest) -> HttpResponse:
    """GET shows what would be copied from the year before; POST copies it."""
    (school, _choices), year = school_here(request), year_of(request)
    if request.method == "POST":
        count = teaching.copy_last_year(school=school, school_year=year, by=request.user, at=now())
        text = ngettext("%(count)s rad er kopiert.", "%(count)s rader er kopiert.", count)
        messages.success(request, text % {"count": count})
        return see_other(f"{reverse('school:staff')}?ar={year}&kart={school.pk}")
    rows = teaching.to_copy(school=school, school_year=year)
    return render(request, "school/copy_year.html", {"school": school, "rows": rows, "year": year, "before": year - 1})


def years_shown() -> list[int]:
    """The school year that goes on, and the next, which is planned now."""
    current = SchoolYear.of(today()).start
    return [current, current + YEARS_AHEAD]


def year_of(request: DeskRequest) -> int:
    """The school year in the address, when it is one that may be written."""
    shown = years_shown()
    return next((year for year in shown if str(year) == request.GET.get("ar", "")), shown[0])


def _here(request: DeskRequest, pk: int) -> Here:
    """A person that the viewer leads; 404 otherwise."""
    who = fetch(people_led_by(request.viewer, today()), pk, viewer=request.viewer)
    return Here(who, school_of(request.viewer, who, today()), year_of(request))


def _standing(request: DeskRequest, here: Here) -> dict[str, Any]:
    """The form as it begins: with the hours that stand, when the address names a subject and a stage."""
    asked = {"subject": request.GET.get("fag", "")[:40], "stage": request.GET.get("trinn", "")[:10]}
    row = SubjectTaught.objects.filter(person=here.person, school=here.school, school_year=here.year, **asked).first()
    return asked | ({"hours": row.hours_per_week.normalize()} if row else {})


def _form(request: DeskRequest, here: Here, form: Any, kind: str) -> HttpResponse:
    context = {"here": here, "form": form, "kind": kind}
    return render(request, "school/staff_form.html", context, status=422 if form.errors else 200)


def _back(here: Here) -> HttpResponse:
    return see_other(f"{reverse('school:staff_member', args=[here.person.pk])}?ar={here.year}")
