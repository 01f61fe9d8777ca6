"""Forms about agreements: between whom, and what it says. The invoice plan is beside it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from pafyll.apps.agreements.models import Agreement, AgreementVersion
from pafyll.apps.agreements.services.writing import TERMS, AgreementTerms, NewAgreement
from pafyll.apps.organisations.models import Organisation
from pafyll.domain.invoicing.plan import Interval

MOST = 10**9
KINDS = [one for one in Agreement.Kind.choices if one[0] != Agreement.Kind.SUPPLEMENTARY]


def _long(label: Any, *, rows: int = 3, required: bool = False, most: int = 4000, help_text: Any = "") -> Any:
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, max_length=most, required=required, widget=widget, help_text=help_text)


class TermsForm(forms.Form):
    """What a version says."""

    starts_on = forms.DateField(label=_("Gjelder fra"))
    ends_on = forms.DateField(label=_("Gjelder til og med"))
    content = _long(_("Hva som skal gjøres"), rows=5, required=True, most=8000)
    background = _long(_("Bakgrunn"))
    participants = _long(_("Hvem som deltar"), most=2000, help_text=_("En skole eller kommune på hver linje."))
    provider_duties = _long(_("Tilbyderens oppgaver"), help_text=_("En oppgave på hver linje."))
    counterpart_duties = _long(_("Oppdragsgiverens oppgaver"), help_text=_("En oppgave på hver linje."))
    provider_contact = forms.CharField(label=_("Kontakt hos tilbyderen"), max_length=200)
    academic_contact = forms.CharField(label=_("Faglig ansvarlig"), max_length=200, required=False)
    counterpart_contact = forms.CharField(label=_("Kontakt hos oppdragsgiveren"), max_length=200)
    depends_on = forms.CharField(label=_("Tildeling som avtalen står og faller med"), max_length=300, required=False)
    notice_months = forms.IntegerField(label=_("Oppsigelsestid (måneder)"), min_value=0, max_value=24, initial=3)
    amount = forms.IntegerField(label=_("Avtalt sum (kroner)"), min_value=0, max_value=MOST)
    tax = forms.ChoiceField(label=_("Merverdiavgift"), choices=AgreementVersion.Tax.choices)
    travel_included = forms.BooleanField(
        label=_("Reise er med i summen"),
        help_text=_("En fast sum sparer arbeidet med å fakturere hver reise."),
        required=False,
        initial=True,
    )
    invoice_to = forms.CharField(label=_("Fakturaadresse"), max_length=200, required=False)
    buyer_reference = forms.CharField(
        label=_("Mottakerens referanse"), help_text=_("Uten den blir en EHF avvist."), max_length=80
    )
    due_days = forms.IntegerField(label=_("Betalingsfrist (dager)"), min_value=1, max_value=90, initial=30)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labels = [(code, str(label).capitalize()) for code, label in AgreementVersion.Tax.choices]
        self.fields["tax"].choices = labels  # type: ignore[attr-defined]

    def value(self, plan: tuple[Interval, ...], *, reason: str = "") -> AgreementTerms:
        """What the service wants."""
        given = {name: self.cleaned_data[name] for name in self.cleaned_data if name in TERMS}
        return AgreementTerms(**given | {"reason": reason, "intervals": plan})


class NewAgreementForm(TermsForm):
    """A new agreement: with whom, of which kind, and what it is called."""

    counterpart = forms.ModelChoiceField(
        label=_("Avtale med"), queryset=Organisation.objects.none(), empty_label=_("Velg")
    )
    kind = forms.ChoiceField(label=_("Slags avtale"), choices=KINDS)
    title = forms.CharField(label=_("Hva avtalen gjelder"), max_length=200)
    field_order = ["counterpart", "kind", "title"]

    def __init__(self, *args: Any, counterparts: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["counterpart"].queryset = counterparts  # type: ignore[attr-defined]
        self.fields["kind"].choices = [(code, str(label).capitalize()) for code, label in KINDS]  # type: ignore[attr-defined]

    def new(self, provider: Organisation, *, about: str) -> NewAgreement:
        """Between whom, and what about."""
        given = self.cleaned_data
        return NewAgreement(provider, given["counterpart"], given["title"], given["kind"], about)


class SupplementForm(TermsForm):
    """More work under an agreement."""

    title = forms.CharField(label=_("Hva tillegget gjelder"), max_length=200)
    field_order = ["title"]


class AmendForm(forms.Form):
    """Why an agreement is changed."""

    reason = _long(_("Hvorfor skal avtalen endres?"), required=True, most=2000)


def terms_initial(terms: AgreementTerms) -> dict[str, Any]:
    """What the terms say, for the form."""
    return {name: getattr(terms, name) for name in TERMS}


def as_typed(form: type[forms.Form], data: QueryDict) -> dict[str, Any]:
    """What was typed, to be shown again without a word about what is missing."""
    return {
        name: name in data if isinstance(field, forms.BooleanField) else data.get(name, "")
        for name, field in form.base_fields.items()
    }
