"""The quality dialogue with providers: meetings, what was agreed, and what became of it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from pafyll.apps.organisations.models import Organisation
from pafyll.apps.surveys.models import QualityDialogue
from pafyll.apps.surveys.permissions import may_keep_dialogue
from pafyll.apps.surveys.queries.dialogues import dialogues_of, measures_of
from pafyll.apps.surveys.queries.surveys import own_surveys
from pafyll.apps.surveys.services.dialogues import agree_measure, change_dialogue, record_dialogue, settle_measure
from pafyll.domain.answers import require
from pafyll.integrations.clock import now
from pafyll.web.components.http import DeskRequest, fetch, see_other
from pafyll.web.components.refusing import is_done, tried
from pafyll.web.components.surveys.dialogue_forms import MeasureForm, MeetingForm, OutcomeForm


def dialogues(request: DeskRequest) -> HttpResponse:
    """Every meeting, the latest first, with what is still to be done."""
    require(may_keep_dialogue(request.viewer))
    rows = list(dialogues_of(request.viewer))
    return render(request, "authority/dialogues.html", {"rows": rows})


def new(request: DeskRequest) -> HttpResponse:
    """What a meeting came to."""
    require(may_keep_dialogue(request.viewer))
    form = _form(request)
    if form.is_valid():
        provider = Organisation.objects.get(pk=form.cleaned_data["provider"])
        meeting = form.value()
        made = tried(form, lambda: record_dialogue(provider=provider, meeting=meeting, by=request.user, at=now()))
        if made:
            messages.success(request, _("Møtet er ført. Legg til det dere ble enige om."))
            return see_other("authority:dialogue", made.pk)
    return _page(request, "authority/dialogue_form.html", {"form": form, "dialogue": None}, form)


def dialogue(request: DeskRequest, pk: int) -> HttpResponse:
    """One meeting."""
    return render(request, "authority/dialogue.html", {"dialogue": _here(request, pk)})


def edit(request: DeskRequest, pk: int) -> HttpResponse:
    """Corrects what was written."""
    found = _here(request, pk)
    form = _form(request, found)
    if form.is_valid():
        meeting = form.value()
        if is_done(form, lambda: change_dialogue(dialogue=found, meeting=meeting, by=request.user, at=now()) or True):
            return see_other("authority:dialogue", pk)
    return _page(request, "authority/dialogue_form.html", {"form": form, "dialogue": found}, form)


def agree(request: DeskRequest, pk: int) -> HttpResponse:
    """One more thing that was agreed on."""
    found = _here(request, pk)
    form = MeasureForm(request.POST or None)
    if is_done(form, lambda: agree_measure(dialogue=found, measure=form.value(), by=request.user, at=now())):
        messages.success(request, _("Tiltaket er ført."))
        return see_other("authority:dialogue", pk)
    return _page(request, "authority/agree_measure.html", {"form": form, "dialogue": found}, form)


def settle(request: DeskRequest, pk: int) -> HttpResponse:
    """Says what became of a measure."""
    require(may_keep_dialogue(request.viewer))
    found = fetch(measures_of(request.viewer), pk, viewer=request.viewer)
    form = OutcomeForm(request.POST or None)
    if is_done(
        form,
        lambda: settle_measure(
            measure=found, to=form.status, outcome=form.cleaned_data["outcome"], by=request.user, at=now()
        ),
    ):
        messages.success(request, _("Tiltaket er oppdatert."))
        return see_other("authority:dialogue", found.dialogue_id)
    context = {"form": form, "measure": found, "back": "authority:dialogue"}
    return _page(request, "components/surveys/settle_measure.html", context, form)


def _here(request: DeskRequest, pk: int) -> QualityDialogue:
    require(may_keep_dialogue(request.viewer))
    return fetch(dialogues_of(request.viewer), pk, viewer=request.viewer)


def _form(request: DeskRequest, found: QualityDialogue | None = None) -> MeetingForm:
    providers = Organisation.objects.filter(kind=Organisation.Kind.PROVIDER).order_by("name")
    if found is not None:
        providers = providers.filter(pk=found.provider_id)
    names = ("held_on", "present", "discussed", "next_on")
    initial = {name: getattr(found, name) for name in names} if found else {}
    if found:
        initial |= {"provider": found.provider_id, "survey": found.survey_id or ""}
    surveys = own_surveys(request.viewer)
    return MeetingForm(request.POST or None, providers=providers, surveys=surveys, initial=initial)


def _page(request: DeskRequest, template: str, context: dict[str, object], form: object) -> HttpResponse:
    return render(request, template, context, status=422 if getattr(form, "errors", None) else 200)
