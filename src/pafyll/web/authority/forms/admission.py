"""Forms about outages and later deadlines."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pafyll.apps.applications.models import Application, Round
from pafyll.apps.applications.services.dispensing import LaterDeadline
from pafyll.apps.casework.models import Outage
from pafyll.apps.casework.services.outages import OutageFacts
from pafyll.apps.organisations.models import Organisation
from pafyll.integrations.clock import OSLO
from pafyll.web.authority.forms.appeals import words_field

DESKS = [
    ("public", _("Åpne sider")),
    ("teacher", _("Lærere")),
    ("school", _("Rektorer")),
    ("owner", _("Skoleeiere")),
    ("provider", _("Tilbydere")),
    ("authority", _("Direktoratet og statsforvalterne")),
]
FORMS = ["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M", "%d.%m.%Y %H:%M", "%d.%m.%Y %H.%M"]


class MomentField(forms.DateTimeField):
    """A day and a time of day in Norway."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
        super().__init__(input_formats=FORMS, widget=widget, **kwargs)
        self.error_messages["invalid"] = _("Skriv dag og klokkeslett, som 1.3.2026 21.10.")

    def to_python(self, value: Any) -> datetime | None:
        """The moment in Norwegian time."""
        read = super().to_python(value)
        return read.replace(tzinfo=OSLO) if read is not None else None


class OutageForm(forms.Form):
    """When something did not work, why, and whom it hit."""

    starts_at = MomentField(label=_("Begynte"))
    ends_at = MomentField(label=_("Var over"), help_text=_("La stå tomt hvis det ikke er over."), required=False)
    cause = words_field(_("Årsak"), rows=3, limit=1000)
    consequence = words_field(_("Hva folk ikke fikk gjort"), rows=3, limit=1000, required=False)
    desks = forms.MultipleChoiceField(label=_("Hvem det rammet"), choices=DESKS, widget=forms.CheckboxSelectMultiple)
    rounds = forms.MultipleChoiceField(
        label=_("Runder med frist i nærheten"), widget=forms.CheckboxSelectMultiple, required=False
    )

    def __init__(self, *args: Any, rounds: Iterable[Round], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["rounds"].choices = [(str(one.pk), one.name) for one in rounds]  # type: ignore[attr-defined]

    def value(self) -> OutageFacts:
        """The facts as the service wants them."""
        given = self.cleaned_data
        return OutageFacts(**{**given, "rounds": [int(key) for key in given["rounds"]]})


class OutageEndForm(forms.Form):
    """When an outage was over."""

    ends_at = MomentField(label=_("Var over"))


class DispensationForm(forms.Form):
    """For whom the deadline is moved, to when and why."""

    application = forms.CharField(
        label=_("Søknadsnummer"),
        help_text=_("Gir læreren senere frist. La stå tomt når det gjelder en skoleeier."),
        max_length=20,
        required=False,
    )
    owner = forms.ModelChoiceField(
        label=_("Skoleeier"),
        help_text=_("Gir skoleeieren senere frist. Gjelder penger, og avgjøres av en annen enn deg."),
        queryset=Organisation.objects.none(),
        required=False,
        empty_label=_("Gjelder ikke en skoleeier"),
    )
    closes_on = forms.DateField(
        label=_("Ny siste dag"),
        help_text=_("Fristen varer ut dagen."),
        error_messages={"invalid": _("Skriv datoen som dag, måned og år.")},
        widget=forms.DateInput,
    )
    outage = forms.ModelChoiceField(
        label=_("Driftsavbrudd"), queryset=Outage.objects.none(), required=False, empty_label=_("Ikke på grunn av et")
    )
    grounds = words_field(_("Begrunnelse"), rows=4, limit=2000)

    def __init__(self, *args: Any, round: Round, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.round = round
        owners = Organisation.objects.filter(kind__in=Organisation.OWNER_KINDS).order_by("name")
        self.fields["owner"].queryset = owners  # type: ignore[attr-defined]
        self.fields["outage"].queryset = Outage.objects.all()  # type: ignore[attr-defined]
        self.fields["outage"].label_from_instance = lambda one: one.cause  # type: ignore[attr-defined]

    def clean_application(self) -> Application | None:
        """The round's application with the number."""
        number = self.cleaned_data["application"].replace("\0", "").strip()
        if not number:
            return None
        found = Application.objects.select_related("person").filter(round=self.round, number=number).first()
        if found is None:
            raise forms.ValidationError(_("Ingen søknad i runden har dette nummeret. Nummeret står på kvitteringen."))
        return found

    def value(self) -> LaterDeadline:
        """What the service wants."""
        given = self.cleaned_data
        return LaterDeadline(
            closes_on=given["closes_on"],
            grounds=given["grounds"],
            person=given["application"].person if given["application"] else None,
            owner=given["owner"],
            outage=given["outage"],
        )
