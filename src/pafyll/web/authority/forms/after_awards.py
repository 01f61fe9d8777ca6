"""Forms about what follows awards: a change, what was not used, demanding back, and a control."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pafyll.apps.grants.models import AwardChange
from pafyll.apps.grants.services.award_changing import ChangeVerdict
from pafyll.apps.grants.services.award_recovering import Assessment
from pafyll.apps.grants.services.controlling import SampleTerms
from pafyll.apps.grants.services.reclaiming import Forewarning
from pafyll.apps.grants.services.settling_awards import SettlementTerms

MOST = 10**12
YES_NO = [("yes", _("Krev beløpet tilbake")), ("no", _("Avslutt saken uten å kreve noe"))]
RESULTS = [("yes", _("Alt er i orden")), ("no", _("Det er avvik"))]


def words(label: Any, *, rows: int = 4, most: int = 3000, **more: Any) -> forms.CharField:
    """A field of several lines."""
    return forms.CharField(label=label, max_length=most, widget=forms.Textarea(attrs={"rows": rows}), **more)


class ChangeVerdictForm(forms.Form):
    """How a change should end, and what the award then is."""

    verdict = forms.ChoiceField(
        label=_("Hvordan søknaden bør avgjøres"), choices=AwardChange.Verdict.choices, widget=forms.RadioSelect
    )
    amount = forms.IntegerField(
        label=_("Tildelingen blir (kroner)"),
        help_text=_("Brukes når søknaden godtas med endringer. Tomt felt: som nå."),
        min_value=1,
        max_value=MOST,
        required=False,
    )
    purpose = words(_("Formålet blir"), rows=3, most=2000, required=False, help_text=_("Tomt felt: som nå."))
    until = forms.DateField(label=_("Tiltaket varer til og med"), required=False, help_text=_("Tomt felt: som nå."))
    report_due = forms.DateField(
        label=_("Ny rapportfrist"), required=False, help_text=_("Tomt felt: som nå. Følger gjerne med en ny periode.")
    )
    grounds = words(_("Begrunnelse"), required=False, help_text=_("Må fylles ut når søknaden ikke godtas slik den er."))

    def value(self) -> ChangeVerdict:
        """What the service wants."""
        return ChangeVerdict(**self.cleaned_data)


def verdict_initial(change: AwardChange) -> dict[str, Any]:
    """What was assessed before it was sent back, else what is applied for."""
    if change.verdict:
        return {name: getattr(change, name) for name in ChangeVerdictForm.base_fields}
    wanted = {"amount": change.wanted_amount, "purpose": change.wanted_purpose, "until": change.wanted_until}
    return wanted | {"verdict": AwardChange.Verdict.ACCEPTED}


class SettlementForm(forms.Form):
    """What may be kept into next year, by when it is used, and why."""

    carried_over = forms.IntegerField(
        label=_("Overføres til neste år (kroner)"),
        help_text=_("Resten av det som er betalt ut og ikke brukt, skal betales tilbake."),
        min_value=0,
        max_value=MOST,
    )
    use_before = forms.DateField(label=_("Skal være brukt senest"), required=False)
    grounds = words(_("Begrunnelse"), help_text=_("Står i vedtaket."))

    def value(self) -> SettlementTerms:
        """What the service wants."""
        return SettlementTerms(**self.cleaned_data)


class ForewarnForm(forms.Form):
    """What may be demanded back, why, and by when the recipient may comment."""

    amount = forms.IntegerField(label=_("Beløp som kan bli krevd tilbake (kroner)"), min_value=1, max_value=MOST)
    grounds = words(
        _("Hvorfor"), most=2000, help_text=_("Skriv hva saken gjelder, så mottakeren kan svare på det. fvl. § 16.")
    )
    comments_due_on = forms.DateField(label=_("Siste dag for å uttale seg"))

    def value(self) -> Forewarning:
        """What the service wants."""
        return Forewarning(**self.cleaned_data)


class AssessmentForm(forms.Form):
    """What the case officer means after the comments."""

    recommends = forms.ChoiceField(label=_("Forslag"), choices=YES_NO, widget=forms.RadioSelect)
    assessment = words(_("Vurdering"), help_text=_("Står som begrunnelse i vedtaket."))
    pay_by = forms.DateField(
        label=_("Betales innen"), required=False, help_text=_("Må fylles ut når beløpet kreves tilbake.")
    )

    def value(self) -> Assessment:
        """What the service wants."""
        given = self.cleaned_data
        return Assessment(given["recommends"] == "yes", given["assessment"], given["pay_by"])


class PaidBackForm(forms.Form):
    """The day that the money came."""

    on = forms.DateField(label=_("Dagen pengene kom inn på konto"))


class SeedForm(forms.Form):
    """What a control is drawn with."""

    seed = forms.CharField(
        label=_("Loddtall"),
        help_text=_("Et tilfeldig tall er foreslått. Det vises for alle med en gang, og kan ikke byttes."),
        max_length=100,
    )
    percent = forms.IntegerField(
        label=_("Hvor mange som kontrolleres (prosent)"), min_value=1, max_value=100, initial=10
    )
    asks = words(
        _("Hva de som trekkes ut, skal sende"), help_text=_("For eksempel regnskap, deltakerlister og avtaler.")
    )

    def value(self) -> SampleTerms:
        """What the service wants."""
        return SampleTerms(**self.cleaned_data)


class DrawForm(forms.Form):
    """The day by which documentation is sent."""

    due_on = forms.DateField(label=_("Frist for å sende dokumentasjon"))


class ControlResultForm(forms.Form):
    """What the control showed."""

    is_in_order = forms.ChoiceField(label=_("Resultat"), choices=RESULTS, widget=forms.RadioSelect)
    result = words(_("Hva kontrollen viste"), help_text=_("Mottakeren får dette."))


class MoreForm(forms.Form):
    """What is missing, and a new deadline."""

    asks = words(_("Hva som mangler"), rows=3)
    due_on = forms.DateField(label=_("Ny frist"))


class StatisticsFilter(forms.Form):
    """Which year and which scheme the figures are of; all where nothing is chosen."""

    aar = forms.TypedChoiceField(label=_("Budsjettår"), coerce=int, empty_value=None, required=False)
    ordning = forms.ChoiceField(label=_("Ordning"), required=False)

    def __init__(self, *args: Any, years: list[int], schemes: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["aar"].choices = [("", _("Alle år")), *((year, str(year)) for year in years)]  # type: ignore[attr-defined]
        self.fields["ordning"].choices = [("", _("Alle ordninger")), *schemes]  # type: ignore[attr-defined]
