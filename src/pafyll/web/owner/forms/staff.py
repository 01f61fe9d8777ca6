"""The search among the staff, and the forms of a file of staff."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pafyll.apps.organisations.models import Organisation
from pafyll.apps.planning.models import StaffImport
from pafyll.apps.planning.queries.staff_list import Wanted
from pafyll.apps.planning.services.importing.uploading import FileFacts, columns_to_choose
from pafyll.domain.rules.qualification import VERDICTS
from pafyll.domain.rules.subjects import subject_name
from pafyll.domain.values import SchoolYear
from pafyll.web.components.tags.formats import t

ALL = ("", _("Alle"))


class StaffFilterForm(forms.Form):
    """Names of the fields are what stands in the address, so they are Norwegian."""

    sok = forms.CharField(label=_("Navn eller ansattnummer"), required=False, max_length=100)
    skole = forms.ChoiceField(label=_("Skole"), required=False)
    fag = forms.ChoiceField(label=_("Fag"), required=False)
    krav = forms.ChoiceField(label=_("Kravet til studiepoeng"), required=False)
    all_optional = True

    def __init__(self, *args: Any, schools: Sequence[Organisation], subjects: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = sorted((t(subject_name(code)), code) for code in subjects)
        self._choose("skole", [(str(school.pk), school.name) for school in schools])
        self._choose("fag", [(code, name) for name, code in named])
        self._choose("krav", [(code, t(text).capitalize()) for code, text in VERDICTS.items()])

    def _choose(self, name: str, choices: list[tuple[str, str]]) -> None:
        self.fields[name].choices = [ALL, *choices]  # type: ignore[attr-defined]

    def wanted(self) -> Wanted:
        """What is looked for; what the address has wrong is not asked for."""
        self.is_valid()
        found = self.cleaned_data
        return Wanted(found.get("sok", ""), found.get("skole", ""), found.get("fag", ""), found.get("krav", ""))


class StaffFileForm(forms.Form):
    """A file, the day that it tells of, and whether everyone is in it."""

    file = forms.FileField(
        label=_("Fil med ansatte"),
        help_text=_("CSV eller Excel (.xlsx), høyst 30 MB. Én rad for hver ansatt og hvert fag. Uten fødselsnummer."),
    )
    as_of = forms.DateField(label=_("Hvilken dag gjelder opplysningene?"), widget=forms.DateInput)
    school_year = forms.TypedChoiceField(
        label=_("Hvilket skoleår gjelder undervisningen?"),
        help_text=_("Brukes for rader som ikke sier det selv."),
        coerce=int,
    )
    is_complete = forms.TypedChoiceField(
        label=_("Hvem er i filen?"),
        choices=[
            ("no", _("Bare noen av de ansatte")),
            ("yes", _("Alle som er ansatt: de som ikke står der, har sluttet")),
        ],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
        initial="no",
    )

    def __init__(self, *args: Any, today: date, school_year: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        years = range(school_year - 1, school_year + 3)
        self.fields["school_year"].choices = [(year, str(SchoolYear(year))) for year in years]  # type: ignore[attr-defined]
        self.fields["school_year"].initial = school_year
        self.fields["as_of"].initial = today

    def value(self) -> FileFacts:
        told = self.cleaned_data
        return FileFacts(told["as_of"], told["school_year"], told["is_complete"])


class ColumnsForm(forms.Form):
    """One choice for each of our columns: which heading in the file it is."""

    all_optional = True

    def __init__(self, *args: Any, staff_import: StaffImport, chosen: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.headings = list(staff_import.headings)
        by_column = {column: str(at) for at, (_heading, column) in enumerate(chosen.items()) if column}
        places = [("", _("Ikke i filen")), *((str(at), heading) for at, heading in enumerate(self.headings))]
        for name, label, meaning, is_required in columns_to_choose():
            self.fields[name] = forms.ChoiceField(
                label=t(label),
                help_text=_sentence(t(meaning)),
                choices=[("", _("Velg")), *places[1:]] if is_required else places,
                required=is_required,
                initial=by_column.get(name, ""),
            )

    def value(self) -> dict[str, str]:
        """Our column for each heading; "" is left out. Of two columns with one heading the first is kept."""
        found = dict.fromkeys(self.headings, "")
        for name, place in self.cleaned_data.items():
            if place and not found[self.headings[int(place)]]:
                found[self.headings[int(place)]] = name
        return found

    def clean(self) -> dict[str, Any]:
        """One heading can only be one thing."""
        cleaned = super().clean() or {}
        used: dict[str, str] = {}
        for name, place in list(cleaned.items()):
            if place and place in used:
                told = _("Overskriften «%(heading)s» er valgt to ganger. Velg en annen, eller «Ikke i filen».")
                self.add_error(name, str(told) % {"heading": self.headings[int(place)]})
            used[place] = name
        return cleaned


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}."
