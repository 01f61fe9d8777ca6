"""What an event is to be."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pafyll.apps.organisations.models import Organisation
from pafyll.apps.surveys.models import SharingEvent
from pafyll.apps.surveys.services.events import EventPlan
from pafyll.integrations.clock import OSLO, last_day_before, midnight_after

HOURS = ["%H.%M", "%H:%M"]


class EventForm(forms.Form):
    """Days and hours are Norwegian time."""

    provider = forms.ChoiceField(label=_("Hvem holder det?"))
    kind = forms.ChoiceField(label=_("Slag"), choices=SharingEvent.Kind.choices)
    title = forms.CharField(label=_("Tittel"), max_length=150)
    words = forms.CharField(label=_("Hva skjer der?"), max_length=3000, widget=forms.Textarea)
    place = forms.CharField(label=_("Sted"), max_length=200)
    day = forms.DateField(label=_("Dag"), widget=forms.DateInput)
    starts = forms.TimeField(label=_("Begynner klokka"), help_text=_("For eksempel 09.00"), input_formats=HOURS)
    ends = forms.TimeField(label=_("Slutter klokka"), input_formats=HOURS)
    last_day = forms.DateField(label=_("Siste dag for påmelding"), widget=forms.DateInput)
    capacity = forms.IntegerField(label=_("Plasser"), min_value=1, max_value=100_000)

    def __init__(self, *args: Any, providers: Iterable[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["provider"].choices = [(str(one.pk), one.name) for one in providers]  # type: ignore[attr-defined]

    def value(self) -> EventPlan:
        given = self.cleaned_data
        kept = {name: given[name] for name in ("kind", "title", "words", "place", "capacity")}
        starts_at, ends_at = (datetime.combine(given["day"], given[name], OSLO) for name in ("starts", "ends"))
        return EventPlan(**kept, starts_at=starts_at, ends_at=ends_at, closes_at=midnight_after(given["last_day"]))


def initial_of(event: SharingEvent) -> dict[str, Any]:
    """The event as the form has it."""
    starts, ends = event.starts_at.astimezone(OSLO), event.ends_at.astimezone(OSLO)
    kept = {name: getattr(event, name) for name in ("kind", "title", "words", "place", "capacity")}
    hours = {"starts": f"{starts:%H.%M}", "ends": f"{ends:%H.%M}"}
    return {
        "provider": event.provider_id,
        "day": starts.date(),
        "last_day": last_day_before(event.closes_at),
        **kept,
        **hours,
    }
