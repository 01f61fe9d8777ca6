"""What-if: a set of changes to places, money, quotas, rates and rules, applied to the same tables before a run."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from typing import Any

import polars as pl

from pafyll.domain.allocation.problem import NO_LIMIT
from pafyll.domain.allocation.rates import Rate, Rates
from pafyll.domain.allocation.rules import RuleSet, Tier
from pafyll.domain.answers import Answer, yes
from pafyll.domain.rules.subjects import subject_name
from pafyll.domain.values import Kroner

NAMES = {
    "top_ranked": "forrangen for eiers høyest prioriterte",
    "within_teacher_fte_share": "andelene etter lærerårsverk",
    "rank_per_teacher_fte": "eiers prioritering delt på lærerårsverk",
    "lacks_credits": "forrangen for den som mangler studiepoeng",
    "substitute state": "vikarordning, stat",
    "substitute owner": "vikarordning, skoleeier",
    "scholarship state": "stipendordning, stat",
    "scholarship owner": "stipendordning, skoleeier",
}
FACTS = frozenset({"capacity", "capacity_percent", "state_money"})


@dataclass(frozen=True)
class Changes:
    """What a scenario changes. Empty or None means "as it stands". Percentages: 100 is unchanged, 120 a fifth more.

    capacity: places by offer. capacity_percent: by subject. state_money: (autumn, spring) in kroner, -1 no limit.
    quota_percent: of every owner's quota. rate_percent: by "scheme payer", e.g. "substitute state".
    tier_order: tier codes, first served first. tier_places: places by tier, where the tier has a number.
    """

    capacity: Mapping[str, int] = field(default_factory=dict)
    capacity_percent: Mapping[str, int] = field(default_factory=dict)
    state_money: tuple[int, ...] | None = None
    quota_percent: int | None = None
    without_quotas: bool = False
    without_owner_budgets: bool = False
    rate_percent: Mapping[str, int] = field(default_factory=dict)
    shared_places: int | None = None
    tier_order: tuple[str, ...] = ()
    tier_places: Mapping[str, int] = field(default_factory=dict)
    without: tuple[str, ...] = ()
    cheaper_may_pass_state: bool | None = None
    cheaper_may_pass_owner: bool | None = None

    @classmethod
    def of(cls, stored: Mapping[str, Any]) -> Changes:
        """Changes from stored JSON. Raises ValueError on a key that is not known."""
        if unknown := stored.keys() - {one.name for one in fields(cls)}:
            raise ValueError(f"unknown changes: {sorted(unknown)}")
        given: dict[str, Any] = {n: tuple(value) if isinstance(value, list) else value for n, value in stored.items()}
        return cls(**given)

    def stored(self) -> dict[str, Any]:
        """Only what is changed, as JSON values."""
        empty = Changes()
        said = {name: value for name, value in asdict(self).items() if value != getattr(empty, name)}
        return {name: list(value) if isinstance(value, tuple) else value for name, value in said.items()}

    @property
    def changes_rules(self) -> bool:
        """Whether more is changed than places and the state's money: such a run may be compared, never decided."""
        return not self.stored().keys() <= FACTS

    def to_offers(self, offers: pl.DataFrame) -> pl.DataFrame:
        """The offers with changed capacity; a percentage is rounded down to whole places."""
        percent = _looked_up("subject", self.capacity_percent, pl.lit(100))
        scaled = pl.col("capacity") * percent // 100
        return offers.with_columns(_looked_up("offer_id", self.capacity, scaled).alias("capacity"))

    def to_owners(self, owners: pl.DataFrame) -> pl.DataFrame:
        """The owners with changed quotas and budgets."""
        nothing = pl.lit(None, dtype=pl.Int64)
        columns = []
        if self.without_quotas:
            columns.append(nothing.alias("quota"))
        elif self.quota_percent is not None:
            columns.append(pl.col("quota") * self.quota_percent // 100)
        if self.without_owner_budgets:
            columns += [nothing.alias("budget_autumn"), nothing.alias("budget_spring")]
        return owners.with_columns(columns)

    def to_rates(self, rates: Rates) -> Rates:
        """The rates scaled by payer, in whole kroner rounded down."""
        return Rates(_scaled(rate, self.rate_percent) for rate in rates.rates)

    def to_money(self, money: tuple[int, ...]) -> tuple[int, ...]:
        """The state's money."""
        return money if self.state_money is None else tuple(self.state_money)

    def to_rules(self, rules: RuleSet) -> RuleSet:
        """The rules with switches turned, tiers in another order and other numbers of places."""
        tiers = tuple(_with_places(tier, self.tier_places) for tier in _ordered(rules.tiers, self.tier_order))
        return replace(rules, tiers=tiers).with_options(
            cheaper_may_pass_state=self.cheaper_may_pass_state,
            cheaper_may_pass_owner=self.cheaper_may_pass_owner,
            shared_places=self.shared_places,
            without=self.without,
        )

    def sentences(self, names: Mapping[str, str] | None = None) -> list[Answer]:
        """What is changed, a sentence each; translated and filled in like every answer's text.

        names says what the codes of offers, tiers, criteria and rates are called; a code without a name stands.
        """
        called = {**NAMES, **(names or {})}
        return [*self._about_places(called), *self._about_money(called), *self._about_rules(called)]

    def _about_places(self, called: Mapping[str, str]) -> list[Answer]:
        by_offer = [
            yes("capacity", "{offer} får {places} plasser.", offer=called.get(offer, offer), places=places)
            for offer, places in self.capacity.items()
        ]
        by_subject = [
            yes(
                "capacity_percent",
                "Plassene i {subject} blir {percent} % av dagens.",
                subject=subject_name(subject).lower(),
                percent=percent,
            )
            for subject, percent in self.capacity_percent.items()
        ]
        return by_offer + by_subject

    def _about_money(self, called: Mapping[str, str]) -> list[Answer]:
        said = []
        if self.state_money is not None:
            unlimited = all(money == NO_LIMIT for money in self.state_money)
            text = "Staten har ikke noe tak." if unlimited else "Staten har {money}."
            said.append(yes("state_money", text, money=" + ".join(str(Kroner(money)) for money in self.state_money)))
        if self.without_quotas:
            said.append(yes("without_quotas", "Skoleeierne har ingen kvote."))
        elif self.quota_percent is not None:
            said.append(yes("quota_percent", "Kvotene blir {percent} % av dagens.", percent=self.quota_percent))
        if self.without_owner_budgets:
            said.append(yes("without_owner_budgets", "Skoleeiernes egne budsjetter teller ikke."))
        for name, percent in self.rate_percent.items():
            said.append(
                yes(
                    "rate_percent",
                    "Satsen «{name}» blir {percent} % av dagens.",
                    name=called.get(name, name),
                    percent=percent,
                )
            )
        return said

    def _about_rules(self, called: Mapping[str, str]) -> list[Answer]:
        said = [yes("without", "Slått av: {criterion}.", criterion=called.get(code, code)) for code in self.without]
        if self.tier_order:
            tiers = " → ".join(called.get(code, code) for code in self.tier_order)
            said.append(yes("tier_order", "Gruppene kommer i denne orden: {tiers}.", tiers=tiers))
        for tier, places in self.tier_places.items():
            said.append(
                yes("tier_places", "Gruppen «{tier}» har {places} plasser.", tier=called.get(tier, tier), places=places)
            )
        if self.shared_places is not None:
            said.append(yes("shared_places", "{places} plasser deles etter lærerårsverk.", places=self.shared_places))
        for payer, may_pass in (("staten", self.cheaper_may_pass_state), ("eieren", self.cheaper_may_pass_owner)):
            if may_pass is not None:
                text = "En billigere søknad kan gå forbi en dyrere når pengene til {payer} ikke rekker."
                closed = "Ingen kan gå forbi når pengene til {payer} ikke rekker."
                said.append(yes("may_pass", text if may_pass else closed, payer=payer))
        return said


def _looked_up(column: str, values: Mapping[str, int], otherwise: pl.Expr) -> pl.Expr:
    if not values:
        return otherwise.cast(pl.Int64)
    found = pl.col(column).replace_strict(list(values), list(values.values()), default=None, return_dtype=pl.Int64)
    return pl.coalesce(found, otherwise.cast(pl.Int64))


def _scaled(rate: Rate, percent: Mapping[str, int]) -> Rate:
    state, owner = (percent.get(f"{rate.scheme} {payer}", 100) for payer in ("state", "owner"))
    return replace(
        rate,
        state_per_30_credits=rate.state_per_30_credits * state // 100,
        owner_per_30_credits=rate.owner_per_30_credits * owner // 100,
    )


def _ordered(tiers: tuple[Tier, ...], order: tuple[str, ...]) -> tuple[Tier, ...]:
    """The named tiers first, in the order named; then the rest as they stood."""
    return tuple(sorted(tiers, key=lambda tier: order.index(tier.code) if tier.code in order else len(order)))


def _with_places(tier: Tier, places: Mapping[str, int]) -> Tier:
    if tier.code not in places:
        return tier
    if tier.minimum_places >= 0:
        return replace(tier, minimum_places=places[tier.code])
    return replace(tier, maximum_places=places[tier.code]) if tier.maximum_places >= 0 else tier
