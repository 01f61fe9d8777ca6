"""Meetings of the department: when, what, who came, and what was decided."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from pafyll.apps.assignments.models import MeetingItem, TeamProposal, Unit, UnitMeeting, UpNetwork
from pafyll.apps.assignments.queries.meetings import invited_to
from pafyll.apps.assignments.services.deciding import GROUNDS, Planned
from pafyll.apps.assignments.services.meetings import NewMeeting
from pafyll.domain.assignments.taking_in import MESSAGE, WORDS
from pafyll.integrations.clock import OSLO

LONG = 10_000


class MeetingForm(forms.Form):
    """Whose meeting, which body, when and where."""

    unit = forms.ModelChoiceField(label=_("Enhet"), queryset=Unit.objects.none())
    body = forms.ChoiceField(label=_("Hva slags møte"), widget=forms.RadioSelect)
    title = forms.CharField(label=_("Tittel"), max_length=150)
    starts_on = forms.DateField(label=_("Dag"))
    time = forms.TimeField(label=_("Klokkeslett"), input_formats=["%H.%M", "%H:%M"])
    place = forms.CharField(label=_("Sted"), max_length=200, required=False)

    def __init__(self, *args: Any, units: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]
        bodies = [(code, str(label).capitalize()) for code, label in UnitMeeting.Body.choices]
        self.fields["body"].choices = bodies  # type: ignore[attr-defined]

    def unit_chosen(self) -> Unit:
        found: Unit = self.cleaned_data["unit"]
        return found

    def value(self) -> NewMeeting:
        """What the service judges."""
        asked = self.cleaned_data
        at = datetime.combine(asked["starts_on"], asked["time"], OSLO)
        return NewMeeting(asked["body"], asked["title"], at, asked["place"])


class MatterForm(forms.Form):
    """A matter that is not an inquiry."""

    title = forms.CharField(label=_("Hva saken heter"), max_length=200)
    words = forms.CharField(
        label=_("Til saken"), max_length=WORDS, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )


class MinutesForm(forms.Form):
    """What was said in general and in each matter, and who was there."""

    minutes = forms.CharField(label=_("Referat"), max_length=LONG, widget=forms.Textarea(attrs={"rows": 5}))

    def __init__(self, *args: Any, meeting: UnitMeeting, items: Sequence[MeetingItem], **kwargs: Any) -> None:
        present = [str(key) for key in meeting.attendances.values_list("person", flat=True)]
        super().__init__(*args, **{"initial": {"minutes": meeting.minutes, "present": present}, **kwargs})
        self.items = items
        for item in items:
            label = gettext("Sak %(number)s: %(title)s") % {"number": item.number, "title": item.title}
            self.fields[f"item_{item.pk}"] = forms.CharField(
                label=label,
                max_length=LONG,
                required=False,
                initial=item.minutes,
                widget=forms.Textarea(attrs={"rows": 3}),
            )
        self.fields["present"] = forms.MultipleChoiceField(
            label=_("Til stede"),
            choices=[(str(one.pk), str(one)) for one in invited_to(meeting)],
            widget=forms.CheckboxSelectMultiple,
            required=False,
        )

    def by_item(self) -> dict[int, str]:
        return {item.pk: self.cleaned_data[f"item_{item.pk}"] for item in self.items}

    def present(self) -> list[int]:
        return [int(key) for key in self.cleaned_data["present"]]


class NoForm(forms.Form):
    """A no with grounds, and the answer."""

    grounds = forms.CharField(
        label=_("Begrunnelse"),
        help_text=_("Står i referatet."),
        max_length=GROUNDS,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    answer = forms.CharField(
        label=_("Svar til den som spurte"),
        help_text=_("Sendes på e-post."),
        max_length=MESSAGE,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class AssignmentForm(forms.Form):
    """The assignment that is made of a yes."""

    network = forms.ModelChoiceField(
        label=_("Nettverk"),
        help_text=_("De to UP1 i nettverket blir foreslått som kontakter."),
        queryset=UpNetwork.objects.none(),
        required=False,
    )
    title = forms.CharField(label=_("Hva oppdraget heter"), max_length=200)
    starts_on = forms.DateField(label=_("Starter"))
    ends_on = forms.DateField(label=_("Avsluttes"))

    def __init__(self, *args: Any, networks: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["network"].queryset = networks  # type: ignore[attr-defined]

    def planned(self) -> Planned:
        """The assignment to be."""
        asked = self.cleaned_data
        return Planned(asked["title"], asked["starts_on"], asked["ends_on"], asked["network"])


class YesForm(NoForm):
    """A yes, and the team that was considered."""

    proposal = forms.ModelChoiceField(label=_("Lag"), queryset=TeamProposal.objects.none(), empty_label=None)

    def __init__(self, *args: Any, proposals: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["proposal"].queryset = proposals  # type: ignore[attr-defined]
        self.fields["proposal"].label_from_instance = _named  # type: ignore[attr-defined]


def _named(proposal: TeamProposal) -> str:
    return ", ".join(str(one.person) for one in proposal.members.all())
