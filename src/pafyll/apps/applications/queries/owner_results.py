"""What came out for an owner's applications, once the allocation is decided."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pafyll.apps.applications.models import AllocationResult, Application, Round
from pafyll.apps.applications.queries.owner import visible_applications, with_everything
from pafyll.apps.applications.queries.placed import accepted_by
from pafyll.apps.applications.queries.rates import approval_of
from pafyll.apps.organisations.models import Organisation
from pafyll.apps.organisations.permissions import Viewer
from pafyll.domain.lifecycles.allocation import RunStatus
from pafyll.domain.lifecycles.application import ApplicationStatus as S
from pafyll.domain.lifecycles.round import RoundStatus
from pafyll.domain.rules.approval import REFUSAL_REASONS

AFTER = (S.GRANTED, S.REFUSED, S.REJECTED, S.LAPSED, S.WITHDRAWN)


@dataclass(frozen=True)
class ResultRow:
    """One application and its outcome; result is None for those that were never in the allocation."""

    application: Application
    result: AllocationResult | None

    @property
    def place(self) -> int | None:
        entry = getattr(self.application, "ranking_entry", None)
        return entry.position if entry else None

    @property
    def study_name(self) -> str:
        offer = (self.result.offer if self.result else None) or self.application.offer_1
        return offer.programme.name if offer else self.application.other_study_name

    @property
    def provider(self) -> str:
        offer = (self.result.offer if self.result else None) or self.application.offer_1
        return offer.programme.provider.name if offer else self.application.other_study_provider

    @property
    def refusal_text(self) -> str:
        """The owner's coded reason for a no of its own, in words."""
        approval = approval_of(self.application)
        code = approval.reason_code if approval and not approval.approved else ""
        return REFUSAL_REASONS[code].text if code in REFUSAL_REASONS else ""

    @property
    def steps(self) -> list[Any]:
        """The stored steps of the reason chain."""
        chain = self.result.chain if self.result else []
        return chain.get("steps", []) if isinstance(chain, dict) else list(chain)


def is_decided_round(round: Round) -> bool:
    """Whether the outcome may be read."""
    return round.status in (RoundStatus.ALLOCATED, RoundStatus.CLOSED)


def result_rows(*, viewer: Viewer, owner: Organisation, round: Round, at: datetime) -> list[ResultRow]:
    """The owner's outcomes by place in the list, those outside it last. Three queries; none before the decision."""
    if not is_decided_round(round):
        return []
    found = visible_applications(viewer, at).filter(owner=owner, round=round, status__in=AFTER)
    applications = list(with_everything(found))
    results = AllocationResult.objects.filter(
        application__in=[one.pk for one in applications], run__status=RunStatus.DECIDED
    )
    by_application = {one.application_id: one for one in results.select_related("offer__programme__provider")}
    by_application |= accepted_by(applications)
    rows = [ResultRow(one, by_application.get(one.pk)) for one in applications]
    return sorted(rows, key=lambda row: (row.place is None, row.place or 0, row.application.number))
