"""What the list of tasks is narrowed to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pafyll.apps.casework.queries.inbox import KindOfTask
from pafyll.domain.lifecycles.mail import MailStatus
from pafyll.web.components.tags.formats import t

LATE, SOON = "over", "uke"


@dataclass(frozen=True)
class WantedTasks:
    """kind "" is every kind; due "" is every deadline, and those without one."""

    kind: str = ""
    due: str = ""


class TasksForm(forms.Form):
    """Two choices: what, and by when."""

    hva = forms.ChoiceField(label=_("Hva skal gjøres?"), required=False)
    frist = forms.ChoiceField(
        label=_("Frist"),
        required=False,
        choices=[("", _("Alle")), (SOON, _("Innen en uke")), (LATE, _("Fristen er ute"))],
    )

    def __init__(self, *args: Any, kinds: Sequence[KindOfTask], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [(one.code, f"{one.todo} ({one.count})") for one in kinds]
        self.fields["hva"].choices = [("", _("Alt")), *named]  # type: ignore[attr-defined]

    def value(self) -> WantedTasks:
        """What was chosen; everything when a choice is unknown."""
        if not self.is_valid():
            return WantedTasks()
        return WantedTasks(self.cleaned_data["hva"], self.cleaned_data["frist"])


class SentForm(forms.Form):
    """Which of the sent mails."""

    status = forms.ChoiceField(
        label=_("Status"), required=False, choices=[("", _("Alle")), *((one.value, t(one.label)) for one in MailStatus)]
    )

    def value(self) -> str:
        """The status; "" for all, also when it is unknown."""
        return self.cleaned_data["status"] if self.is_valid() else ""
