"""What the secretariat writes: a forum and its seats, meetings and matters, what was decided, and the plan."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from pafyll.apps.forums.models import ForumDecision, ForumMeeting, ForumMembership, PlanPart, SchemeYear
from pafyll.apps.forums.services.composing import NewForum, NewSeat
from pafyll.apps.forums.services.meetings import NewItem, NewMeeting, seats_at
from pafyll.apps.forums.services.plans import NewPlan, Part
from pafyll.apps.organisations.models import Organisation
from pafyll.domain.schemes.collective import collective_schemes
from pafyll.web.components.roles.forms import person_field

ROWS = {"rows": 4}
SPARE_PARTS = 2
SITS = [Organisation.Kind.SCHOOL, Organisation.Kind.DIRECTORATE, Organisation.Kind.MINISTRY]


class ForumForm(forms.Form):
    """A new forum."""

    governor = forms.ModelChoiceField(label=_("Sekretariat"), queryset=Organisation.objects.none())
    title = forms.CharField(label=_("Navn"), max_length=200)
    area = forms.CharField(label=_("Område"), max_length=200, required=False)
    schemes = forms.MultipleChoiceField(
        label=_("Ordninger forumet gir råd om"), widget=forms.CheckboxSelectMultiple, required=False
    )
    mandate = forms.CharField(label=_("Mandat"), max_length=4000, required=False, widget=forms.Textarea(attrs=ROWS))

    def __init__(self, *args: Any, governors: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["governor"].queryset = governors  # type: ignore[attr-defined]
        codes = [(one.code, gettext(one.label)) for one in collective_schemes().values()]
        self.fields["schemes"].choices = codes  # type: ignore[attr-defined]

    def value(self) -> NewForum:
        """The forum as the service wants it."""
        given = self.cleaned_data
        return NewForum(given["title"], given["area"], tuple(given["schemes"]), given["mandate"])


class SeatForm(forms.Form):
    """A body and who speaks for it."""

    organisation = forms.CharField(
        label=_("Organisasjonsnummer"), help_text=_("Virksomheten som får plassen, ni siffer."), max_length=11
    )
    represents = forms.CharField(
        label=_("Navn på nettverket"),
        help_text=_("Bare når virksomheten er vert for et kompetansenettverk."),
        max_length=200,
        required=False,
    )
    kind = forms.ChoiceField(label=_("Rolle i forumet"), widget=forms.RadioSelect)
    votes = forms.BooleanField(
        label=_("Har stemme"), help_text=_("Statsforvalteren og observatører har aldri stemme."), required=False
    )
    person = person_field(_("Hvem taler for virksomheten?"))
    starts_on = forms.DateField(label=_("Fra og med"))
    ends_before = forms.DateField(label=_("Til og med"), help_text=_("Tomt felt betyr inntil videre."), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = [(code, str(label).capitalize()) for code, label in ForumMembership.Kind.choices]
        self.fields["kind"].choices = kinds  # type: ignore[attr-defined]

    def clean_organisation(self) -> Organisation:
        """The organisation with the number, written with spaces or without."""
        number = self.cleaned_data["organisation"].replace(" ", "")
        found = Organisation.objects.filter(number=number).exclude(kind__in=SITS).first()
        if found is None:
            raise forms.ValidationError(_("Vi kjenner ingen virksomhet med dette nummeret som kan sitte i et forum."))
        return found

    def value(self) -> NewSeat:
        """The seat as the service wants it."""
        given = dict(self.cleaned_data)
        last: date | None = given.pop("ends_before")
        return NewSeat(**given, ends_before=last + timedelta(days=1) if last else None)


class EndSeatForm(forms.Form):
    """The last day of a seat, and why."""

    ends_before = forms.DateField(label=_("Siste dag"))
    why = forms.CharField(label=_("Hvorfor"), max_length=300)


class DialogueForm(forms.Form):
    """With whom the composition was talked over."""

    why = forms.CharField(
        label=_("Hvem har dere vært i dialog med, og hvorfor ble det slik?"),
        help_text=_("Blir stående i historikken."),
        max_length=2000,
        widget=forms.Textarea(attrs=ROWS),
    )


class MeetingForm(forms.Form):
    """A meeting: what, when, where."""

    title = forms.CharField(label=_("Navn på møtet"), max_length=200)
    day = forms.DateField(label=_("Dag"))
    time = forms.TimeField(label=_("Klokkeslett"), help_text=_("For eksempel 10.00."), input_formats=["%H.%M", "%H:%M"])
    place = forms.CharField(label=_("Sted"), max_length=200)
    invitation = forms.CharField(
        label=_("Innkalling"), max_length=4000, required=False, widget=forms.Textarea(attrs=ROWS)
    )

    def value(self, at: Any) -> NewMeeting:
        """The meeting as the service wants it; at makes a moment of a day and a time."""
        given = self.cleaned_data
        return NewMeeting(given["title"], at(given["day"], given["time"]), given["place"], given["invitation"])


class ItemForm(forms.Form):
    """A matter for the agenda."""

    title = forms.CharField(label=_("Tittel"), max_length=200)
    words = forms.CharField(
        label=_("Saken"),
        help_text=_("Det medlemmene leser før møtet."),
        max_length=10000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    proposal = forms.CharField(
        label=_("Forslag"),
        help_text=_("Det forumet skal bli enig om. Tomt felt betyr at saken er til orientering."),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs=ROWS),
    )
    about = forms.ChoiceField(
        label=_("Gjelder ordningen"),
        help_text=_("Den som er inhabil i saken, er da inhabil også når den kommer opp igjen."),
        required=False,
    )

    def __init__(self, *args: Any, years: Iterable[SchemeYear], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", gettext("Ingen bestemt ordning")), *((one.about, one.title) for one in years)]
        self.fields["about"].choices = choices  # type: ignore[attr-defined]

    def value(self) -> NewItem:
        """The matter as the service wants it."""
        return NewItem(**self.cleaned_data)


class MinutesForm(forms.Form):
    """Who met, what was said in general, and in each matter."""

    def __init__(self, *args: Any, meeting: ForumMeeting, items: Iterable[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.seats = seats_at(meeting)
        self.items = list(items)
        met = {one.membership_id: one.person_id for one in meeting.attendances.all()}
        for seat in self.seats:
            self.fields[f"met_{seat.pk}"] = _speakers(seat, met.get(seat.pk))
        self.fields["minutes"] = _words(gettext("Referat, det som er felles"), meeting.minutes, required=True)
        for one in self.items:
            label = gettext("Sak %(number)s: %(title)s") % {"number": one.number, "title": one.title}
            self.fields[f"item_{one.pk}"] = _words(label, one.minutes)

    def met(self) -> dict[int, int]:
        """The person who met, by the seat's key."""
        given = {seat.pk: self.cleaned_data[f"met_{seat.pk}"] for seat in self.seats}
        return {seat: int(person) for seat, person in given.items() if person}

    def by_item(self) -> dict[int, str]:
        """The words by the matter's key."""
        return {one.pk: self.cleaned_data[f"item_{one.pk}"] for one in self.items}


