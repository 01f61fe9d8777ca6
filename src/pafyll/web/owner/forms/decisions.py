"""The owner's yes and no."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from pafyll.apps.applications.models import Application
from pafyll.domain.rules.approval import REFUSAL_REASONS
from pafyll.web.components.tags.formats import scheme as scheme_name


class ApprovalForm(forms.Form):
    """Which of the teacher's schemes; only a question when there are two."""

    scheme = forms.ChoiceField(label=_("Ordning"), required=False)

    def __init__(self, *args: Any, application: Application, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        wished = [code for code in (application.scheme_1, application.scheme_2) if code]
        names = [(code, gettext("Bare %(scheme)s") % {"scheme": scheme_name(code).lower()}) for code in wished]
        self.fields["scheme"].choices = [("", gettext("Begge, i lærerens rekkefølge")), *names]  # type: ignore[attr-defined]
        self.has_choice = len(wished) > 1


def _reasons() -> list[tuple[str, str]]:
    asks = gettext(" (skriv mer)")
    return [(one.code, gettext(one.text) + (asks if one.needs_words else "")) for one in REFUSAL_REASONS.values()]


class RefusalForm(forms.Form):
    """A reason from the list and, where it asks for them, words."""

    reason_code = forms.ChoiceField(
        label=_("Hvorfor sier dere nei?"), choices=_reasons, widget=forms.RadioSelect, required=True
    )
    reason = forms.CharField(
        label=pgettext_lazy("to the teacher", "Mer til læreren"),
        help_text=_("Læreren leser både grunnen og det du skriver her."),
        widget=forms.Textarea,
        max_length=1000,
        required=False,
    )
