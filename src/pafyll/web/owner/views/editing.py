"""Correcting what an application says, with the reason that the teacher gets."""

from __future__ import annotations

from dataclasses import asdict

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from pafyll.apps.applications.models import Application
from pafyll.apps.applications.permissions.owner import may_edit_for
from pafyll.apps.applications.queries.adding import jobs_of, offers_to_choose
from pafyll.apps.applications.queries.owner import visible_applications, with_everything
from pafyll.apps.applications.services.contents import contents_as_sent
from pafyll.apps.applications.services.editing import edit_application_for
from pafyll.integrations.clock import now
from pafyll.web.components.http import DeskRequest, fetch, see_other
from pafyll.web.components.refusals import tried
from pafyll.web.owner.chosen import Chosen, at_owner_desk
from pafyll.web.owner.forms.adding import EditForm


@at_owner_desk
def edit(request: DeskRequest, chosen: Chosen, pk: int) -> HttpResponse:
    """The application as it stands, in a form; saved as a new version."""
    at = now()
    found = fetch(with_everything(visible_applications(request.viewer, at)), pk, viewer=request.viewer)
    form = _form(request, found)
    if form.is_valid() and tried(
        form,
        lambda: edit_application_for(
            application=found,
            contents=form.value(),
            why=form.cleaned_data["why"],
            version=form.cleaned_data["version"],
            by=request.user,
            at=at,
        ),
    ):
        messages.success(request, _("Søknaden er rettet. Læreren har fått vite hva som er endret."))
        return see_other("owner:application", found.pk)
    may = may_edit_for(request.viewer, found, at)
    context = {"chosen": chosen, "form": form, "application": found, "may": may}
    return render(request, "owner/edit.html", context, status=422 if form.errors else 200)


def _form(request: DeskRequest, application: Application) -> EditForm:
    assert application.owner is not None  # visible applications have one
    jobs = jobs_of(viewer=request.viewer, owner=application.owner, person=application.person_id, at=now())
    schools = {job.workplace_id: job.workplace.name for job in jobs}
    if application.school:
        schools.setdefault(application.school.pk, application.school.name)
    return EditForm(
        request.POST or None,
        initial={**asdict(contents_as_sent(application)), "version": application.version},
        schools=schools.items(),
        offers=offers_to_choose(application.round),
        round=application.round,
    )
