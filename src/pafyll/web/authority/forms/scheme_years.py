"""Forms about a collective scheme in a year: which scheme, what it says, a new deadline."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from pafyll.apps.forums.models import SchemeYear
from pafyll.apps.forums.services.scheme_years import SchemeYearTerms
from pafyll.apps.organisations.models import Organisation
from pafyll.domain.rules.announcing import LABELS
from pafyll.domain.schemes.collective import CollectiveScheme

MOST_KRONER = 10**12
HELP = {
    "purpose": _("Hva ordningen skal føre til."),
    "target_group": _("Hvem midlene skal komme til gode."),
    "goal_criteria": _("Hvordan vi ser at formålet er nådd."),
    "award_criteria": _("Hva vi legger vekt på når vi fordeler."),
    "follow_up": _("Hva mottakeren rapporterer, når, og hvordan vi kontrollerer."),
    "evaluation_plan": _("Når og hvordan ordningen blir evaluert."),
    "appropriation_source": _("Kapittel og post, og brevet som gir fullmakten."),
    "closes_on": _("Fristen varer ut dagen, til midnatt i Oslo."),
    "recommendation_due": _("Tomt felt betyr at ingen forum innstiller."),
}


class NewSchemeYearForm(forms.Form):
    """Which scheme, for whom, in which budget year."""

    governor = forms.ModelChoiceField(label=_("Hvem forvalter ordningen"), queryset=Organisation.objects.none())
    scheme = forms.ChoiceField(label=_("Ordning"))
    year = forms.IntegerField(label=_("Budsjettår"), min_value=2017, max_value=2100)

    def __init__(self, *args: Any, governors: Any, schemes: Iterable[CollectiveScheme], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["governor"].queryset = governors  # type: ignore[attr-defined]
        self.fields["scheme"].choices = _choices(schemes)  # type: ignore[attr-defined]


class CopyForm(forms.Form):
    """Which scheme next year's is: another where the old one is no more."""

    scheme = forms.ChoiceField(label=_("Ordning neste år"))

    def __init__(self, *args: Any, schemes: Iterable[CollectiveScheme], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["scheme"].choices = _choices(schemes)  # type: ignore[attr-defined]


def _choices(schemes: Iterable[CollectiveScheme]) -> list[tuple[str, str]]:
    return [(one.code, gettext(one.label)) for one in schemes]


class SchemeYearForm(forms.Form):
    """All that the scheme year says. Only the title is needed to save: the checklist says what is missing."""

    title = forms.CharField(label=_("Navn"), max_length=200)
    appropriation = forms.IntegerField(
        label=_("Bevilgning (kroner)"), min_value=1, max_value=MOST_KRONER, required=False
    )
    own_contribution_percent = forms.IntegerField(
        label=_("Egenfinansiering (prosent)"),
        help_text=_("Tomt felt betyr at ordningen ikke krever egenfinansiering."),
        min_value=1,
        max_value=100,
        required=False,
    )
    own_contribution_base = forms.ChoiceField(label=_("Prosenten regnes av"), required=False)
    own_working_time_counts = forms.TypedChoiceField(
        label=_("Teller egen arbeidstid?"),
        choices=[("", _("Ikke avklart")), ("yes", _("Ja")), ("no", _("Nei"))],
        coerce=lambda answer: answer == "yes",
        empty_value=None,
        required=False,
    )
    own_contribution_source = forms.CharField(
        label=_("Hvor kravet står"),
        help_text=_("Forskrift, brev eller side."),
        max_length=300,
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = {name: self.fields.pop(name) for name in list(self.fields) if name.startswith("own_")}
        money = self.fields.pop("appropriation")
        for name in ("purpose", "target_group", "goal_criteria", "award_criteria", "follow_up", "evaluation_plan"):
            self.fields[name] = _words(name)
        self.fields["appropriation"] = money
        self.fields["appropriation_source"] = _line("appropriation_source")
        self.fields |= own
        for name in ("opens_on", "closes_on", "recommendation_due", "report_due"):
            self.fields[name] = _day(name)
        bases = [
            ("", gettext("Ikke avklart")),
            *((code, str(label).capitalize()) for code, label in SchemeYear.Base.choices),
        ]
        self.fields["own_contribution_base"].choices = bases  # type: ignore[attr-defined]

    def value(self) -> SchemeYearTerms:
        """The terms as the service wants them."""
        return SchemeYearTerms(**self.cleaned_data)


def _words(name: str) -> forms.CharField:
    rows = forms.Textarea(attrs={"rows": 4})
    return forms.CharField(label=_(LABELS[name]), help_text=HELP[name], max_length=4000, required=False, widget=rows)


def _line(name: str) -> forms.CharField:
    return forms.CharField(label=_(LABELS[name]), help_text=HELP[name], max_length=300, required=False)


def _day(name: str) -> forms.DateField:
    return forms.DateField(label=_(LABELS[name]), help_text=HELP.get(name, ""), required=False)


def first_values(terms: SchemeYearTerms) -> dict[str, Any]:
    """What the form shows before anything is changed."""
    time = {True: "yes", False: "no", None: ""}[terms.own_working_time_counts]
    return {**vars(terms), "own_working_time_counts": time}


class DeadlineForm(forms.Form):
    """A later deadline, and why."""

    closes_on = forms.DateField(label=_("Ny siste dag for å melde behov"), help_text=HELP["closes_on"])
    why = forms.CharField(
        label=_("Hvorfor fristen forlenges"),
        help_text=_("Står på den åpne siden, så alle kan lese den."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
