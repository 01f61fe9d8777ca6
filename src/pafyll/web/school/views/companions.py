"""Several from one school together: the principal names them, and the owner's plan keeps them together if it can."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pafyll.apps.planning.queries.companions import visible_groups
from pafyll.apps.planning.services import companions as services
from pafyll.integrations.clock import now, today
from pafyll.web.components.http import DeskRequest, fetch, see_other
from pafyll.web.components.refusing import tried
from pafyll.web.school.forms.companions import CompanionsForm
from pafyll.web.school.views.needs import school_here


def companions(request: DeskRequest) -> HttpResponse:
    """The school's groups, and a form for another."""
    school, choices = school_here(request)
    form = CompanionsForm(request.POST or None, school=school, day=today())
    if form.is_valid():
        given = form.cleaned_data | {"people": list(form.cleaned_data["people"])}
        act = services.name_companions
        if tried(form, lambda: act(school=school, **given, by=request.user, at=now())) is not None:
            messages.success(request, _("Gruppen er lagret. Skoleeieren ser den når planen regnes ut neste gang."))
            return see_other(reverse("school:companions") + f"?kart={school.pk}")
    groups = visible_groups(request.viewer).filter(school=school)
    context = {"school": school, "choices": choices, "groups": groups, "form": form}
    return render(request, "school/companions.html", context, status=422 if form.errors else 200)


@require_POST
def end(request: DeskRequest, pk: int) -> HttpResponse:
    """The planner no longer keeps the group together."""
    group = fetch(visible_groups(request.viewer), pk, viewer=request.viewer)
    services.end_companions(group=group, by=request.user, at=now())
    messages.success(request, _("Gruppen er avsluttet."))
    return see_other(reverse("school:companions") + f"?kart={group.school_id}")