def _speakers(seat: ForumMembership, initial: int | None) -> forms.ChoiceField:
    people = {seat.person_id: seat.person, **{one.person_id: one.person for one in seat.substitutes.all()}}
    choices = [("", gettext("Ikke til stede")), *((str(key), str(person)) for key, person in people.items())]
    return forms.ChoiceField(
        label=gettext("Møtte for %(body)s") % {"body": seat.body}, choices=choices, required=False, initial=initial
    )


def _words(label: str, initial: str, *, required: bool = False) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": 4})
    return forms.CharField(label=label, initial=initial, max_length=10000, required=required, widget=area)


class WordsForm(forms.Form):
    """One text: what was agreed, why agreement failed, or what is voted on."""

    def __init__(self, *args: Any, name: str, label: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        area = forms.Textarea(attrs={"rows": 5})
        self.fields[name] = forms.CharField(label=label, max_length=4000, widget=area)


class PlanForm(forms.Form):
    """A plan's name and years."""

    title = forms.CharField(label=_("Navn på planen"), max_length=200)
    first_year = forms.IntegerField(label=_("Første år"), min_value=2017, max_value=2100)
    last_year = forms.IntegerField(label=_("Siste år"), min_value=2017, max_value=2100)

    def value(self) -> NewPlan:
        """The plan as the service wants it."""
        return NewPlan(**self.cleaned_data)


class PartsForm(forms.Form):
    """The parts of a draft, with room for two more. A part without a heading is taken out."""

    def __init__(self, *args: Any, parts: Iterable[PlanPart], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = [(one.title, one.text) for one in parts]
        self.rows = [*known, *[("", "")] * SPARE_PARTS]
        for number, (title, text) in enumerate(self.rows, 1):
            heading = gettext("Del %(number)s, overskrift") % {"number": number}
            body = gettext("Del %(number)s, tekst") % {"number": number}
            self.fields[f"title_{number}"] = forms.CharField(
                label=heading, initial=title, max_length=200, required=False
            )
            self.fields[f"text_{number}"] = _words(body, text)

    def value(self) -> list[Part]:
        """The parts in order."""
        numbers = range(1, len(self.rows) + 1)
        return [Part(self.cleaned_data[f"title_{n}"], self.cleaned_data[f"text_{n}"]) for n in numbers]


class AdoptForm(forms.Form):
    """The decision that a revision rests on."""

    decision = forms.ModelChoiceField(label=_("Vedtaket i forumet"), queryset=ForumDecision.objects.none())

    def __init__(self, *args: Any, decisions: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["decision"].queryset = decisions  # type: ignore[attr-defined]
        self.fields["decision"].label_from_instance = _named  # type: ignore[attr-defined]


def _named(decision: ForumDecision) -> str:
    item = decision.item
    return gettext("%(meeting)s, sak %(number)s: %(title)s") % {
        "meeting": item.meeting,
        "number": item.number,
        "title": item.title,
    }
