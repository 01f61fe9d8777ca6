"""The teacher's appeal, in her own words."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from pafyll.domain.rules.attachments import MOST_BYTES


class AppealForm(forms.Form):
    """One text. It is shown once more before it is sent."""

    words = forms.CharField(
        label=_("Hva vil du ha endret, og hvorfor?"),
        help_text=_(
            "Skriv med dine egne ord. Du trenger ikke vise til lover. Når klagen er sendt, kan du legge ved filer."
        ),
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 10}),
    )


class AttachmentForm(forms.Form):
    """One file at a time: what it is, is judged by its content."""

    file = forms.FileField(
        label=_("Legg ved en fil"),
        help_text=_("PDF, bilde (PNG eller JPEG) eller Word (docx), inntil 10 MB. Den kan ikke tas bort igjen."),
    )

    def value(self) -> tuple[str, bytes]:
        """Its name and its bytes; no more bytes are read than tell that it is too large."""
        given = self.cleaned_data["file"]
        return str(given.name), given.read(MOST_BYTES + 1)
