"""A vote, a dissent, a substitute and a disqualification, as the members write them."""

from __future__ import annotations

from datetime import date, timedelta

from django import forms
from django.utils.translation import gettext_lazy as _

from pafyll.apps.forums.models import ForumVote
from pafyll.apps.forums.services.composing import Term
from pafyll.domain.rules.impartiality import GROUNDS
from pafyll.web.components.roles.forms import person_field


class VoteForm(forms.Form):
    """For, against or abstained."""

    choice = forms.ChoiceField(
        label=_("Hva stemmer virksomheten?"),
        choices=[(code, str(label).capitalize()) for code, label in ForumVote.Choice.choices],
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        labels = [(code, str(label).capitalize()) for code, label in ForumVote.Choice.choices]
        self.fields["choice"].choices = labels  # type: ignore[attr-defined]


class DissentForm(forms.Form):
    """The body's own words."""

    text = forms.CharField(
        label=_("Protokolltilførsel"),
        help_text=_("Hva virksomheten mener. Står i referatet med virksomhetens navn."),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class PeriodForm(forms.Form):
    """A first and a last day."""

    starts_on = forms.DateField(label=_("Fra og med"))
    ends_before = forms.DateField(label=_("Til og med"))

    def term(self) -> Term:
        """The period as the rules have it: until the day after the last."""
        last: date | None = self.cleaned_data["ends_before"]
        return Term(self.cleaned_data["starts_on"], last + timedelta(days=1) if last else None)


class SubstituteForm(PeriodForm):
    """Somebody who stands in for a time."""

    person = person_field(_("Hvem møter i stedet?"))
    reason = forms.CharField(label=_("Hvorfor"), max_length=300)
    field_order = ["person", "starts_on", "ends_before", "reason"]


class DisqualifiedForm(PeriodForm):
    """The ground, and from when."""

    ground = forms.ChoiceField(label=_("Hva er grunnen?"), widget=forms.RadioSelect)
    field_order = ["ground", "starts_on", "ends_before"]

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["ground"].choices = [(code, _(text)) for code, (text, _part) in GROUNDS.items()]  # type: ignore[attr-defined]
        self.fields["ends_before"].required = False
        self.fields["ends_before"].help_text = _("Tomt felt betyr så lenge saken varer.")
