"""Forms about a round: terms, dates, draw, rates, quotas, and a reason."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from pafyll.apps.applications.models import Round
from pafyll.apps.applications.services.rounds import RateEntry, RoundTerms
from pafyll.domain.allocation import known_rulesets
from pafyll.domain.rules.eligibility_facts import TARGET_GROUPS
from pafyll.domain.rules.round_dates import LABELS, RoundDates
from pafyll.domain.rules.subjects import GROUPS

MOST_KRONER = 10**12
PAYERS = [("state", _("Stat")), ("owner", _("Skoleeier"))]
SCHEMES = [("substitute", _("Vikarordning")), ("scholarship", _("Stipendordning"))]


class TermsForm(forms.Form):
    """What is decided about a round beside its dates."""

    name = forms.CharField(label=_("Navn på runden"), max_length=120)
    rule_set = forms.ChoiceField(
        label=_("Regelsett"), help_text=_("Reglene slik de er kunngjort for ett studieår. Fordelingen følger dem.")
    )
    target_groups = forms.MultipleChoiceField(
        label=_("Hvem kan søke"),
        help_text=_("Ingen kryss betyr at alle målgrupper kan søke."),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    state_money_autumn = forms.IntegerField(
        label=_("Statens midler, høst (kroner)"),
        help_text=_("Tomt felt betyr at det ikke er noe tak."),
        min_value=0,
        max_value=MOST_KRONER,
        required=False,
    )
    state_money_spring = forms.IntegerField(
        label=_("Statens midler, vår (kroner)"), min_value=0, max_value=MOST_KRONER, required=False
    )
    remainder_places = forms.IntegerField(
        label=_("Plasser som fordeles etter lærerårsverk"),
        help_text=_("Tomt felt betyr at antallet følger av pengene som er igjen, slik regelsettet sier."),
        min_value=0,
        max_value=1_000_000,
        required=False,
    )
    has_catalogue = forms.BooleanField(label=_("Runden har studiekatalog"), required=False)
    allows_other_study = forms.BooleanField(label=_("Lærere kan søke om et annet studium"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["rule_set"].choices = [(year, year.replace("-", "/")) for year in reversed(known_rulesets())]  # type: ignore[attr-defined]
        groups = [(code, gettext(name).capitalize()) for code, name in TARGET_GROUPS.items()]
        self.fields["target_groups"].choices = groups  # type: ignore[attr-defined]

    def value(self) -> RoundTerms:
        """The terms as the service wants them."""
        given = dict(self.cleaned_data)
        return RoundTerms(**{**given, "target_groups": tuple(given["target_groups"])})


class DatesForm(forms.Form):
    """The six days of a round, and why they are moved."""

    why = forms.CharField(
        label=_("Hvorfor datoene endres"),
        help_text=_("Må fylles ut når runden er kunngjort. Begrunnelsen blir stående i historikken."),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        why = self.fields.pop("why")
        for name, label in LABELS.items():
            self.fields[name] = forms.DateField(label=_(label), widget=forms.DateInput, help_text=HELP.get(name, ""))
        self.fields["why"] = why

    def value(self) -> RoundDates:
        """The dates as the service wants them."""
        return RoundDates(**{name: self.cleaned_data[name] for name in LABELS})


HELP = {
    "teacher_closes_on": _("Siste dag lærerne kan sende inn. Fristen varer ut dagen."),
    "owner_closes_on": _("Siste dag skoleeierne kan sende prioriteringen. Fristen varer ut dagen."),
}


class DrawForm(forms.Form):
    """The text that ties are drawn with."""

    seed = forms.CharField(
        label=_("Loddtall"),
        help_text=_("Et tilfeldig tall er foreslått. Velg gjerne et annet som ingen kan gjette. Minst tolv tegn."),
        max_length=100,
        min_length=12,
    )


class RateForm(forms.Form):
    """An amount with its source."""

    scheme = forms.ChoiceField(label=_("Ordning"), choices=SCHEMES)
    payer = forms.ChoiceField(label=_("Hvem betaler"), choices=PAYERS)
    subject_group = forms.ChoiceField(label=_("Fag"), required=False)
    per_30_credits = forms.IntegerField(label=_("Kroner per 30 studiepoeng"), min_value=0, max_value=10_000_000)
    source = forms.CharField(
        label=_("Kilde"), help_text=_("Brev, side eller dokument som satsen er hentet fra."), max_length=300
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        groups = [(code, _(name).capitalize()) for code, name in GROUPS.items()]
        self.fields["subject_group"].choices = [("", _("Alle fag")), *groups]  # type: ignore[attr-defined]

    def value(self) -> RateEntry:
        """The rate as the service wants it."""
        return RateEntry(**self.cleaned_data)


class QuotaForm(forms.Form):
    """How many places an owner may get at most."""

    quota = forms.IntegerField(
        label=_("Høyeste antall plasser"),
        help_text=_("Tomt felt betyr at eieren ikke har noen kvote."),
        min_value=0,
        max_value=100_000,
        required=False,
    )


class ReasonForm(forms.Form):
    """Why something is done; it stays in the history."""

    why = forms.CharField(
        label=_("Begrunnelse"),
        help_text=_("Blir stående i historikken."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class NoteForm(forms.Form):
    """What was looked at, in the case officer's words."""

    note = forms.CharField(
        label=_("Merknad til kontrollen"),
        help_text=_("For eksempel hvilke søknader du har gått gjennom. Blir stående i historikken."),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


def terms_of(round: Round) -> dict[str, Any]:
    """The form's first values."""
    return {name: getattr(round, name) for name in RoundTerms.__dataclass_fields__}
