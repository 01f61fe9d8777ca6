"""Moves the day that the demonstration stands on."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import date, timedelta

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from pafyll.apps.applications.models import Round
from pafyll.apps.applications.queries.rounds import dates_of
from pafyll.devtools.local import local_only
from pafyll.integrations.clock import stand_on
from pafyll.web.components.http import DeskRequest, see_other
from pafyll.web.components.tags.formats import day as written


def within_reason(day: date) -> None:
    """Refuses days that no round has dates near."""
    if not 2015 <= day.year <= 2050:
        raise forms.ValidationError(_("Velg en dag mellom 2015 og 2050."))


class ClockForm(forms.Form):
    """The day to stand on."""

    day = forms.DateField(label=gettext_lazy("Velg dag"), validators=[within_reason])


@dataclass(frozen=True)
class Phase:
    """A day in the round worth standing on."""

    title: str
    day: date


def phases(round: Round | None) -> list[Phase]:
    """One day in each part of the round."""
    if round is None:
        return []
    dates = dates_of(round)
    return [
        Phase(_("Før åpning"), dates.opens_on - timedelta(days=12)),
        Phase(_("Søknaden er åpen"), dates.opens_on + timedelta(days=9)),
        Phase(_("Skoleeier prioriterer"), dates.owner_opens_on + timedelta(days=8)),
        Phase(_("Fordeling"), dates.owner_closes_on + timedelta(days=5)),
        Phase(_("Svar"), dates.result_on),
    ]


@require_POST
@local_only
def move_clock(request: DeskRequest) -> HttpResponse:
    """Stands on the day given, and says so."""
    form = ClockForm(request.POST)
    if "PAFYLL_NOW_FILE" not in os.environ:
        messages.error(request, _("Klokka kan ikke flyttes her: PAFYLL_NOW_FILE er ikke satt."))
    elif not form.is_valid():
        messages.error(request, _("Skriv dagen som en dato, for eksempel 2026-03-10."))
    else:
        stand_on(form.cleaned_data["day"])
        messages.success(request, _("Dagen er nå %(day)s.") % {"day": written(form.cleaned_data["day"])})
    return see_other("devtools:log_in_as")
