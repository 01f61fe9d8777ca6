"""The rules of a year as data: groups (tiers), order, limits. The public page and the engine read the same objects."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from pafyll.domain.allocation.constraints import CONSTRAINTS
from pafyll.domain.allocation.criteria import CRITERIA
from pafyll.domain.allocation.texts import Text, kroner

FOLDER = Path(__file__).parent / "rulesets"
CONTRACT_ORDER_CODES = ("offer_then_scheme", "scheme_then_offer")


class RuleFault(ValueError):
    """A rule set that says too little, too much or something impossible."""


@dataclass(frozen=True)
class Match:
    """Which contracts belong to a tier. An empty list asks nothing; all lists that are given must fit."""

    subjects: tuple[str, ...] = ()
    counties: tuple[str, ...] = ()
    owner_flags: tuple[str, ...] = ()

    def fits_offer(self, subject: str) -> bool:
        """Whether an offer in the subject can belong."""
        return not self.subjects or subject in self.subjects

    def fits_owner(self, county: str, flags: frozenset[str]) -> bool:
        """Whether an owner's contracts can belong."""
        in_county = not self.counties or county in self.counties
        return in_county and (not self.owner_flags or not flags.isdisjoint(self.owner_flags))


@dataclass(frozen=True)
class Tier:
    """A group of contracts that is served together; -1 means "no limit".

    overflow: what the group's own places or money do not reach waits for a later group that it belongs to.
    """

    code: str
    title: str
    any_of: tuple[Match, ...]
    source: str
    maximum_places: int = -1
    minimum_places: int = -1
    maximum_kroner: int = -1
    overflow: bool = False
    shared_by_teacher_fte: bool = False
    shared_places: int = -1

    @property
    def places(self) -> int:
        """The places of the group itself: its maximum, or the minimum that is earmarked."""
        return self.maximum_places if self.maximum_places >= 0 else self.minimum_places

    def sentences(self, number: int) -> list[Text]:
        """What the public page says about the group."""
        said = [Text("tier", {"number": number, "title": self.title})]
        for limit in ("maximum_places", "minimum_places"):
            if getattr(self, limit) >= 0:
                said.append(Text(f"tier_{limit}", {"places": getattr(self, limit)}))
        if self.maximum_kroner >= 0:
            said.append(Text("tier_maximum_kroner", {"kroner": kroner(self.maximum_kroner)}))
        if self.places >= 0 or self.maximum_kroner >= 0:
            said.append(Text("tier_overflow" if self.overflow else "tier_no_overflow"))
        return said + (self._sharing() if self.shared_by_teacher_fte else [])

    def _sharing(self) -> list[Text]:
        if self.shared_places >= 0:
            return [Text("tier_shared"), Text("tier_shared_places", {"places": self.shared_places})]
        return [Text("tier_shared"), Text("tier_shared_money")]


@dataclass(frozen=True)
class RuleSet:
    """All rules of one study year."""

    study_year: str
    title: str
    source: str
    tiers: tuple[Tier, ...]
    order: tuple[str, ...]  # codes of criteria
    order_sources: tuple[str, ...]
    contract_order: str = "offer_then_scheme"
    cheaper_may_pass_state: bool = False
    cheaper_may_pass_owner: bool = False
    own_readings: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        _check(self)

    @property
    def top_ranked_first(self) -> bool:
        """Whether each owner's top-ranked application goes first, with the state's money set aside for it."""
        return "top_ranked" in self.order

    def with_options(
        self,
        *,
        cheaper_may_pass_state: bool | None = None,
        cheaper_may_pass_owner: bool | None = None,
        shared_places: int | None = None,
        without: Iterable[str] = (),
    ) -> RuleSet:
        """The same rules with switches turned: for the round's own options and for the what-if bench."""
        kept = [(c, s) for c, s in zip(self.order, self.order_sources, strict=True) if c not in set(without)]
        tiers = self.tiers if shared_places is None else _with_sharing(self.tiers, shared_places=shared_places)
        if "within_teacher_fte_share" in set(without):
            tiers = _with_sharing(tiers, shared_by_teacher_fte=False)
        state, owner = cheaper_may_pass_state, cheaper_may_pass_owner
        return replace(
            self,
            tiers=tiers,
            order=tuple(code for code, _ in kept),
            order_sources=tuple(source for _, source in kept),
            cheaper_may_pass_state=self.cheaper_may_pass_state if state is None else state,
            cheaper_may_pass_owner=self.cheaper_may_pass_owner if owner is None else owner,
        )


def _with_sharing(tiers: tuple[Tier, ...], **changes: Any) -> tuple[Tier, ...]:
    return tuple(replace(t, **changes) if t.shared_by_teacher_fte else t for t in tiers)


def _check(rules: RuleSet) -> None:
    if not rules.tiers or len(rules.tiers) > 16:
        raise RuleFault("a rule set has from 1 to 16 tiers")
    if len({tier.code for tier in rules.tiers}) != len(rules.tiers):
        raise RuleFault("two tiers have the same code")
    if unknown := set(rules.order) - CRITERIA.keys():
        raise RuleFault(f"unknown criteria {sorted(unknown)}; known: {sorted(CRITERIA)}")
    if not rules.order or rules.order[-1] != "draw" or len(set(rules.order)) != len(rules.order):
        raise RuleFault("the order ends with the draw and names each criterion once")
    if rules.contract_order not in CONTRACT_ORDER_CODES:
        raise RuleFault(f"unknown contract order {rules.contract_order}")
    _check_share(rules)
    if Match() not in rules.tiers[-1].any_of:
        raise RuleFault("the last tier takes every contract")
    if sum(tier.shared_by_teacher_fte for tier in rules.tiers) > 1:
        raise RuleFault("only one tier is shared by teacher FTE")
    for tier in rules.tiers:
        _check_tier(tier)


