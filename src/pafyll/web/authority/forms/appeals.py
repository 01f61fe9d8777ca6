"""Forms about appeals: the list's filter, and what an officer writes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from pafyll.apps.casework.outcomes import Effect
from pafyll.apps.casework.queries.appeals import Wanted
from pafyll.domain.lifecycles.appeal import AppealStatus
from pafyll.web.components.tags.formats import t

LONGEST = 10_000


class FilterForm(forms.Form):
    """What the list of appeals is narrowed to. Nothing chosen shows those that are open."""

    all_optional = True
    status = forms.ChoiceField(label=_("Status"), initial="open", required=False)
    frist = forms.ChoiceField(
        label=_("Frist"),
        choices=[("", _("Alle")), ("preliminary", _("Parten venter på svar")), ("late", _("Kom for sent"))],
        required=False,
    )
    mine = forms.BooleanField(label=_("Bare mine"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        each = [(status.value, gettext(status.label)) for status in AppealStatus]
        self.fields["status"].choices = [("open", _("Åpne")), ("", _("Alle")), *each]  # type: ignore[attr-defined]

    def value(self) -> Wanted:
        """The filter; a choice that the form does not have is left out."""
        given = self.cleaned_data if self.is_valid() else {}
        status = given.get("status", "") if "status" in self.data else "open"
        return Wanted(status=status, deadline=given.get("frist", ""), is_mine=bool(given.get("mine")))


def words_field(
    label: Any, help_text: Any = "", *, rows: int = 6, limit: int = LONGEST, required: bool = True
) -> forms.CharField:
    """A field for longer text."""
    area = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, help_text=help_text, max_length=limit, required=required, widget=area)


class WhyForm(forms.Form):
    """A reason."""

    why = words_field(_("Begrunnelse"), _("Blir stående i saken."), rows=4, limit=1000)


class AnswerForm(forms.Form):
    """The grounds that a party has demanded."""

    text = words_field(
        _("Begrunnelsen"), _("Parten leser den. Nevn reglene, fakta og det som var avgjørende."), rows=10
    )


class PreliminaryForm(forms.Form):
    """Why it takes longer, and when the answer can be expected."""

    why = words_field(_("Hvorfor det tar lengre tid"), _("Parten leser dette i brevet."), rows=4)
    expected_on = forms.DateField(
        label=_("Når parten kan vente svar"),
        error_messages={"invalid": _("Skriv datoen som dag, måned og år.")},
        widget=forms.DateInput,
    )


class StatementForm(forms.Form):
    """What the first instance says to the appeals body."""

    statement = words_field(
        _("Direktoratets vurdering"),
        _("Går til klageinstansen, med kopi til parten. Skriv hva som er klaget på, og hvorfor vedtaket ikke endres."),
        rows=10,
    )


class OutcomeForm(forms.Form):
    """How the appeal is to end, what the party then gets, and why."""

    outcome = forms.ChoiceField(label=_("Klagen skal ende med"), widget=forms.RadioSelect)
    effect = forms.ChoiceField(
        label=_("Ved medhold får parten"), widget=forms.RadioSelect, required=False,
        help_text=_("Hva hvert valg koster, står over skjemaet."),
    )  # fmt: skip
    grounds = words_field(_("Begrunnelse"), _("Parten leser den i brevet."), rows=8)

    def __init__(self, *args: Any, outcomes: Sequence[AppealStatus], effects: Sequence[Effect], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["outcome"].choices = [(one.value, gettext(one.label)) for one in outcomes]  # type: ignore[attr-defined]
        self.fields["effect"].choices = [(one.code, t(one.label)) for one in effects]  # type: ignore[attr-defined]
        if not effects:
            del self.fields["effect"]

    def value(self) -> dict[str, str]:
        """What the service wants, by name."""
        return {name: self.cleaned_data.get(name, "") for name in ("outcome", "effect", "grounds")}
