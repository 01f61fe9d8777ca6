"""What a collective scheme is: who decides, who recommends, who may receive, the owner's own part, and since when."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from pafyll.domain.parameters import DatedValue, NoValueInForce, Parameter, ParameterFault

FORUM, GOVERNOR, COUNTY = "forum", "governor", "county"  # who decides
UNIVERSITY, VOCATIONAL_COLLEGE = "university", "vocational_college"  # kinds of partner
FORUM_GRANT, OWNER_AWARD, GRANT = "forum_grant", "owner_award", "grant"  # what the own contribution is counted of
NEEDED = {
    "regime",
    "decides",
    "recommends",
    "legal_basis",
    "recipients",
    "partners",
    "most_years",
    "purpose",
    "target_group",
}


@dataclass(frozen=True, eq=False)
class OwnContribution:
    """What the owner pays itself. Each part is asked with `.on(day)` or `.dated(day)`, which gives the source too.

    rate is per cent; base is "forum_grant", "owner_award" or "grant"; working_time is whether own time counts.
    Where no source states a part, asking raises NoValueInForce; where sources state different ones, SourcesDisagree.
    """

    rate: Parameter
    base: Parameter
    working_time: Parameter


@dataclass(frozen=True, eq=False)
class CollectiveScheme:
    """A regime of collective development.

    decides: "forum", "governor" or "county". recommends: "forum", or "" where the forum has no say that we know of.
    """

    code: str
    label: str
    parameters: Mapping[str, Parameter]

    def __post_init__(self) -> None:
        if missing := NEEDED - self.parameters.keys():
            raise ParameterFault(f"{self.code}: no {sorted(missing)}")

    @property
    def starts_on(self) -> date:
        return self.parameters["regime"].values[0].starts_on

    @property
    def ends_before(self) -> date | None:
        """The day from which the scheme is no more; None while it stands."""
        return self.parameters["regime"].values[-1].ends_before

    def is_in_force(self, day: date) -> bool:
        return self.parameters["regime"].has_value_on(day)

    def in_budget_year(self, year: int) -> bool:
        """Whether the scheme is in force some day of the year."""
        return self.starts_on <= date(year, 12, 31) and date(year, 1, 1) < (self.ends_before or date.max)

    @property
    def regime(self) -> str:
        """The rules in words, the latest where they have changed."""
        return str(self._latest("regime"))

    @property
    def decides(self) -> str:
        return str(self._latest("decides"))

    @property
    def recommends(self) -> str:
        """Who recommends; "" where nobody does or no source says so. `optional` tells the two apart."""
        return str(self._latest("recommends") or "")

    @property
    def paragraphs(self) -> str:
        """Where the rules stand, in words; "" where that is not found."""
        return str(self._latest("legal_basis") or "")

    @property
    def recipients(self) -> frozenset[str]:
        """Kinds of organisation that may receive the money; as a draft has it where the final rules are not read."""
        parameter = self.parameters["recipients"]
        stated = [parameter.values[-1].value] if parameter.values else [claim.value for claim in parameter.claims]
        return frozenset(kind for kinds in stated for kind in kinds)

    @property
    def partners(self) -> frozenset[str]:
        """Kinds of provider that an owner may work with: "university", "vocational_college"."""
        return frozenset(self._latest("partners") or ())

    @property
    def most_years(self) -> int | None:
        """For how many years a need may be notified at once; None where no source says."""
        value = self._latest("most_years")
        return None if value is None else int(value)

    @property
    def own_contribution(self) -> OwnContribution | None:
        """The owner's own part; None where the sources name no such rule for the scheme."""
        if "own_contribution_rate" not in self.parameters:
            return None
        parts = (self.parameters[f"own_contribution_{name}"] for name in ("rate", "base", "working_time"))
        return OwnContribution(*parts)

    def optional(self, name: str, day: date) -> DatedValue | None:
        """A parameter on the day; None where no source gives it, or sources disagree."""
        try:
            return self.parameters[name].dated(day) if name in self.parameters else None
        except NoValueInForce:
            return None

    def _latest(self, name: str) -> Any:
        values = self.parameters[name].values
        return values[-1].value if values else None


def kind_of_provider(flags: Collection[str]) -> str:
    """Whether a provider is a vocational college (flagged so) or a university or college."""
    return VOCATIONAL_COLLEGE if VOCATIONAL_COLLEGE in flags else UNIVERSITY
