"""My admission: what the provider offers, on which conditions, and my yes or no. Nothing is asked that is known."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pafyll.apps.applications.models import Admission
from pafyll.apps.applications.permissions.admission import may_answer_admission
from pafyll.apps.applications.queries.admission import my_admissions
from pafyll.apps.applications.queries.participations import my_participations
from pafyll.apps.applications.services.admission_answers import answer_admission
from pafyll.domain.rules.admission import reasons
from pafyll.integrations.clock import now
from pafyll.web.components.http import DeskRequest, fetch, see_other
from pafyll.web.components.refusing import tried

ANSWERS = [("ja", gettext_lazy("Ja, jeg tar imot plassen")), ("nei", gettext_lazy("Nei, jeg tar ikke imot plassen"))]


class AnswerForm(forms.Form):
    """The one thing that only the teacher can say."""

    answer = forms.ChoiceField(label=gettext_lazy("Tar du imot plassen?"), choices=ANSWERS, widget=forms.RadioSelect)


def admission(request: DeskRequest, pk: int) -> HttpResponse:
    """How admission goes. A POST answers the offer."""
    participation = fetch(my_participations(viewer=request.viewer), pk, viewer=request.viewer)
    shown = my_admissions(viewer=request.viewer).filter(participation=participation).first()
    if shown is None:
        raise Http404
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _answered(request, form, shown):
        return see_other("teacher:admission", participation.pk)
    reason = reasons().get(shown.reason)
    context = {
        "admission": shown,
        "participation": shown.participation,
        "conditions": list(shown.conditions.all()),
        "may": may_answer_admission(request.viewer, shown, now()),
        "form": form,
        "reason": reason.text if reason else "",
    }
    return render(request, "teacher/admission.html", context, status=422 if form.errors else 200)


def _answered(request: DeskRequest, form: AnswerForm, shown: Admission) -> bool:
    says_yes = form.cleaned_data["answer"] == "ja"
    done = tried(form, lambda: answer_admission(admission=shown, says_yes=says_yes, by=request.user, at=now()))
    if done is None:
        return False
    text = _("Du har takket ja til plassen.") if says_yes else _("Du har takket nei. Plassen går til neste i køen.")
    messages.success(request, text)
    return True
