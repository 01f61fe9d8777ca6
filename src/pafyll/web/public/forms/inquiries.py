"""The inquiry form: few questions, a field that people do not see, and a signed moment when it was shown."""

from __future__ import annotations

import secrets
from datetime import date, datetime
from typing import Any

from django import forms
from django.core import signing
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from pafyll.apps.assignments.services.receiving import NewInquiry
from pafyll.domain.assignments.areas import open_areas
from pafyll.domain.assignments.taking_in import LINE, MESSAGE, WORDS, was_filled_by_a_person
from pafyll.web.components.refusing import said

SALT = "inquiry"


class InquiryForm(forms.Form):
    """Who asks, from where, and about what."""

    text = forms.CharField(
        label=_("Hva vil dere utvikle eller spørre om?"),
        help_text=_("Noen setninger er nok. Skriv ikke om enkeltelever eller andre personer."),
        max_length=WORDS,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    area = forms.ChoiceField(label=_("Område"), required=False)
    workplace = forms.CharField(label=_("Skole, kommune eller nettverk"), max_length=LINE)
    name = forms.CharField(label=_("Navnet ditt"), max_length=LINE)
    email = forms.EmailField(label=_("E-post"), max_length=254)
    website = forms.CharField(required=False, max_length=LINE, label=_("La dette feltet stå tomt"))
    shown = forms.CharField(max_length=300, widget=forms.HiddenInput)

    def __init__(self, *args: Any, at: datetime, day: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.at = at
        areas = [(one.code, gettext(one.name)) for one in open_areas(day)]
        self.fields["area"].choices = [("", gettext("Vet ikke")), *areas]  # type: ignore[attr-defined]
        self.fields["website"].widget.attrs.update({"autocomplete": "off", "tabindex": "-1"})
        self.fields["name"].widget.attrs["autocomplete"] = "name"
        self.fields["email"].widget.attrs["autocomplete"] = "email"
        self.fields["shown"].initial = stamp(at)
        self.form_key = ""

    def clean(self) -> dict[str, Any]:
        """Refuses what no person sent. A form that is shown again gets a new stamp with the same key."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        seconds, self.form_key = read_stamp(cleaned.get("shown", ""), self.at)
        answer = was_filled_by_a_person(cleaned.get("website", ""), seconds)
        if not answer:
            self.add_error(None, said(answer))
        if self.errors:
            again: Any = self.data.copy()  # type: ignore[attr-defined]
            # what was too quick may be sent at once the second time, when a person has read why
            again["shown"] = stamp(self.at, self.form_key)
            self.data = again
        return cleaned

    def value(self) -> NewInquiry:
        """What the service judges."""
        known = ("name", "email", "workplace", "text", "area")
        language = get_language() or "nb"
        return NewInquiry(**{key: self.cleaned_data[key] for key in known}, language=language, form_key=self.form_key)


class MessageForm(forms.Form):
    """Something more from the one who asked."""

    text = forms.CharField(label=_("Melding"), max_length=MESSAGE, widget=forms.Textarea(attrs={"rows": 4}))


def stamp(at: datetime, key: str = "") -> str:
    """When the form was shown, and a key of its own, signed."""
    return signing.dumps([int(at.timestamp()), key or secrets.token_urlsafe(16)], salt=SALT)


def read_stamp(text: str, at: datetime) -> tuple[float, str]:
    """How many seconds ago the form was shown, and its key. A stamp that is not ours was shown just now."""
    try:
        shown, key = signing.loads(text, salt=SALT)
    except (signing.BadSignature, ValueError, TypeError):
        return 0.0, ""
    return at.timestamp() - shown, str(key)
