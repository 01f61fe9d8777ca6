"""Finding who is left to confirm, saying that one has not started, and asking after the window."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from pafyll.apps.applications.models import ParticipationTerm
from pafyll.domain.lifecycles.participation import TermStatus
from pafyll.domain.rules.changes import ChangeKind, reasons_for

ALL = ("", _("Alle"))


class ConfirmFilterForm(forms.Form):
    """Names of the fields are what stands in the address, so they are Norwegian."""

    all_optional = True
    sok = forms.CharField(label=_("Navn eller studium"), required=False, max_length=100)
    skole = forms.ChoiceField(label=_("Skole"), required=False)
    status = forms.ChoiceField(label=_("Status"), required=False)

    def __init__(self, *args: Any, rows: Iterable[ParticipationTerm], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = list(rows)
        schools = {
            str(row.participation.school_id): row.participation.school.name for row in rows if row.participation.school
        }
        found = {row.status for row in rows}
        known = [(one.value, gettext(one.label)) for one in TermStatus if one in found]
        self._choose("skole", sorted(schools.items(), key=lambda pair: pair[1]))
        self._choose("status", known)

    def found(self, rows: Iterable[ParticipationTerm]) -> list[ParticipationTerm]:
        """The rows that fit. What cannot be read is left out, and the page shows everything."""
        self.is_valid()
        given = self.cleaned_data
        words = given.get("sok", "").casefold().split()
        return [
            row
            for row in rows
            if (not given.get("skole") or str(row.participation.school_id) == given["skole"])
            and (not given.get("status") or row.status == given["status"])
            and all(word in _searched(row) for word in words)
        ]

    def _choose(self, name: str, choices: list[tuple[str, str]]) -> None:
        self.fields[name].choices = [ALL, *choices]  # type: ignore[attr-defined]


def _searched(row: ParticipationTerm) -> str:
    return f"{row.participation.person} {row.participation.study_name}".casefold()


def _reasons() -> list[tuple[str, str]]:
    return [(one.code, gettext(one.text)) for one in reasons_for(ChangeKind.WITHDRAW)]


class NotStartedForm(forms.Form):
    """A reason and, where it asks for them, words."""

    reason = forms.ChoiceField(
        label=_("Hvorfor er ikke deltakeren i gang?"), choices=_reasons, widget=forms.RadioSelect
    )
    words = forms.CharField(
        label=_("Mer om grunnen"),
        help_text=_("Ikke skriv om helse eller andre private forhold. Grunnen over er nok."),
        widget=forms.Textarea,
        max_length=1000,
        required=False,
    )


class LateForm(forms.Form):
    """Why the deadline was not kept."""

    grounds = forms.CharField(
        label=_("Hvorfor ble fristen ikke holdt?"),
        help_text=_("Skriv også hvordan dere vet at deltakeren var i gang. Direktoratet avgjør saken ut fra dette."),
        widget=forms.Textarea,
        max_length=2000,
    )
