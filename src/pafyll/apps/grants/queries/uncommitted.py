"""What of a round's frames is not promised to anyone."""

from __future__ import annotations

from pafyll.apps.applications.models import Round
from pafyll.apps.grants.models import Account
from pafyll.domain.grants.ledger import AccountKind


def uncommitted(round: Round) -> dict[int, int]:
    """Kroner left in the round's frames, by budget year; 0 for a year whose frame is not set. One query."""
    years = (round.school_year.autumn.budget_year.year, round.school_year.spring.budget_year.year)
    rows = Account.objects.filter(round=round, kind=AccountKind.FRAME).values_list("budget_year", "balance")
    return dict.fromkeys(years, 0) | dict(rows)
