"""Forms of the distribution bench: a composition, its steps (made from each step's own fields), and the choice."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from pafyll.apps.forums.models import DistributionRun
from pafyll.apps.forums.services.distribution import StepValues
from pafyll.domain.grants.distribution.fields import Bad, Field
from pafyll.domain.grants.distribution.models import models
from pafyll.domain.grants.distribution.recipients import EQUAL, FIXED, KINDS
from pafyll.domain.grants.distribution.steps import STEPS, Step
from pafyll.domain.grants.distribution.texts import Text
from pafyll.web.authority.forms.lines import code_of, lines_from, lines_of
from pafyll.web.components.tags.formats import t

MOST_KRONER = 10**12
EMPTY = ""
SAID = (  # facts of the sentences of a pipeline that look like codes, for the translators
    *(gettext_noop("rammen"), gettext_noop("kommunene"), gettext_noop("fylkeskommunene"), gettext_noop("nettverkene")),
    *(gettext_noop("skolene"), gettext_noop("barnehagene"), gettext_noop("fagskolene"), gettext_noop("fagforumene")),
    *(gettext_noop("registeret"), gettext_noop("prøvenemndene"), gettext_noop("opplæringskontorene")),
)


class StartForm(forms.Form):
    """A new composition: what it is called, the frame, and what it begins with."""

    title = forms.CharField(label=gettext_lazy("Navn på fordelingen"), max_length=200)
    frame = forms.IntegerField(label=gettext_lazy("Ramme i kroner"), min_value=0, max_value=MOST_KRONER)
    start = forms.ChoiceField(
        label=gettext_lazy("Begynn med"),
        help_text=gettext_lazy("Modellene er måter fylkene har fordelt på. Du kan endre alle stegene etterpå."),
    )

    def __init__(self, *args: Any, drafts: Iterable[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ready = [(code, model["title"]) for code, model in models().items() if not _asks(model)]
        asking = [(code, model["title"]) for code, model in models().items() if _asks(model)]
        copies = [(f"draft:{draft.pk}", draft.title) for draft in drafts]
        self.fields["start"].choices = [  # type: ignore[attr-defined]
            ("empty", _("Ingen steg")),
            *([(_("Kopi av"), copies)] if copies else []),
            (_("Modeller"), [(code, _(title)) for code, title in ready]),
            (_("Modeller med tall du fyller inn"), [(code, _(title)) for code, title in asking]),
        ]


class FrameForm(forms.Form):
    """The name and the frame of a composition."""

    title = forms.CharField(label=gettext_lazy("Navn på fordelingen"), max_length=200)
    frame = forms.IntegerField(label=gettext_lazy("Ramme i kroner"), min_value=0, max_value=MOST_KRONER)


class ChoiceForm(forms.Form):
    """Why a run is the one to recommend."""

    reason = forms.CharField(
        label=gettext_lazy("Hvorfor velger dere denne fordelingen?"),
        help_text=gettext_lazy("Begrunnelsen følger fordelingen og kan ikke endres etterpå."),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class CompareForm(forms.Form):
    """Two runs to see side by side."""

    a = forms.ModelChoiceField(label=gettext_lazy("Den ene"), queryset=DistributionRun.objects.none())
    b = forms.ModelChoiceField(label=gettext_lazy("Den andre"), queryset=DistributionRun.objects.none())

    def __init__(self, *args: Any, runs: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("a", "b"):
            self.fields[name].queryset = runs  # type: ignore[attr-defined]
            self.fields[name].empty_label = _("Velg en kjøring")  # type: ignore[attr-defined]


class RanksForm(forms.Form):
    """A place in the order for each need; empty comes last."""

    def __init__(self, *args: Any, needs: Iterable[Any], ranks: Mapping[str, int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for need in needs:
            label = f"{need.number} {need.title}, {need.owner}".strip()
            self.fields[need.number] = forms.IntegerField(
                label=label, min_value=1, max_value=10_000, required=False, initial=ranks.get(need.number)
            )

    def value(self) -> dict[str, int]:
        return {number: rank for number, rank in self.cleaned_data.items() if rank}


class StepForm(forms.Form):
    """One step. The step's class says which fields; pots are written by name, and get a code by themselves."""

    def __init__(
        self, *args: Any, step: type[Step], pots: Mapping[str, str], labels: Mapping[str, str], keys: Mapping[str, str],
        values: Mapping[str, Any], **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self.step, self.values = step, values
        for one in step.FIELDS:
            self.fields[one.name] = _form_field(one, pots, labels, keys, values.get(one.name, one.default))

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        for one in self.step.FIELDS:
            if one.name in self.errors or given.get(one.name) in (None, EMPTY, []):
                continue
            try:
                one.parse(self._content(one, given[one.name]))
            except Bad as bad:
                self.add_error(one.name, f"{t(Text(bad.text, bad.facts))} {t(Text(bad.remedy, bad.facts))}".strip())
        return given

    def value(self) -> StepValues:
        content: dict[str, Any] = {"step": self.step.WORD}
        labels: dict[str, str] = {}
        for one in self.step.FIELDS:
            given = self.cleaned_data.get(one.name)
            if given not in (None, EMPTY, []):
                content[one.name] = self._content(one, given)
                labels |= {code_of(label): label for label in _labels(one, given)}
        return StepValues(content, labels)

    def _content(self, one: Field, given: Any) -> Any:
        if one.kind == "who":
            before = self.values.get(one.name)
            more = (
                {name: value for name, value in before.items() if name != "kinds"} if isinstance(before, dict) else {}
            )
            return {**more, "kinds": given} if more else given
        return lines_from(one.kind, given)


def pots_before(content: Mapping[str, Any], number: int) -> dict[str, str]:
    """The pots that a step with the number may take from: the frame, and what earlier steps make."""
    labels = content.get("pots", {})
    found = {"frame": _("Rammen")}
    for spec in content.get("steps", [])[: number - 1]:
        into = spec.get("into", ())
        for name in [into] if isinstance(into, str) else into:
            found[name] = labels.get(name, name)
    return found


def step_choices() -> list[tuple[str, str]]:
    """Word and label of every step."""
    return [(word, _(step.LABEL)) for word, step in STEPS.items()]


def _form_field(
    one: Field, pots: Mapping[str, str], labels: Mapping[str, str], keys: Mapping[str, str], value: Any
) -> forms.Field:
    shared: dict[str, Any] = {
        "label": _(one.label),
        "required": one.is_required,
        "help_text": HELP.get(one.kind, ""),
    }
    if one.kind == "pot":
        return forms.ChoiceField(choices=list(pots.items()), initial=value, **shared)
    if one.kind == "key":
        known = [*keys.items(), (EQUAL, _("Likt til hver")), (FIXED, _("Faste andeler"))]
        return forms.ChoiceField(choices=known, initial=value, **shared)
    if one.kind == "choice":
        return forms.ChoiceField(
            choices=[(code, _(text)) for code, text in (one.codes or {}).items()], initial=value, **shared
        )
    if one.kind == "who":
        kinds = value.get("kinds", []) if isinstance(value, Mapping) else value if isinstance(value, list) else []
        choices = [(code, _(text)) for code, text in KINDS.items()]
        shared["help_text"] = _("Ingen avkrysset betyr alle.")
        return forms.MultipleChoiceField(choices=choices, initial=kinds, widget=forms.CheckboxSelectMultiple, **shared)
    if one.kind in ("kroner", "whole"):
        number = value if isinstance(value, int) else None
        return forms.IntegerField(min_value=0, max_value=MOST_KRONER, initial=number, **shared)
    if one.kind in HELP:
        lines = lines_of(one.kind, value, labels)
        return forms.CharField(max_length=20_000, initial=lines, widget=forms.Textarea(attrs={"rows": 4}), **shared)
    return forms.CharField(max_length=120, initial=labels.get(value, value) if isinstance(value, str) else "", **shared)


def _labels(one: Field, given: Any) -> list[str]:
    """The names of the pots that the field makes."""
    if one.kind == "new_pot":
        return [str(given).strip()]
    if one.kind in ("pots", "percents", "sums"):
        return [re.split(r"[:;]", line)[0].strip() for line in str(given).splitlines() if line.strip()]
    return []


def _asks(model: Mapping[str, Any]) -> bool:
    from pafyll.domain.grants.distribution import asked_for

    return bool(asked_for(model))


HELP = {
    "pots": gettext_lazy("Én pott på hver linje."),
    "percents": gettext_lazy("En pott og prosent på hver linje, som «Kollektive tiltak: 70». Skriv «rest» for resten."),
    "sums": gettext_lazy("En pott og kroner på hver linje, som «Fagforum: 1 000 000»."),
    "shares": gettext_lazy("Organisasjonsnummer og andel på hver linje, som «910 000 021: 25»."),
    "direct": gettext_lazy("Organisasjonsnummer; kroner; formål, på hver linje."),
    "components": gettext_lazy(
        "Navn; enhet; sats; faktorer, på hver linje, som «Møter; ansatte; 450; møter=6, timer=3»."
    ),
}
