"""Who, which role, from which day to which, and why. A person writes the last day; the rules the day after it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pafyll.apps.organisations.models import Organisation, Person
from pafyll.apps.organisations.permissions import ROLES_BY_KIND, Role
from pafyll.apps.organisations.queries import people_with_address


class PersonField(forms.EmailField):
    """Someone that Påfyll knows, named by the address she reads mail at: no list of people to leaf through."""

    def clean(self, value: Any) -> Person:
        address = super().clean(value)
        found = people_with_address(address)
        if len(found) == 1:
            return found[0]
        if found:
            raise forms.ValidationError(_("Flere bruker denne adressen. Be personen om sin egen adresse."))
        raise forms.ValidationError(
            _("Vi kjenner ingen med denne adressen. Be personen logge inn én gang først, eller sjekk skrivemåten.")
        )


def person_field(label: Any) -> PersonField:
    return PersonField(label=label, help_text=_("E-postadressen personen er registrert med."), max_length=254)


class PeriodForm(forms.Form):
    """A first day, a last day and why."""

    starts_on = forms.DateField(label=_("Fra og med"))
    ends_before = forms.DateField(label=_("Til og med"))
    reason = forms.CharField(
        label=_("Hvorfor"),
        help_text=_("For eksempel ferie, permisjon eller nye oppgaver. Blir stående i oversikten."),
        max_length=300,
    )

    def day_after(self) -> date | None:
        """The day after the last; None where no last day is written."""
        last = self.cleaned_data["ends_before"]
        return last + timedelta(days=1) if last else None


class GrantForm(PeriodForm):
    """A role for somebody."""

    role = forms.ChoiceField(label=_("Rolle"), widget=forms.RadioSelect)
    person = person_field(_("Hvem skal ha rollen?"))
    field_order = ["role", "person", "starts_on", "ends_before", "reason"]

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        here = ROLES_BY_KIND[Organisation.Kind(organisation.kind)] - {Role.TEACHER}
        self.fields["role"].choices = [(one.value, one.label.capitalize()) for one in Role if one in here]  # type: ignore[attr-defined]
        self.fields["ends_before"].required = False
        self.fields["ends_before"].help_text = _("Tomt felt betyr inntil videre.")


class LendForm(PeriodForm):
    """Somebody who acts in another's place for a time."""

    person = person_field(_("Hvem skal være stedfortreder?"))
    field_order = ["person", "starts_on", "ends_before", "reason"]


class EndForm(forms.Form):
    """The last day of a role, and why."""

    ends_before = forms.DateField(
        label=_("Siste dag med rollen"), help_text=_("Skriv gårsdagen hvis rollen skal ta slutt med en gang.")
    )
    why = forms.CharField(label=_("Hvorfor"), help_text=_("Blir stående i oversikten."), max_length=300)

    def day_after(self) -> date:
        """The day after the last."""
        day: date = self.cleaned_data["ends_before"]
        return day + timedelta(days=1)
