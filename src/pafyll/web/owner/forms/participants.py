"""Finding a participant."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from pafyll.apps.applications.models import Participation, Round
from pafyll.domain.lifecycles.participation import ParticipationStatus

ALL = ("", _("Alle"))


class ParticipantFilterForm(forms.Form):
    """Names of the fields are what stands in the address, so they are Norwegian."""

    all_optional = True
    sok = forms.CharField(label=_("Navn eller studium"), required=False, max_length=100)
    runde = forms.ChoiceField(label=_("Runde"), required=False)
    status = forms.ChoiceField(label=_("Status"), required=False)

    def __init__(self, *args: Any, rounds: Sequence[Round], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._choose("runde", [(str(one.pk), one.name) for one in rounds])
        self._choose("status", [(one.value, gettext(one.label)) for one in ParticipationStatus])

    def found(self, rows: QuerySet[Participation]) -> QuerySet[Participation]:
        """The rows that fit. What cannot be read is left out, and the page shows everything."""
        self.is_valid()
        given = self.cleaned_data
        for word in given.get("sok", "").split():
            rows = rows.filter(_has_word(word))
        if given.get("runde"):
            rows = rows.filter(round=int(given["runde"]))
        return rows.filter(status=given["status"]) if given.get("status") else rows

    def _choose(self, name: str, choices: list[tuple[str, str]]) -> None:
        self.fields[name].choices = [ALL, *choices]  # type: ignore[attr-defined]


def _has_word(word: str) -> Q:
    return (
        Q(person__first_name__icontains=word)
        | Q(person__last_name__icontains=word)
        | Q(offer__programme__name__icontains=word)
        | Q(application__other_study_name__icontains=word)
    )
