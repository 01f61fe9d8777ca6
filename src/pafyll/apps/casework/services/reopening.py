"""An appeal that was dismissed is dealt with after all: what an upheld appeal against the dismissal does."""

from __future__ import annotations

from django.db import transaction

from pafyll.apps.casework.models import Appeal, Decision
from pafyll.apps.casework.outcomes import Reverse
from pafyll.apps.casework.queries.dismissals import KIND, REOPENED, dismissed_by
from pafyll.apps.casework.services.recording import NewDecision, advance, issue_decisions
from pafyll.domain.lifecycles.appeal import APPEAL, AppealStatus


@transaction.atomic
def reopen_after_appeal(order: Reverse) -> Decision:
    """Puts the dismissed appeal back on the first instance's desk, as received. A late one is taken with the reason."""
    appeal = dismissed_by(order.decision)
    Appeal.objects.select_for_update().get(pk=appeal.pk)
    appeal.refresh_from_db()
    advance(
        appeal,
        lifecycle=APPEAL,
        to=AppealStatus.SUBMITTED,
        by=order.decided_by,
        at=order.at,
        appeal=order.appeal.pk,
    )
    taken = {"taken_late_why": order.why} if appeal.is_late else {}
    cleared = {"officer": None, "proposed_outcome": "", "effect": "", "grounds": "", "concluded_at": None}
    Appeal.objects.filter(pk=appeal.pk).update(outcome_decision=None, **cleared, **taken)
    grounds = {"text": order.why, "appeal": order.appeal.pk}
    new = NewDecision(appeal.about, REOPENED, grounds, [])
    return issue_decisions(
        kind=KIND, decisions=[new], prepared_by=order.prepared_by, decided_by=order.decided_by, at=order.at
    )[0]
