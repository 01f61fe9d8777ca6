"""What the provider's own participants answered in the nation's surveys, and the dialogue with the directorate."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from pafyll.apps.surveys.permissions import may_settle_measure, offers_for
from pafyll.apps.surveys.queries.dialogues import dialogues_of, measures_of
from pafyll.apps.surveys.queries.results import Scope
from pafyll.apps.surveys.services.dialogues import settle_measure
from pafyll.domain.answers import require
from pafyll.integrations.clock import now
from pafyll.web.components.http import DeskRequest, fetch, see_other
from pafyll.web.components.refusing import is_done
from pafyll.web.components.surveys.dialogue_forms import OutcomeForm
from pafyll.web.components.surveys.own_part import own_parts, own_scope
from pafyll.web.components.surveys.results import results_context, results_file


def results_list(request: DeskRequest) -> HttpResponse:
    """The nation's surveys that are closed, and whether enough of the provider's own have answered."""
    rows = own_parts(request.viewer, offers_for(request.viewer))
    return render(request, "provider/national_results.html", {"rows": rows})


def results(request: DeskRequest, pk: int, body: int) -> HttpResponse:
    """What the provider's own have answered."""
    return render(request, "provider/own_results.html", results_context(request, _scope(request, pk, body)))


def workbook(request: DeskRequest, pk: int, body: int) -> HttpResponse:
    """The same as a table."""
    return results_file(request, _scope(request, pk, body))


def dialogues(request: DeskRequest) -> HttpResponse:
    """The meetings with the directorate, and what was agreed."""
    return render(request, "provider/dialogues.html", {"rows": list(dialogues_of(request.viewer))})


def dialogue(request: DeskRequest, pk: int) -> HttpResponse:
    """One meeting."""
    found = fetch(dialogues_of(request.viewer), pk, viewer=request.viewer)
    return render(request, "provider/dialogue.html", {"dialogue": found})


def settle(request: DeskRequest, pk: int) -> HttpResponse:
    """Says what became of something that the provider was to do."""
    found = fetch(measures_of(request.viewer), pk, viewer=request.viewer)
    require(may_settle_measure(request.viewer, found.dialogue, found.side))
    form = OutcomeForm(request.POST or None)
    if is_done(
        form,
        lambda: settle_measure(
            measure=found, to=form.status, outcome=form.cleaned_data["outcome"], by=request.user, at=now()
        ),
    ):
        messages.success(request, _("Tiltaket er oppdatert."))
        return see_other("provider:dialogue", found.dialogue_id)
    context = {"measure": found, "form": form, "back": "provider:dialogue"}
    return render(request, "components/surveys/settle_measure.html", context, status=422 if form.errors else 200)


def _scope(request: DeskRequest, pk: int, body: int) -> Scope:
    own = {one.pk: one for one in offers_for(request.viewer)}
    return own_scope(request.viewer, pk, own.get(body))
