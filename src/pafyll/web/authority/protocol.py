"""A run's stored protocol as the pages read it: limits that were met, bound and gap in words, what each rule costs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from pafyll.apps.applications.models import Round
from pafyll.apps.applications.queries.groups import DIMENSIONS
from pafyll.domain.values import Kroner
from pafyll.web.components.tags.formats import number

LIMITS = {
    "offer_capacity": "Studiets plasser",
    "owner_quota": "Skoleeierens kvote",
    "owner_money_autumn": "Skoleeierens penger, høst",
    "owner_money_spring": "Skoleeierens penger, vår",
    "tier_places": "Gruppens plasser",
    "tier_kroner": "Gruppens penger",
    "state_money": "Statens penger, høst",
    "state_money_spring": "Statens penger, vår",
}
MOST_LIMITS = 100


@dataclass(frozen=True)
class Limit:
    """A limit that refused somebody: how much there was, how much was used, and where the line went."""

    kind: str
    name: str
    size: str
    used: str
    refused: int
    application: str


@dataclass(frozen=True)
class Protocol:
    """The protocol of a run. stored is the JSON that the run keeps."""

    stored: dict[str, Any]
    round: Round

    @property
    def is_empty(self) -> bool:
        """True for a run that was not made by the engine."""
        return "totals" not in self.stored

    @property
    def totals(self) -> dict[str, int]:
        return self.stored.get("totals", {})

    @property
    def tiers(self) -> list[dict[str, Any]]:
        return self.stored.get("tiers", [])

    @property
    def limits(self) -> list[Limit]:
        """The limits that refused most, at most a hundred; the files have them all."""
        rows = sorted(self.stored.get("cut_offs", []), key=lambda row: (-row["refused"], row["limit"], row["name"]))
        return [self._limit(row) for row in rows[:MOST_LIMITS]]

    @property
    def limits_left_out(self) -> int:
        return max(len(self.stored.get("cut_offs", [])) - MOST_LIMITS, 0)

    def _limit(self, row: dict[str, Any]) -> Limit:
        is_money = "money" in row["limit"] or "kroner" in row["limit"]
        shown = (lambda amount: str(Kroner(amount))) if is_money else number
        name = self.stored.get("names", {}).get(str(row["name"]), str(row["name"]))
        kind = _(LIMITS.get(row["limit"], row["limit"]))
        return Limit(kind, name, shown(row["size"]), shown(row["used"]), row["refused"], row["application_id"])

    @property
    def bound(self) -> dict[str, Any]:
        return self.stored.get("bound", {})

    @property
    def bound_in_words(self) -> list[str]:
        """How far the outcome lies under the most that could be had, and what that means."""
        if not self.bound:
            return []
        placed, most = self.totals["granted"], self.bound["places"]
        gap = max(most - placed, 0)
        facts = {"placed": number(placed), "most": number(most), "gap": number(gap), "share": _per_cent(gap, most)}
        said = [
            _("Reglene ga %(placed)s plasser. Innenfor de samme grensene kunne høyst %(most)s fått plass.") % facts,
        ]
        if gap:
            said.append(
                _(
                    "Forskjellen, %(gap)s plasser (%(share)s %%), er prisen for at rekkefølgen følges: ingen får "
                    "avslag mens noen lenger bak får det hun trengte. Det er et valg i reglene, ikke en feil."
                )
                % facts
            )
        else:
            said.append(_("Ingen annen fordeling kunne gitt flere plass."))
        return said

    @property
    def rule_costs(self) -> list[dict[str, Any]]:
        """What each rule costs in places, the dearest first."""
        return sorted(self.stored.get("rule_costs", []), key=lambda row: -row["extra"])

    @property
    def audit(self) -> dict[str, Any]:
        return self.stored.get("audit", {})

    @property
    def groups(self) -> list[tuple[str, list[dict[str, Any]]]]:
        """(side, rows) for every side on which the outcome is summed up."""
        stored = self.stored.get("groups", {})
        return [(_(label), stored[name]) for name, label in DIMENSIONS.items() if name in stored]

    @property
    def money(self) -> list[tuple[str, str]]:
        """Who pays how much in which budget year."""
        year = self.round.school_year
        names = {
            "state_autumn": _("Staten, %(year)s") % {"year": year.autumn.budget_year},
            "state_spring": _("Staten, %(year)s") % {"year": year.spring.budget_year},
            "owner_autumn": _("Skoleeierne, %(year)s") % {"year": year.autumn.budget_year},
            "owner_spring": _("Skoleeierne, %(year)s") % {"year": year.spring.budget_year},
        }
        return [(label, str(Kroner(self.totals[name]))) for name, label in names.items() if name in self.totals]


def _per_cent(part: int, whole: int) -> str:
    """With one decimal, as a Norwegian reader writes it."""
    tenths = (part * 1000 + whole // 2) // whole if whole else 0
    return f"{tenths // 10},{tenths % 10}"
