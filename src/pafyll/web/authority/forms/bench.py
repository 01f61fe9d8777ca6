"""A scenario: what is changed from the round as it stands. Empty fields change nothing."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pafyll.apps.applications.queries.tables import OTHER_STUDY, RoundTables
from pafyll.domain.allocation import NO_LIMIT, RuleSet
from pafyll.domain.allocation.scenarios import Changes
from pafyll.domain.rules.subjects import subject_name

MOST_KRONER = 10**12
PASSING = [("", gettext_lazy("Som i reglene")), ("yes", gettext_lazy("Ja")), ("no", gettext_lazy("Nei"))]
CRITERIA = {
    "top_ranked": gettext_lazy("Uten forrang for eiers høyest prioriterte"),
    "within_teacher_fte_share": gettext_lazy("Uten andeler etter lærerårsverk"),
    "rank_per_teacher_fte": gettext_lazy("Uten eiers prioritering delt på lærerårsverk"),
    "lacks_credits": gettext_lazy("Uten forrang for den som mangler studiepoeng"),
}
PAYERS = {"state": gettext_lazy("stat"), "owner": gettext_lazy("skoleeier")}
SCHEMES = {"substitute": gettext_lazy("vikarordning"), "scholarship": gettext_lazy("stipendordning")}


def percent(label: Any) -> forms.IntegerField:
    """A percentage of what is: 100 is unchanged."""
    return forms.IntegerField(label=label, min_value=0, max_value=1000, required=False)


class ScenarioForm(forms.Form):
    """Fields follow the round: its subjects and offers, its schemes with rates, its rule set's groups."""

    name = forms.CharField(
        label=gettext_lazy("Navn på scenarioet"),
        help_text=gettext_lazy("For eksempel «20 % flere plasser i spesialpedagogikk»."),
        max_length=120,
    )
    offer = forms.ChoiceField(label=gettext_lazy("Ett studietilbud"), required=False)
    offer_capacity = forms.IntegerField(
        label=gettext_lazy("Plasser på dette tilbudet"), min_value=0, max_value=1_000_000, required=False
    )
    state_autumn = forms.IntegerField(
        label=gettext_lazy("Statens midler, høst (kroner)"), min_value=0, max_value=MOST_KRONER, required=False
    )
    state_spring = forms.IntegerField(
        label=gettext_lazy("Statens midler, vår (kroner)"), min_value=0, max_value=MOST_KRONER, required=False
    )
    without_state_limit = forms.BooleanField(label=gettext_lazy("Uten tak på statens midler"), required=False)
    quota_percent = percent(gettext_lazy("Alle kvoter, prosent av dagens"))
    without_quotas = forms.BooleanField(label=gettext_lazy("Uten kvoter"), required=False)
    without_owner_budgets = forms.BooleanField(label=gettext_lazy("Uten skoleeiernes budsjetter"), required=False)
    cheaper_may_pass_state = forms.ChoiceField(
        label=gettext_lazy("Kan en billigere søknad gå forbi når statens penger ikke rekker?"),
        choices=PASSING,
        required=False,
    )
    cheaper_may_pass_owner = forms.ChoiceField(
        label=gettext_lazy("Kan en billigere søknad gå forbi når skoleeierens penger ikke rekker?"),
        choices=PASSING,
        required=False,
    )
    without = forms.MultipleChoiceField(
        label=gettext_lazy("Regler som slås av"), widget=forms.CheckboxSelectMultiple, required=False
    )
    shared_places = forms.IntegerField(
        label=gettext_lazy("Plasser som fordeles etter lærerårsverk"), min_value=0, max_value=1_000_000, required=False
    )

    def __init__(self, *args: Any, tables: RoundTables, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.tables = tables
        offers = [row for row in tables.offers.iter_rows(named=True) if not row["offer_id"].startswith(OTHER_STUDY)]
        named = ((one["offer_id"], f"{one['title']}, {one['provider']} ({one['capacity']})") for one in offers)
        self.fields["offer"].choices = [("", _("Velg")), *sorted(named, key=lambda one: one[1])]  # type: ignore[attr-defined]
        self.fields["without"].choices = [  # type: ignore[attr-defined]
            (code, label) for code, label in CRITERIA.items() if code in tables.rules.order
        ]
        self._add_subjects({row["subject"] for row in offers})
        self._add_rates()
        self._add_tiers(tables.rules)

    def _add_subjects(self, codes: Iterable[str]) -> None:
        for code in sorted(codes, key=subject_name):
            self.fields[f"subject-{code}"] = percent(_(subject_name(code)))

    def _add_rates(self) -> None:
        for scheme in dict.fromkeys(rate.scheme for rate in self.tables.rates.rates):
            for payer in PAYERS:
                label = _("%(scheme)s, %(payer)s") % {"scheme": SCHEMES.get(scheme, scheme), "payer": PAYERS[payer]}
                self.fields[f"rate-{scheme} {payer}"] = percent(label.capitalize())

    def _add_tiers(self, rules: RuleSet) -> None:
        for number, tier in enumerate(rules.tiers, start=1):
            label = _("Rekkefølge: %(title)s") % {"title": tier.title}
            self.fields[f"tier-{tier.code}"] = forms.IntegerField(
                label=label, min_value=1, max_value=len(rules.tiers), required=False, initial=number
            )
            if tier.places >= 0:
                self.fields[f"places-{tier.code}"] = forms.IntegerField(
                    label=_("Plasser: %(title)s") % {"title": tier.title},
                    min_value=0,
                    max_value=1_000_000,
                    required=False,
                    initial=tier.places,
                )

    def part(self, prefix: str) -> list[forms.BoundField]:
        """The fields whose names begin so, for one section of the page."""
        return [self[name] for name in self.fields if name.startswith(prefix)]

    @property
    def subject_fields(self) -> list[forms.BoundField]:
        return self.part("subject-")

    @property
    def rate_fields(self) -> list[forms.BoundField]:
        return self.part("rate-")

    @property
    def tier_fields(self) -> list[forms.BoundField]:
        return self.part("tier-") + self.part("places-")

    def clean(self) -> dict[str, Any]:
        """An offer and its places belong together, and so do the two halves of the state's money."""
        given = super().clean() or {}
        if bool(given.get("offer")) != (given.get("offer_capacity") is not None):
            self.add_error("offer_capacity", _("Velg både studietilbud og antall plasser, eller ingen av delene."))
        if (given.get("state_autumn") is None) != (given.get("state_spring") is None):
            self.add_error("state_spring", _("Fyll ut både høst og vår, eller ingen av dem."))
        return given

    def value(self) -> Changes:
        """What is changed."""
        given = self.cleaned_data
        return Changes(
            capacity={given["offer"]: given["offer_capacity"]} if given["offer"] else {},
            capacity_percent=self._changed("subject-", 100),
            state_money=self._money(),
            quota_percent=given["quota_percent"],
            without_quotas=given["without_quotas"],
            without_owner_budgets=given["without_owner_budgets"],
            rate_percent=self._changed("rate-", 100),
            shared_places=given["shared_places"],
            tier_order=self._tier_order(),
            tier_places=self._tier_places(),
            without=tuple(given["without"]),
            cheaper_may_pass_state=_yes_or_no(given["cheaper_may_pass_state"]),
            cheaper_may_pass_owner=_yes_or_no(given["cheaper_may_pass_owner"]),
        )

    def _changed(self, prefix: str, unchanged: int) -> dict[str, int]:
        said = {name.removeprefix(prefix): self.cleaned_data[name] for name in self.fields if name.startswith(prefix)}
        return {name: value for name, value in said.items() if value is not None and value != unchanged}

    def _money(self) -> tuple[int, ...] | None:
        if self.cleaned_data["without_state_limit"]:
            return (NO_LIMIT,)
        halves = self.cleaned_data["state_autumn"], self.cleaned_data["state_spring"]
        return None if None in halves else halves

    def _tier_order(self) -> tuple[str, ...]:
        """The groups by the numbers given; nothing when they stand as in the rules."""
        tiers = [tier.code for tier in self.tables.rules.tiers]
        wanted = {code: self.cleaned_data[f"tier-{code}"] or at for at, code in enumerate(tiers, start=1)}
        order = sorted(tiers, key=lambda code: (wanted[code], tiers.index(code)))
        return () if order == tiers else tuple(order)

    def _tier_places(self) -> dict[str, int]:
        usual = {tier.code: tier.places for tier in self.tables.rules.tiers if tier.places >= 0}
        said = {code: self.cleaned_data[f"places-{code}"] for code in usual}
        return {code: places for code, places in said.items() if places is not None and places != usual[code]}


def _yes_or_no(said: str) -> bool | None:
    return {"yes": True, "no": False}.get(said)
