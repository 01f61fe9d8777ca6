"""A union's view: its own words, and whether it agrees with each point."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pafyll.apps.casework.models import ConsultationStatement

STANCES = ConsultationStatement.Stance


class StatementForm(forms.Form):
    """The words first, then a choice for each point of the proposal."""

    def __init__(self, given: Any = None, *, points: Sequence[str]) -> None:
        super().__init__(given)
        self.points = list(points)
        for number, text in enumerate(points, 1):
            self.fields[f"stance_{number}"] = forms.ChoiceField(
                label=_("Punkt {number}: {text}").format(number=number, text=text),
                choices=[(code, str(name).capitalize()) for code, name in STANCES.choices],
                widget=forms.RadioSelect,
            )
        self.fields["words"] = forms.CharField(
            label=_("Hva mener organisasjonen?"),
            help_text=_("Dette kommer inn i saksframlegget, og kan leses av alle. Ikke skriv om enkeltpersoner."),
            max_length=5000,
            widget=forms.Textarea(attrs={"rows": 6}),
        )

    @property
    def stances(self) -> dict[int, str]:
        """The chosen stance by the point's number."""
        return {n: self.cleaned_data[f"stance_{n}"] for n in range(1, len(self.points) + 1)}
