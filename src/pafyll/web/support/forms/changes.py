"""What a change of organisations is: who, from which day, and whom they become."""

from __future__ import annotations

from collections.abc import Iterator

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from pafyll.apps.applications.models import OwnerFrame
from pafyll.apps.organisations.models import Organisation, Person
from pafyll.apps.support.frame_parts import LIMITS, FramePart
from pafyll.apps.support.models import Reorganisation
from pafyll.apps.support.services.planning_changes import Becomes, Planned
from pafyll.domain.rules.reorganising import KIND_LABELS, ReorganisationKind
from pafyll.web.components.tags.formats import number

MOST = 60
MOST_KRONER = 10**12
LABELS = {"quota": _("Kvote"), "budget_autumn": _("Budsjett høst"), "budget_spring": _("Budsjett vår")}


class ChangeForm(forms.Form):
    """One change. Numbers stand on lines of their own, so that a list can be pasted."""

    kind = forms.TypedChoiceField(
        label=_("Hva skjer?"),
        choices=[(one.value, KIND_LABELS[one]) for one in ReorganisationKind],
        coerce=ReorganisationKind,
        widget=forms.RadioSelect,
    )
    day = forms.DateField(label=_("Fra hvilken dag?"), widget=forms.DateInput(attrs={"type": "date"}))
    sources = forms.CharField(
        label=_("Hvem gjelder det?"),
        help_text=_("Numrene til dem som slås sammen, deles, legges ned eller flyttes. Ett på hver linje."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    targets = forms.CharField(
        label=_("Hvem blir de til?"),
        help_text=_(
            "Ett organisasjonsnummer på hver linje. Er den ny, skriv navnet etter nummeret. "
            "For en skole som flytter: nummeret til den nye eieren. Tom for en nedleggelse."
        ),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
    )
    heir = forms.CharField(
        label=_("Hovedarvtaker"),
        help_text=_("Trengs bare for en deling: nummeret til den som fører videre det som ikke kan deles."),
        max_length=9,
        required=False,
    )
    source = forms.CharField(
        label=_("Hvor er det vedtatt?"),
        help_text=_("Forskriften, saken eller brevet. Dette blir offentlig."),
        max_length=300,
    )
    why = forms.CharField(
        label=_("Noe mer om endringen"), widget=forms.Textarea(attrs={"rows": 3}), max_length=2000, required=False
    )

    def clean_sources(self) -> list[str]:
        return [number for number, _name in self._lines("sources")]

    def clean_targets(self) -> list[Becomes]:
        return [Becomes(number, name) for number, name in self._lines("targets")]

    def _lines(self, name: str) -> list[tuple[str, str]]:
        """(number, the rest) of each line."""
        lines = [line.split(maxsplit=1) for line in self.cleaned_data[name].splitlines() if line.strip()]
        if len(lines) > MOST:
            raise forms.ValidationError(gettext("Skriv høyst %(most)s linjer.") % {"most": MOST})
        return [(parts[0], parts[1].strip()[:200] if len(parts) > 1 else "") for parts in lines]

    def value(self) -> Planned:
        said = self.cleaned_data
        return Planned(
            said["kind"], said["day"], said["source"], said["sources"], said["targets"], said["heir"], said["why"]
        )


class ReasonForm(forms.Form):
    """Why it is sent back or called off."""

    why = forms.CharField(label=_("Hvorfor?"), widget=forms.Textarea(attrs={"rows": 2}), max_length=300)


class ShareForm(forms.Form):
    """Where each school and each person goes."""

    def __init__(
        self,
        *args: object,
        reorganisation: Reorganisation,
        schools: list[Organisation],
        people: list[Person],
        frames: list[FramePart],
        **more: object,
    ) -> None:
        super().__init__(*args, **more)  # type: ignore[arg-type]
        targets = [("", _("Velg")), *((str(one.pk), one.name) for one in reorganisation.targets.all())]
        chosen = {(one.school_id, one.person_id): one.target_id for one in reorganisation.choices.all()}
        for kind, rows in (("school", schools), ("person", people)):
            for row in rows:
                key = (row.pk, None) if kind == "school" else (None, row.pk)
                self.fields[f"{kind}-{row.pk}"] = forms.ChoiceField(
                    label=str(row), choices=targets, required=False, initial=chosen.get(key, "")
                )

        self.parts = {(one.frame.round_id, name, one.target.pk): one for one in frames for name in LIMITS}
        for part_key, part in self.parts.items():
            self._ask_for_part(part_key, part)

    def _ask_for_part(self, key: tuple[int, str, int], part: FramePart) -> None:
        """A question for a limit that the frame has; a limit that it has not cannot be divided."""
        amount = getattr(part, key[1])
        if amount is None:
            return
        words = {"limit": LABELS[key[1]], "round": part.frame.round, "who": part.target.name}
        self.fields[_named(key)] = forms.IntegerField(
            label=gettext("%(limit)s i %(round)s til %(who)s") % words,
            min_value=0,
            max_value=MOST_KRONER,
            initial=amount,
            required=False,
        )

    def sections(self) -> Iterator[tuple[str, str, list[forms.BoundField]]]:
        """The questions under their headings: schools, people and each round, which says what is to be divided."""
        told = {part.frame.round_id: part.frame for part in self.parts.values()}
        headings = {"school-": gettext("Skoler"), "person-": gettext("Mennesker")}
        headings |= {f"part-{key}-": str(frame.round) for key, frame in told.items()}
        sums = {f"part-{key}-": _sums(frame) for key, frame in told.items()}
        for start, heading in headings.items():
            fields = [self[name] for name in self.fields if name.startswith(start)]
            if fields:
                yield heading, sums.get(start, ""), fields

    def divided(self) -> dict[int, dict[int, dict[str, int]]]:
        """{round: {target: {limit: part}}} of the rounds where not everything goes to the heir."""
        found: dict[int, dict[int, dict[str, int]]] = {}
        for key, one in self.parts.items():
            if _named(key) in self.fields:
                parts = found.setdefault(one.frame.round_id, {}).setdefault(one.target.pk, {})
                parts[key[1]] = self.cleaned_data[_named(key)] or 0
        is_heir = {one.target.pk: one.target.is_heir for one in self.parts.values()}
        return {
            round: parts
            for round, parts in found.items()
            if any(part for to, mine in parts.items() if not is_heir[to] for part in mine.values())
        }

    def chosen(self, kind: str) -> dict[int, int]:
        """Those of the kind that are said: {key: key of the target}."""
        said = {name.partition("-"): value for name, value in self.cleaned_data.items() if value}
        return {int(key): int(value) for (what, _dash, key), value in said.items() if what == kind}


def _sums(frame: OwnerFrame) -> str:
    """What there is to divide of each limit that the frame has."""
    has = [(LABELS[name], number(amount)) for name in LIMITS if (amount := getattr(frame, name)) is not None]
    return gettext("Til sammen: %(sums)s") % {"sums": ", ".join(f"{label} {amount}" for label, amount in has)}


def _named(key: tuple[int, str, int]) -> str:
    """The question's name: what, in which round, and whose."""
    round, limit, target = key
    return f"part-{round}-{limit}-{target}"
