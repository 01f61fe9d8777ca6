"""Finding applicants, and what an act on them needs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pafyll.apps.applications.queries.admission import AdmissionSearch
from pafyll.apps.catalogue.models import StudyOffer
from pafyll.domain.lifecycles.admission import AdmissionStatus
from pafyll.domain.rules.admission import Act, Move, reasons
from pafyll.web.components.tags.formats import school_year, t


class AdmissionFilterForm(forms.Form):
    """Search among the provider's applicants."""

    all_optional = True
    sok = forms.CharField(label=_("Navn, søknad eller skoleeier"), required=False, max_length=80)
    tilbud = forms.TypedChoiceField(label=_("Studium"), required=False, coerce=int, empty_value=None)
    status = forms.ChoiceField(label=_("Status"), required=False)

    def __init__(self, *args: Any, offers: Sequence[StudyOffer], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        shown = [(one.pk, f"{one.programme.name}, {school_year(one.study_year)}") for one in offers]
        self.fields["tilbud"].choices = [("", _("Alle")), *shown]  # type: ignore[attr-defined]
        statuses = [(value, t(label)) for value, label in AdmissionStatus.choices()]
        self.fields["status"].choices = [("", _("Alle")), *statuses]  # type: ignore[attr-defined]

    def value(self) -> AdmissionSearch:
        """What is asked; what cannot be understood asks nothing."""
        self.is_valid()
        given = self.cleaned_data
        return AdmissionSearch(
            words=given.get("sok", ""), status=given.get("status", ""), offer=given.get("tilbud") or None
        )


class MoveForm(forms.Form):
    """What the act needs, and nothing more: the fields of other acts are taken out."""

    answer_by = forms.DateField(label=_("Siste dag for å svare"), widget=forms.DateInput)
    conditions = forms.CharField(
        label=_("Vilkår"),
        help_text=_("Ett vilkår på hver linje. Søkeren blir tatt opp når alle er oppfylt."),
        widget=forms.Textarea,
        required=False,
        max_length=1500,
    )
    reason = forms.ChoiceField(label=_("Hvorfor"), widget=forms.RadioSelect)
    words = forms.CharField(
        label=_("Med egne ord"),
        help_text=_("Søkeren og skoleeieren leser dette."),
        widget=forms.Textarea,
        required=False,
        max_length=1000,
    )
    on = forms.DateField(label=_("Dag"), widget=forms.DateInput)
    credits = forms.DecimalField(
        label=_("Oppnådde studiepoeng"), max_digits=4, decimal_places=1, min_value=0, localize=True
    )

    def __init__(self, *args: Any, act: Act, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.act = act
        for name in set(self.fields) - set(FIELDS_OF.get(act, ())):
            del self.fields[name]
        if "reason" in self.fields:
            self.fields["reason"].choices = [(one.code, t(one.text)) for one in reasons().values()]  # type: ignore[attr-defined]
        if "on" in self.fields:
            self.fields["on"].label = DAY_OF.get(act, _("Dag"))

    def value(self) -> Move:
        """The act with what was given."""
        given = self.cleaned_data
        lines = [line.strip() for line in given.get("conditions", "").splitlines()]
        return Move(
            act=self.act,
            answer_by=given.get("answer_by"),
            conditions=tuple(line for line in lines if line),
            reason=given.get("reason", ""),
            words=given.get("words", ""),
            on=given.get("on"),
            credits=given.get("credits"),
        )


FIELDS_OF: dict[Act, tuple[str, ...]] = {
    Act.OFFER: ("answer_by", "conditions"),
    Act.REFUSE: ("reason", "words"),
    Act.START: ("on",),
    Act.PASS: ("on", "credits"),
    Act.FAIL: ("on",),
    Act.DEFER: ("on",),
}
DAY_OF = {
    Act.START: _("Første dag"),
    Act.PASS: _("Resultatdato"),
    Act.FAIL: _("Resultatdato"),
    Act.DEFER: _("Ny dag for resultatet"),
}


class UploadForm(forms.Form):
    """A file to look over."""

    file = forms.FileField(label=_("Fil"), help_text=_("CSV eller Excel, høyst 5 MB."))


class OfferUploadForm(UploadForm):
    """A file with study offers, also as OOAPI."""

    file = forms.FileField(label=_("Fil"), help_text=_("CSV, Excel eller OOAPI 6 (JSON), høyst 5 MB."))
