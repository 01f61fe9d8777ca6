"""The shape of a statement."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class StatementForm(forms.Form):
    """Yes or no, and why. seen is the time of the statement that the principal saw, "" for none."""

    all_optional = True  # the reason is, but not for a no: its help text says so instead of a mark

    supports = forms.TypedChoiceField(
        label=_("Støtter du søknaden?"),
        choices=[("yes", _("Ja, jeg støtter den")), ("no", _("Nei, jeg støtter den ikke"))],
        coerce=lambda answer: answer == "yes",
        widget=forms.RadioSelect,
        empty_value=None,
    )
    reason = forms.CharField(
        label=_("Begrunnelse"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Læreren og skoleeieren kan lese den. Du må skrive noe hvis du svarer nei."),
    )
    seen = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)

    def seen_at(self) -> datetime | None:
        """When the statement that was read had been given; None when there was none or it cannot be read."""
        try:
            seen = datetime.fromisoformat(self.cleaned_data.get("seen", ""))
            return seen.astimezone(UTC) if seen.tzinfo else None
        except (ValueError, OverflowError):
            return None


def initial_of(statement: Any) -> dict[str, Any]:
    """The form as it begins for a statement that exists, or for none."""
    if statement is None:
        return {}
    return {
        "supports": "yes" if statement.supports else "no",
        "reason": statement.reason,
        "seen": statement.at.isoformat(),
    }
