"""The form of a new release."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from pafyll.domain.statistics.rounding import BASES, EXACT

NEAREST = {EXACT: _("Nøyaktige tall"), 3: _("Til nærmeste 3"), 5: _("Til nærmeste 5"), 10: _("Til nærmeste 10")}


class ReleaseForm(forms.Form):
    """What the reader should know of it."""

    note = forms.CharField(
        label=_("Merknad"),
        help_text=_("Hva som er nytt, eller hva utgaven retter. Står på siden med tallene."),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    rounding = forms.TypedChoiceField(
        label=_("Avrunding"),
        help_text=_(
            "Avrundede antall er lettere å bruke i tekst, men summene stemmer da ikke alltid. Det samme skjules."
        ),
        choices=[(base, NEAREST[base]) for base in BASES],
        coerce=int,
        initial=EXACT,
    )
