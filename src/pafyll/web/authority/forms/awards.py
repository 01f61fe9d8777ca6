"""Forms about awards: a new one, what is to be decided, how it is paid, and what is said of a report."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pafyll.apps.forums.models import ForumDecision
from pafyll.apps.grants.models import Award, AwardPart
from pafyll.apps.grants.services.proposing_awards import AwardTerms, Recommended
from pafyll.apps.organisations.models import Organisation
from pafyll.domain.grants.collective.awarding import Share
from pafyll.integrations.clock import OSLO
from pafyll.web.components.tags.formats import day

MOST = 10**12


class NewAwardForm(forms.Form):
    """Who is recommended how much, for what, and through whom it is paid."""

    recipient = forms.ModelChoiceField(label=_("Mottaker"), queryset=Organisation.objects.none())
    kroner = forms.IntegerField(label=_("Innstilt (kroner)"), min_value=1, max_value=MOST)
    purpose = forms.CharField(
        label=_("Formål"),
        help_text=_("Hva pengene skal brukes til. Står i tilskuddsbrevet."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    payee = forms.ModelChoiceField(
        label=_("Betales gjennom"),
        help_text=_("Bare når en kommune eller fylkeskommune betaler videre til en privat eier."),
        queryset=Organisation.objects.none(),
        required=False,
        empty_label=_("Rett til mottakeren"),
    )

    def __init__(self, *args: Any, recipients: Any, payees: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["recipient"].queryset = recipients  # type: ignore[attr-defined]
        self.fields["payee"].queryset = payees  # type: ignore[attr-defined]

    def value(self) -> Recommended:
        """What the service wants."""
        return Recommended(**self.cleaned_data)


class RecommendationForm(forms.Form):
    """Which decision of the forum, and how the measures meet the criteria."""

    decision = forms.ModelChoiceField(
        label=_("Det forumet har vedtatt"), queryset=ForumDecision.objects.none(), required=False
    )
    text = forms.CharField(
        label=_("Innstillingen"),
        help_text=_("Hvilke tiltak som prioriteres, hvem som er med, hvor lenge, og hvordan de oppfyller kriteriene."),
        max_length=10000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 8}),
    )

    def __init__(self, *args: Any, decisions: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["decision"].queryset = decisions  # type: ignore[attr-defined]
        self.fields["decision"].label_from_instance = _decided  # type: ignore[attr-defined]


def _decided(decision: ForumDecision) -> str:
    meeting = decision.item.meeting
    return f"{meeting.forum}, {day(meeting.starts_at.astimezone(OSLO).date())}: {decision.item}"


class AwardForm(forms.Form):
    """What is meant to be decided."""

    amount = forms.IntegerField(label=_("Tildeles (kroner)"), min_value=1, max_value=MOST)
    grounds = forms.CharField(
        label=_("Hvorfor beløpet avviker fra innstillingen"),
        help_text=_("Må fylles ut når beløpet er et annet. Står i vedtaket."),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    purpose = forms.CharField(label=_("Formål"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))
    conditions = forms.CharField(
        label=_("Vilkår"),
        help_text=_("For eksempel hvem som skal være med, og hva som må meldes fra om."),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    report_due = forms.DateField(label=_("Rapportfrist"), required=False)

    def value(self) -> AwardTerms:
        """What the service wants."""
        return AwardTerms(**self.cleaned_data)


def award_initial(award: Award) -> dict[str, Any]:
    """What the form shows before anything is changed."""
    return {name: getattr(award, name) for name in AwardForm.base_fields}


class PartsForm(forms.Form):
    """How the award is paid: all at once, or in two parts."""

    first_percent = forms.IntegerField(label=_("Første del (prosent)"), min_value=1, max_value=100, initial=50)
    first_due = forms.DateField(label=_("Første del betales tidligst"))
    first_needs = forms.ChoiceField(label=_("Første del betales når"), required=False)
    second_due = forms.DateField(
        label=_("Andre del betales tidligst"),
        help_text=_("La feltet stå tomt når første del er 100 prosent."),
        required=False,
    )
    second_needs = forms.ChoiceField(label=_("Andre del betales når"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        needs = [("", _("Datoen er nådd")), *((code, f"… og {label}") for code, label in AwardPart.Needs.choices)]
        for name in ("first_needs", "second_needs"):
            self.fields[name].choices = needs  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A second part needs its day."""
        given = super().clean() or {}
        if given.get("first_percent", 100) < 100 and not given.get("second_due"):
            self.add_error("second_due", _("Skriv når resten kan betales, eller sett første del til 100 prosent."))
        return given

    def value(self) -> list[Share]:
        """The payment plan."""
        given = self.cleaned_data
        first = Share(given["first_percent"], given["first_due"], given["first_needs"])
        if first.percent == 100:
            return [first]
        due: date = given["second_due"]
        return [first, Share(100 - first.percent, due, given["second_needs"])]
