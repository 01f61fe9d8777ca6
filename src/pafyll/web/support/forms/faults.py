"""Which faults are shown: since when, at which desk, and of which kind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pafyll.web.components.context import ROOMS

DAYS = [("7", _("Den siste uken")), ("30", _("De siste 30 dagene")), ("90", _("De siste 90 dagene"))]


@dataclass(frozen=True)
class Wanted:
    """What is chosen."""

    days: int
    desk: str
    code: str


class FaultsForm(forms.Form):
    """Names of the fields are what stands in the address, so they are Norwegian."""

    tid = forms.ChoiceField(label=_("Tid"), choices=DAYS, required=False, initial="30")
    rom = forms.ChoiceField(label=_("Hvem sine sider"), required=False)
    feil = forms.ChoiceField(label=_("Feil"), required=False)
    all_optional = True

    def __init__(self, *args: Any, codes: Sequence[tuple[str, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        rooms = [(name, label) for name, (label, _roles) in ROOMS.items()]
        self.fields["rom"].choices = [("", _("Alle")), *rooms, ("public", _("Åpne sider"))]  # type: ignore[attr-defined]
        self.fields["feil"].choices = [("", _("Alle")), *codes]  # type: ignore[attr-defined]

    def value(self) -> Wanted:
        said = self.cleaned_data if self.is_valid() else {}
        return Wanted(int(said.get("tid") or 30), said.get("rom") or "", said.get("feil") or "")
