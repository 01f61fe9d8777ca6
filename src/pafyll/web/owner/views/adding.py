"""Adding an application on a teacher's behalf: find the teacher, then write the application."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from pafyll.apps.applications.permissions.owner import may_add
from pafyll.apps.applications.queries.adding import jobs_of, offers_to_choose, teachers_found
from pafyll.apps.applications.services.adding import add_application_for
from pafyll.domain.answers import Refusal
from pafyll.integrations.clock import now
from pafyll.web.components.http import DeskRequest, see_other
from pafyll.web.components.tags.formats import t
from pafyll.web.owner.chosen import Chosen, at_owner_desk, round_or_404
from pafyll.web.owner.forms.adding import AddForm, FindForm


@at_owner_desk
def find_teacher(request: DeskRequest, chosen: Chosen) -> HttpResponse:
    """Teachers at the owner's schools, by name or school, and whether they have applied already."""
    round, at = round_or_404(chosen), now()
    form = FindForm(request.GET or None)
    text = form.cleaned_data["sok"] if form.is_valid() else ""
    context = {
        "chosen": chosen,
        "may": may_add(request.viewer, chosen.owner, round, at),
        "form": form,
        "text": text,
        "found": teachers_found(viewer=request.viewer, owner=chosen.owner, round=round, text=text, at=at),
    }
    return render(request, "owner/find_teacher.html", context)


@at_owner_desk
def add(request: DeskRequest, chosen: Chosen, person: int) -> HttpResponse:
    """The form for one teacher."""
    round, at = round_or_404(chosen), now()
    jobs = jobs_of(viewer=request.viewer, owner=chosen.owner, person=person, at=at)
    if not jobs:
        raise Http404
    teacher = jobs[0].person
    form = AddForm(
        request.POST or None,
        schools=[(job.workplace_id, job.workplace.name) for job in jobs],
        offers=offers_to_choose(round),
        round=round,
    )
    if request.method == "POST" and form.is_valid():
        try:
            added = add_application_for(
                person=teacher, contents=form.value(), owner=chosen.owner, round=round, by=request.user, at=at
            )
        except Refusal as refusal:
            field = refusal.answer.field if refusal.answer.field in form.fields else None
            form.add_error(field, f"{t(refusal.answer)} {t(refusal.answer.remedy)}".strip())
        else:
            messages.success(request, _("Søknaden er lagt inn, og læreren har fått den på e-post."))
            return see_other("owner:application", added.pk)
    context = {
        "chosen": chosen,
        "form": form,
        "teacher": teacher,
        "may": may_add(request.viewer, chosen.owner, round, at),
    }
    return render(request, "owner/add.html", context, status=422 if form.errors else 200)
