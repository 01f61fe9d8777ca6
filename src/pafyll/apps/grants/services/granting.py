"""The decision that an owner gets about promised money: one for each owner, every time places are awarded."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from pafyll.apps.accounts.models import User
from pafyll.apps.applications.models import Participation
from pafyll.apps.casework.models import Decision
from pafyll.apps.casework.services import NewDecision, issue_decisions
from pafyll.apps.grants.models import Commitment
from pafyll.domain.schemes import schemes

BATCH = 900  # SQLite takes about a thousand values in a statement


def grant_about(round_id: int, owner_id: int) -> str:
    """The key that an owner's grant decisions in a round are about."""
    return f"grant:{round_id}:{owner_id}"


def grants_for(participations: Sequence[Participation], *, by: User, at: datetime) -> list[Decision]:
    """Issues each owner's decision on what was committed for the participations, when all money is in its place."""
    keys = [one.pk for one in participations]
    made: list[Commitment] = []
    for start in range(0, len(keys), BATCH):
        some = Commitment.objects.filter(term__participation__in=keys[start : start + BATCH])
        made += some.select_related("term__participation__application").order_by("pk")
    return decide_grants(made, by=by, at=at)


def decide_grants(commitments: Sequence[Commitment], *, by: User, at: datetime) -> list[Decision]:
    """Issues each owner's decision on what is promised now. The lines add up to its commitments."""
    if not commitments:
        return []
    found: dict[tuple[int, int], list[Commitment]] = defaultdict(list)
    for one in commitments:
        found[one.round_id, one.owner_id].append(one)
    new = [_decision(round_id, owner_id, found[round_id, owner_id]) for round_id, owner_id in sorted(found)]
    prepared_by = _prepared_by(commitments[0].term.participation) or by
    return issue_decisions(kind="grant", decisions=new, prepared_by=prepared_by, decided_by=by, at=at)


def _decision(round_id: int, owner_id: int, commitments: list[Commitment]) -> NewDecision:
    people = {one.term.participation.person_id for one in commitments}
    return NewDecision(
        about=grant_about(round_id, owner_id),
        outcome="awarded",
        grounds={"teachers": len(people), "commitments": [one.pk for one in commitments], "steps": []},
        lines=list(_lines(commitments)),
    )


def _lines(commitments: list[Commitment]) -> Iterable[dict[str, Any]]:
    sums: dict[tuple[str, int], list[int]] = defaultdict(list)
    for one in commitments:
        sums[one.term.participation.scheme, one.budget_year].append(one.amount)
    for (scheme, year), amounts in sorted(sums.items()):
        yield {
            "label": schemes()[scheme].label,
            "payer": "state",
            "budget_year": year,
            "amount": sum(amounts),
            "because": f"{len(amounts)} semestre",
            "template": "{count} semestre",
            "facts": {"count": str(len(amounts))},
            "source": "Vedtakene om plass",
        }


def _prepared_by(participation: Participation) -> User | None:
    """Whoever prepared the decision on the place: an owner's grant has the same two people behind it."""
    decided = Decision.objects.filter(kind="place", about=participation.application.about).select_related("prepared_by")
    newest = decided.first()
    return newest.prepared_by if newest else None
