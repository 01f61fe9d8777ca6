"""Which address shall be told, by which key and of what; which messages are shown; and from when all is told again."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from pafyll.apps.connections.models import AccessToken
from pafyll.domain.lifecycles.webhook import HookDeliveryStatus
from pafyll.domain.rules.webhooks import LONGEST_ADDRESS, THINGS, things_for
from pafyll.web.components.tags.formats import t


class WebhookForm(forms.Form):
    """A new address. It is told of what its key may read, and of nothing more."""

    token = forms.ModelChoiceField(
        label=_("Nøkkel"),
        help_text=_("Adressen varsles bare om det nøkkelen kan lese, så lenge nøkkelen virker."),
        queryset=AccessToken.objects.none(),
        empty_label=None,
    )
    address = forms.CharField(
        label=_("Adresse"),
        help_text=_("Adressen i systemet deres som tar imot meldinger, for eksempel https://system.example.no/pafyll."),
        max_length=LONGEST_ADDRESS,
    )
    kinds = forms.MultipleChoiceField(label=_("Hva adressen skal varsles om"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, tokens: Iterable[AccessToken], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = list(tokens)
        scopes = {scope for one in own for scope in one.scopes}
        self.fields["token"].queryset = AccessToken.objects.filter(pk__in=[one.pk for one in own])  # type: ignore[attr-defined]
        self.fields["kinds"].choices = [(one.code, gettext(one.label)) for one in things_for(scopes)]  # type: ignore[attr-defined]
        if own:
            self.initial["token"] = own[0].pk


class DeliveriesForm(forms.Form):
    """Which of the messages."""

    status = forms.ChoiceField(
        label=_("Status"),
        required=False,
        choices=[("", _("Alle")), *((one.value, t(one.label)) for one in HookDeliveryStatus)],
    )

    def value(self) -> str:
        """The status; "" for all, also when it is unknown."""
        return self.cleaned_data["status"] if self.is_valid() else ""


class SinceForm(forms.Form):
    """From which day everything is told again."""

    since = forms.DateField(label=_("Send på nytt alt som har hendt fra og med"))


def label_of_kind(kind: str) -> str:
    """A kind as people read it: a thing, or one of its events."""
    code, _dot, status = kind.partition(".")
    thing = THINGS.get(code)
    if thing is None:
        return kind
    label = gettext(thing.label)
    return f"{label}: {gettext(thing.lifecycle.statuses(status).label)}" if status else label  # type: ignore[call-arg, attr-defined]
