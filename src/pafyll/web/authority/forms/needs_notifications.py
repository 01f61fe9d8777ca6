"""The forms around needs notifications and the editor of their questions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pafyll.apps.forums.queries.needs import WantedNeeds
from pafyll.apps.organisations.models import Organisation
from pafyll.domain.lifecycles.needs_notification import IN_PLAY, NeedsNotificationStatus

ALL = ("", _("Alle"))


class NeedsFilterForm(forms.Form):
    """What the list is narrowed to. The names stand in the address."""

    all_optional = True
    sok = forms.CharField(label=_("Eier, tiltak eller nummer"), required=False, max_length=100)
    status = forms.ChoiceField(
        label=_("Status"),
        required=False,
        choices=[ALL, *(one for one in NeedsNotificationStatus.choices() if one[0] in IN_PLAY)],
    )
    slag = forms.ChoiceField(
        label=_("Slag"), required=False, choices=[ALL, ("new", _("Nye behov")), ("change", _("Endringer"))]
    )
    partner = forms.ChoiceField(label=_("Samarbeidspartner"), required=False)
    orden = forms.ChoiceField(
        label=_("Rekkefølge"),
        required=False,
        choices=[("", _("Etter eier")), ("amount", _("Størst beløp først")), ("newest", _("Sist sendt først"))],
    )

    def __init__(self, *args: Any, partners: Sequence[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [(str(one.pk), one.name) for one in partners]
        self.fields["partner"].choices = [ALL, *named]  # type: ignore[attr-defined]

    def value(self) -> WantedNeeds:
        """What to look for; what the address has wrong is not asked for."""
        self.is_valid()
        found: dict[str, Any] = self.cleaned_data
        partner = int(found["partner"]) if found.get("partner") else None
        return WantedNeeds(
            found.get("sok", ""), found.get("status", ""), found.get("slag", ""), partner, found.get("orden", "")
        )


class SupplementForm(forms.Form):
    """What is asked for, and the last day to answer."""

    words = forms.CharField(label=_("Hva trenger dere å vite?"), widget=forms.Textarea, max_length=3000)
    due_on = forms.DateField(
        label=_("Siste dag"), widget=forms.DateInput, help_text=_("Eieren kan svare til kl. 23.59 denne dagen.")
    )