def _check_share(rules: RuleSet) -> None:
    before = rules.order[: rules.order.index("within_teacher_fte_share")] if _shares(rules) else ()
    if any(not CRITERIA[code].is_yes_or_no for code in before):
        raise RuleFault("within_teacher_fte_share must come before the ranking")


def _shares(rules: RuleSet) -> bool:
    return "within_teacher_fte_share" in rules.order


def _check_tier(tier: Tier) -> None:
    if tier.minimum_places >= 0 and (tier.maximum_places >= 0 or not tier.overflow):
        raise RuleFault(f"{tier.code}: a minimum has no maximum beside it, and the rest overflows")
    if not tier.any_of:
        raise RuleFault(f"{tier.code}: nothing belongs to it")
    if not tier.source.strip():
        raise RuleFault(f"{tier.code}: the source is empty")


@dataclass(frozen=True)
class Section:
    """A heading on the public rule page with its sentences."""

    title: str
    sentences: tuple[Text, ...]


def published_text(rules: RuleSet) -> list[Section]:
    """The public rule page, said by the objects that the engine executes."""
    tiers = [text for number, tier in enumerate(rules.tiers, 1) for text in tier.sentences(number)]
    order = [Text("order"), *[CRITERIA[code].sentence for code in rules.order]]
    limits = [constraint.sentence for constraint in CONSTRAINTS] + _money_rules(rules)
    readings = [Text("own_reading", {"reading": reading}) for reading in rules.own_readings]
    return [
        Section(
            "Slik går det til", tuple(map(Text, ("list", "approved_only", "one_place", "own_order", "own_cheaper")))
        ),
        Section("Gruppene", tuple(tiers)),
        Section("Rekkefølgen", (*order, Text(rules.contract_order))),
        Section("Grensene", tuple(limits)),
        Section("Slik har vi lest reglene der kilden ikke sier alt", tuple(readings)),
    ]


def _money_rules(rules: RuleSet) -> list[Text]:
    passing = [
        Text(code)
        for code, on in (
            ("state_may_pass", rules.cheaper_may_pass_state),
            ("owner_may_pass", rules.cheaper_may_pass_owner),
        )
        if on
    ]
    strict = [] if len(passing) == 2 else [Text("strict")]
    moves = [Text("top_ranked_moves")] if rules.top_ranked_first else []
    return [Text("state_money"), *strict, *passing, Text("too_large"), Text("set_aside"), *moves]


def rules_hash(rules: RuleSet) -> str:
    """SHA-256 (hex) of everything that the rules say, the published sentences included."""
    said = [[s.title, [str(text) for text in s.sentences]] for s in published_text(rules)]
    canonical = json.dumps([asdict(rules), said], sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def known_rulesets() -> list[str]:
    """The study years that have a rule file, oldest first."""
    return sorted(path.stem for path in FOLDER.glob("*.yaml"))


@cache
def ruleset(study_year: str) -> RuleSet:
    """The rules of a study year, e.g. "2023-24". Raises RuleFault when there is no file for it."""
    path = FOLDER / f"{study_year}.yaml"
    if study_year not in known_rulesets():
        raise RuleFault(f"no rules for {study_year}; known: {', '.join(known_rulesets())}")
    return ruleset_from(yaml.safe_load(path.read_text(encoding="utf-8")))


KEYS = {"study_year", "title", "source", "tiers", "order", "contract_order", "cheaper_may_pass", "own_readings"}


def ruleset_from(content: Mapping[str, Any]) -> RuleSet:
    """A RuleSet from the content of a rule file. Unknown keys and missing sources are refused."""
    if unknown := content.keys() - KEYS:
        raise RuleFault(f"unknown keys {sorted(unknown)}")
    passing = content.get("cheaper_may_pass", {})
    return RuleSet(
        study_year=str(content["study_year"]),
        title=content["title"],
        source=content["source"],
        tiers=tuple(_tier(spec) for spec in content["tiers"]),
        order=tuple(step["criterion"] for step in content["order"]),
        order_sources=tuple(step["source"] for step in content["order"]),
        contract_order=content.get("contract_order", {}).get("code", "offer_then_scheme"),
        cheaper_may_pass_state=bool(passing.get("state", False)),
        cheaper_may_pass_owner=bool(passing.get("owner", False)),
        own_readings=tuple(content.get("own_readings", ())),
    )


def _tier(spec: Mapping[str, Any]) -> Tier:
    known = set(Tier.__dataclass_fields__)
    if unknown := spec.keys() - known:
        raise RuleFault(f"tier {spec.get('code')}: unknown keys {sorted(unknown)}")
    matches = tuple(Match(**{name: tuple(values) for name, values in one.items()}) for one in spec["any_of"])
    return Tier(**{**spec, "any_of": matches})
