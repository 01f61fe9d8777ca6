"""What a page about a change shows: its rule, its form, and its effect once the form can be read."""

from __future__ import annotations

from dataclasses import dataclass

from pafyll.apps.applications.models import Participation
from pafyll.apps.grants.services.wanting import effect_key, effect_of
from pafyll.domain.grants.effects import MoneyEffect
from pafyll.domain.rules.changes import CHANGES, ChangeKind, ChangeRule
from pafyll.web.components.change_form import ChangeForm
from pafyll.web.components.refusing import tried


@dataclass(frozen=True)
class ChangePage:
    """effect is None until the form is filled in and may be done; seen is the effect's fingerprint."""

    kind: ChangeKind
    rule: ChangeRule
    form: ChangeForm
    effect: MoneyEffect | None = None
    seen: str = ""


def change_page(participation: Participation, kind: ChangeKind, given: object) -> ChangePage:
    """The page for what was given (request.GET or POST; empty for a blank form). Does nothing."""
    form = ChangeForm(given or None, participation=participation, kind=kind)  # type: ignore[arg-type]
    effect = None
    if form.is_bound and form.is_valid():
        effect = tried(form, lambda: effect_of(participation, form.value()))
    return ChangePage(kind, CHANGES[kind], form, effect, effect_key(effect) if effect else "")
