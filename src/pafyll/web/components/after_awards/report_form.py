"""The form of a report on an award, and what it begins with."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pafyll.apps.grants.models import AwardReport
from pafyll.apps.grants.queries.report_start import ReportStart
from pafyll.apps.grants.services.reporting_awards import ReportTerms
from pafyll.domain.grants.collective.reporting import PARTICIPANTS

MOST = 10**12


class AwardReportForm(forms.Form):
    """What became of the money."""

    used = forms.IntegerField(label=_("Brukt av tilskuddet (kroner)"), min_value=0, max_value=MOST)
    unused_because = forms.CharField(
        label=_("Hvorfor noe ikke er brukt"),
        help_text=_("Fylles ut når ikke alt er brukt."),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    own_contribution = forms.IntegerField(label=_("Egenfinansiering (kroner)"), min_value=0, max_value=MOST)
    goals = forms.CharField(
        label=_("Måloppnåelse"),
        help_text=_("Hva er blitt annerledes i barnehagen eller skolen?"),
        max_length=5000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code, label in PARTICIPANTS.items():
            self.fields[code] = forms.IntegerField(label=_(label), min_value=0, max_value=100_000, required=False)

    def value(self) -> ReportTerms:
        """What the service wants."""
        given = dict(self.cleaned_data)
        people = {code: given.pop(code) for code in PARTICIPANTS}
        return ReportTerms(**given, participants={code: count for code, count in people.items() if count})


def report_initial(report: AwardReport | None, *, start: ReportStart) -> dict[str, Any]:
    """What is written so far; for a new one, what is known already (see report_start)."""
    if report is None:
        known = {name: getattr(start, name) for name in ("used", "unused_because", "goals")}
        return known | {"own_contribution": int(start.own_contribution)} | start.participants
    kept = {name: getattr(report, name) for name in ("used", "unused_because", "own_contribution", "goals")}
    return kept | report.participants
