"""The forms for asking: what a questionnaire is called, when a survey is, and whom a list names."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from pafyll.apps.organisations.models import Organisation
from pafyll.apps.surveys.models import QuestionnaireVersion, Survey
from pafyll.apps.surveys.services.questionnaires import Heading
from pafyll.apps.surveys.services.surveys import SurveyPlan
from pafyll.apps.surveys.triggers import Invitee, moments_to_choose
from pafyll.domain.surveys.languages import Wording
from pafyll.domain.values import SchoolYear

MOST_INVITED = 2000
LINE = re.compile(r"^(?P<name>[^<>]*)<(?P<email>[^<>]+)>$")


class HeadingForm(forms.Form):
    """What a questionnaire is called, and what its answers are for."""

    owner = forms.ChoiceField(label=_("Hvem spør?"))
    title = forms.CharField(label=_("Tittel"), max_length=120)
    title_nn = forms.CharField(label=_("Tittel på nynorsk"), max_length=120)
    purpose = forms.CharField(
        label=_("Hva skal svarene brukes til?"),
        max_length=1000,
        widget=forms.Textarea,
        help_text=_("De som svarer, leser dette først."),
    )
    purpose_nn = forms.CharField(label=_("Det samme på nynorsk"), max_length=1000, widget=forms.Textarea)

    def __init__(self, *args: Any, owners: Iterable[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].choices = [(str(one.pk), one.name) for one in owners]  # type: ignore[attr-defined]

    def value(self) -> Heading:
        return Heading(**{name: self.cleaned_data[name].strip() for name in Heading.__dataclass_fields__})


class SurveyForm(forms.Form):
    """What is asked, of whom and when."""

    title = forms.CharField(label=_("Tittel"), max_length=120)
    title_nn = forms.CharField(label=_("Tittel på nynorsk"), max_length=120)
    version = forms.ChoiceField(label=_("Spørreskjema"))
    moment = forms.ChoiceField(
        label=_("Hvem skal få spørsmål, og når?"),
        help_text=_("Hver natt spørres de som er kommet dit, én gang hver."),
    )
    study_year = forms.TypedChoiceField(
        label=_("Studieår"), required=False, coerce=int, empty_value=None, help_text=_("Tomt betyr alle årene.")
    )
    promise = forms.ChoiceField(
        label=_("Hva lover vi dem som svarer?"), choices=Survey.Promise.choices, widget=forms.RadioSelect
    )
    opens_on = forms.DateField(label=_("Åpner"), widget=forms.DateInput)
    closes_on = forms.DateField(label=_("Siste dag for å svare"), widget=forms.DateInput)

    def __init__(
        self, *args: Any, versions: Iterable[QuestionnaireVersion], years: Iterable[int], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        named = [(str(one.pk), f"{one.questionnaire.title} ({one.number})") for one in versions]
        self._set("version", named)
        self._set("moment", [(one.value, gettext(one.label)) for one in moments_to_choose()])
        self._set("study_year", [("", _("Alle")), *((str(year), str(SchoolYear(year))) for year in years)])

    def _set(self, name: str, choices: list[Any]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    def value(self) -> SurveyPlan:
        given = self.cleaned_data
        kept = {name: given[name] for name in SurveyPlan.__dataclass_fields__ if name != "version"}
        return SurveyPlan(version=int(given["version"]), **kept)


class InviteForm(forms.Form):
    """Addresses, one on each line."""

    addresses = forms.CharField(
        label=_("Adresser"),
        widget=forms.Textarea(attrs={"rows": 10}),
        max_length=200_000,
        help_text=_("Én på hver linje: rektor@skole.example.no, eller Per Haugland <rektor@skole.example.no>."),
    )
    language = forms.ChoiceField(label=_("Språk"), choices=settings.LANGUAGES)

    def clean_addresses(self) -> list[tuple[str, str]]:
        lines = [line.strip() for line in self.cleaned_data["addresses"].splitlines() if line.strip()]
        if len(lines) > MOST_INVITED:
            raise ValidationError(gettext("Inntil %(most)s om gangen.") % {"most": MOST_INVITED})
        return [_named(line) for line in lines]

    def value(self, cell: tuple[str, ...]) -> list[Invitee]:
        """Everybody on the list, in the group that the survey's owner stands for."""
        language = self.cleaned_data["language"]
        rows = self.cleaned_data["addresses"]
        return [Invitee(f"email:{email}", name, email, cell, language) for name, email in rows]


class WordsForm(forms.Form):
    """The nynorsk of every text of a questionnaire, each with its bokmål as the label."""

    all_optional = True

    def __init__(self, *args: Any, wordings: Iterable[Wording], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._places = {}
        for number, one in enumerate(wordings):
            name = f"t{number}"
            self._places[name] = one.place
            self.fields[name] = forms.CharField(label=one.words, required=False, max_length=1000)

    def value(self) -> dict[str, str]:
        return {place: self.cleaned_data.get(name, "") for name, place in self._places.items()}


def _named(line: str) -> tuple[str, str]:
    """The name and the address of a line."""
    found = LINE.match(line)
    name, email = (found["name"].strip(), found["email"].strip()) if found else ("", line)
    try:
        validate_email(email)
    except ValidationError:
        text = gettext("«%(line)s» er ikke en adresse.") % {"line": line[:80]}
        raise ValidationError(text) from None
    return name[:200], email.lower()
