"""What an officer states of a document, and says of a finding."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pafyll.apps.planning.models import FindingStance
from pafyll.domain.planning.findings import Check

MOST = 2_000_000_000
SORTS = [("NOK", _("Kroner")), ("persons", _("Antall lærere")), ("credits", _("Studiepoeng")), ("date", _("En dato"))]
EACH = [
    ("teacher", _("per lærer")),
    ("credits", _("per studiepoeng")),
    ("school_year", _("per skoleår")),
    ("budget_year", _("per budsjettår")),
]
CHECKS = [
    ("sum", _("Tallene skal til sammen bli …")),
    ("product", _("Satsen ganget med antallene skal bli …")),
    ("order", _("Datoen skal være før …")),
]


class DocumentForm(forms.Form):
    """The document's name."""

    title = forms.CharField(
        label=_("Hva heter dokumentet?"), help_text=_("For eksempel: Saksframlegg 11/12361."), max_length=200
    )


class FactForm(forms.Form):
    """One thing that the document says, in its own words."""

    sort = forms.ChoiceField(label=_("Hva er det?"), choices=SORTS, widget=forms.RadioSelect)
    what = forms.CharField(
        label=_("Hva gjelder det?"), help_text=_("For eksempel: kommunal egenandel."), max_length=200
    )
    written = forms.CharField(
        label=_("Hva står det?"), help_text=_("Skriv det ord for ord, også når det er galt."), max_length=300
    )
    place = forms.CharField(
        label=_("Hvor står det?"), help_text=_("For eksempel: 4.1. Videreutdanning, eller side 3."), max_length=200
    )
    low = forms.IntegerField(
        label=_("Tallet"), help_text=_("Tomt for en dato."), required=False, min_value=0, max_value=MOST
    )
    high = forms.IntegerField(
        label=_("Høyst"), help_text=_("Bare når dokumentet sier fra–til."), required=False, min_value=0, max_value=MOST
    )
    is_about = forms.BooleanField(label=_("Dokumentet sier «ca.» eller «om lag»"), required=False)
    per = forms.MultipleChoiceField(
        label=_("Er det en sats?"), choices=EACH, required=False, widget=forms.CheckboxSelectMultiple
    )

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if given.get("sort") not in (None, "date") and given.get("low") is None and "low" not in self.errors:
            self.add_error("low", _("Skriv tallet som dokumentet sier."))
        if given.get("high") is not None and given.get("low") is not None and given["high"] <= given["low"]:
            self.add_error("high", _("Det høyeste må være større enn tallet over."))
        return given

    def value(self) -> dict[str, Any]:
        """The fact as it is kept."""
        given = self.cleaned_data
        said = {name: given[name] for name in ("what", "written", "place")}
        if given["sort"] == "date":
            return {**said, "is_date": True}
        low, high = given["low"], given["high"]
        number = {"quantity": low} if high is None else {"low": low, "high": high}
        return {**said, **number, "unit": given["sort"], "per": given["per"], "is_about": given["is_about"]}


class CheckForm(forms.Form):
    """Which facts should hang together, and how."""

    kind = forms.ChoiceField(label=_("Hva skal stemme?"), choices=CHECKS, widget=forms.RadioSelect)
    facts = forms.MultipleChoiceField(label=_("Hva skal sammenlignes?"), widget=forms.CheckboxSelectMultiple)
    total = forms.ChoiceField(label=_("Hva skal det stemme med?"))

    def __init__(self, *args: Any, facts: Mapping[str, Mapping[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = facts
        choices = [(key, f"{fact['what']}: «{fact['written']}»") for key, fact in facts.items()]
        self.fields["facts"].choices = choices  # type: ignore[attr-defined]
        self.fields["total"].choices = [("", "–"), *choices]  # type: ignore[attr-defined]

    def value(self) -> Check:
        """The check, with the rate first of what is multiplied."""
        given = self.cleaned_data
        facts = sorted(given["facts"], key=lambda key: not self.known[key].get("per"))
        return Check(given["kind"], tuple(facts), given["total"])


class StanceForm(forms.Form):
    """Where the owner stands on a finding."""

    kind = forms.ChoiceField(
        label=_("Hva mener dere om det?"), choices=FindingStance.Kind.choices, widget=forms.RadioSelect
    )
    words = forms.CharField(
        label=_("Hvorfor?"),
        help_text=_("Skriv hvilken lesning dere legger til grunn, eller hva som skal rettes og hvor."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
