"""The place that an application has: from the decided run, or from a decision made anew after an appeal."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from pafyll.apps.applications.models import AllocationResult, Application
from pafyll.apps.casework.models import Decision
from pafyll.apps.catalogue.models import StudyOffer
from pafyll.domain.lifecycles.allocation import RunStatus


@dataclass(frozen=True)
class Place:
    """What was granted. offer None: a study outside the catalogue. lines are the decision's, in whole kroner."""

    offer: StudyOffer | None
    scheme: str
    choice: int
    lines: tuple[dict[str, Any], ...]
    decision: Decision
    is_after_appeal: bool

    def amount(self, payer: str) -> int:
        """What the payer pays in the study year."""
        return sum(line["amount"] for line in self.lines if line["payer"] == payer)


def place_of(application: Application) -> Place | None:
    """The place that the application has been granted, by the newest decision; None without one. Two queries."""
    return places_of([application]).get(application.pk)


def places_of(applications: Iterable[Application]) -> dict[int, Place]:
    """The places of many applications, by the application's key. Three queries at most."""
    keys = {one.about: one.pk for one in applications}
    newest = {
        one.about: one for one in Decision.objects.filter(kind="place", about__in=keys).order_by("decided_at", "pk")
    }
    granted = {keys[about]: one for about, one in newest.items() if one.outcome == "granted"}
    results = _results([key for key, one in granted.items() if "place" not in one.grounds])
    offers = _offers(granted.values())
    return {
        key: place
        for key, one in granted.items()
        if (place := _after_appeal(one, offers) or _from_run(one, results.get(key))) is not None
    }


def _results(keys: list[int]) -> dict[int, AllocationResult]:
    if not keys:
        return {}
    rows = AllocationResult.objects.filter(application__in=keys, run__status=RunStatus.DECIDED, is_granted=True)
    return {row.application_id: row for row in rows.select_related("offer__programme__provider")}


def _offers(decisions: Iterable[Decision]) -> dict[int, StudyOffer]:
    keys = {one.grounds["place"]["offer"] for one in decisions if "place" in one.grounds} - {None}
    return StudyOffer.objects.select_related("programme__provider").in_bulk(keys) if keys else {}


def _after_appeal(decision: Decision, offers: dict[int, StudyOffer]) -> Place | None:
    given = decision.grounds.get("place")
    if given is None:
        return None
    offer = offers.get(given["offer"])
    return Place(offer, given["scheme"], given["choice"], tuple(decision.lines), decision, is_after_appeal=True)


def _from_run(decision: Decision, result: AllocationResult | None) -> Place | None:
    if result is None:
        return None
    lines = tuple(decision.lines)
    return Place(result.offer, result.scheme, result.choice or 1, lines, decision, is_after_appeal=False)
