"""The inbox: what it can be searched by, and what the coordinator writes in an inquiry."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from pafyll.apps.assignments.models import Inquiry, Unit
from pafyll.apps.assignments.queries.inquiries import InboxSearch
from pafyll.apps.assignments.queries.staff import leaders_at, units_of
from pafyll.apps.assignments.services.triage import Triage
from pafyll.apps.organisations.models import Organisation, Person
from pafyll.domain.assignments.answering import URGENCIES
from pafyll.domain.assignments.areas import areas
from pafyll.domain.assignments.taking_in import LINE, MESSAGE
from pafyll.domain.lifecycles.inquiry import InquiryStatus

PARAMETERS = {"words": "sok", "area": "omrade", "unit": "enhet", "responsible": "ansvarlig", "is_overdue": "over_frist"}


class InboxForm(forms.Form):
    """Search words and filters, all optional. Sent with GET, so that a search has an address, in Norwegian."""

    all_optional = True

    words = forms.CharField(label=_("Søk"), max_length=100, required=False)
    status = forms.ChoiceField(label=_("Status"), required=False)
    area = forms.ChoiceField(label=_("Område"), required=False)
    unit = forms.ChoiceField(label=_("Enhet"), required=False)
    responsible = forms.ChoiceField(label=_("Ansvarlig"), required=False)
    is_overdue = forms.BooleanField(label=_("Bare over fristen"), required=False)

    def __init__(self, *args: Any, providers: frozenset[int], day: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        statuses = [(value, gettext(label)) for value, label in InquiryStatus.choices()]
        self._offer("status", [("open", _("Åpne")), ("alle", _("Alle")), *statuses])
        self._offer("area", [("", _("Alle områder")), *((one.code, gettext(one.name)) for one in areas().values())])
        units = [(str(one.pk), one.name) for key in sorted(providers) for one in units_of(key)]
        people = [(str(one.pk), str(one)) for key in sorted(providers) for one in leaders_at(key, day=day)]
        self._offer("unit", [("", _("Alle enheter")), *units])
        self._offer("responsible", [("", _("Alle")), *people])

    def add_prefix(self, field_name: str) -> str:
        """The field's name in the address."""
        return PARAMETERS.get(field_name, field_name)

    def _offer(self, name: str, rows: Any) -> None:
        self.fields[name].choices = rows  # type: ignore[attr-defined]

    def value(self) -> InboxSearch:
        """The search. A filter with a value that does not exist is left out, so an old link still opens."""
        self.is_valid()
        asked = self.cleaned_data
        status = asked.get("status") or "open"
        return InboxSearch(
            words=asked.get("words", ""),
            status="" if status == "alle" else status,
            area=asked.get("area", ""),
            unit=int(asked["unit"]) if asked.get("unit") else None,
            responsible=int(asked["responsible"]) if asked.get("responsible") else None,
            is_overdue=bool(asked.get("is_overdue")),
        )


class TriageForm(forms.Form):
    """Whose it is, how urgent, and with whom. Without a day the deadline is counted."""

    unit = forms.ModelChoiceField(label=_("Enhet"), queryset=Unit.objects.none())
    responsible = forms.ModelChoiceField(label=_("Ansvarlig"), queryset=Person.objects.none())
    urgency = forms.ChoiceField(label=_("Hvor fort"), widget=forms.RadioSelect)
    area = forms.ChoiceField(label=_("Område"), required=False)
    counterpart = forms.CharField(
        label=_("Virksomheten"),
        help_text=_("Navnet eller organisasjonsnummeret til skolen eller eieren. Trengs før det kan bli et oppdrag."),
        max_length=LINE,
        required=False,
    )
    due_on = forms.DateField(
        label=_("Svarfrist"), required=False, help_text=_("Tomt felt: regnes i arbeidsdager fra dagen den kom.")
    )

    def __init__(self, *args: Any, inquiry: Inquiry, day: date, **kwargs: Any) -> None:
        first = {
            "unit": inquiry.unit,
            "responsible": inquiry.responsible,
            "urgency": inquiry.urgency,
            "area": inquiry.area,
            "counterpart": inquiry.counterpart.number if inquiry.counterpart else "",
            "due_on": inquiry.due_on if inquiry.unit_id else None,
        }
        super().__init__(*args, **{"initial": first, **kwargs})
        self.fields["unit"].queryset = units_of(inquiry.provider_id)  # type: ignore[attr-defined]
        self.fields["responsible"].queryset = leaders_at(inquiry.provider_id, day=day)  # type: ignore[attr-defined]
        self.fields["urgency"].choices = [(code, gettext(name)) for code, name in URGENCIES.items()]  # type: ignore[attr-defined]
        names = [(one.code, gettext(one.name)) for one in areas().values()]
        self.fields["area"].choices = [("", _("Ikke valgt")), *names]  # type: ignore[attr-defined]

    def clean_counterpart(self) -> Organisation | None:
        """The organisation with the number, or the only one with the name."""
        written = self.cleaned_data["counterpart"].strip()
        if not written:
            return None
        number = written.replace(" ", "")
        found = Organisation.objects.filter(Q(number=number) | Q(name__iexact=written))[:2]
        if len(found) > 1:
            raise forms.ValidationError(_("Flere virksomheter heter dette. Skriv organisasjonsnummeret."))
        if not found:
            raise forms.ValidationError(_("Vi kjenner ingen virksomhet med dette navnet eller nummeret."))
        return found[0]

    def value(self) -> Triage:
        """What the service judges."""
        return Triage(**self.cleaned_data)


class TextForm(forms.Form):
    """Some words, by the name that the act has for them."""

    def __init__(
        self, *args: Any, name: str, label: Any, help_text: Any = "", most: int = MESSAGE, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        area = forms.Textarea(attrs={"rows": 4})
        self.fields[name] = forms.CharField(label=label, help_text=help_text, max_length=most, widget=area)
