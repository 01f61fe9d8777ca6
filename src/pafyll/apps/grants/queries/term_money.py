"""A participation's money as the rules for changes read it."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q, Sum

from pafyll.apps.applications.models import Participation, ParticipationTerm
from pafyll.apps.grants.models import Commitment
from pafyll.domain.grants.effects import TermMoney
from pafyll.domain.lifecycles.participation import TermStatus
from pafyll.domain.values import Kroner

SPARED = (TermStatus.ENDED, TermStatus.NOT_STARTED)  # the owner's own share is not needed


def money_of(participation: Participation) -> list[TermMoney]:
    """Every semester's money, in the order of the semesters. Two queries."""
    return money_in(participation.terms.all())


def money_in(terms: Iterable[ParticipationTerm]) -> list[TermMoney]:
    """The money of the semesters, in their order. A semester without a commitment has none from the state."""
    rows = list(terms)
    redirected = Sum("chosen__amount", filter=Q(chosen__choice__repays=False), default=0)
    found = Commitment.objects.filter(term__in=[row.pk for row in rows]).annotate(redirected=redirected)
    by_term = {one.term_id: one for one in found}
    money = [_money(row, by_term.get(row.pk)) for row in rows]
    return sorted(money, key=lambda one: (one.semester.budget_year.year, one.semester.is_autumn))


def _money(term: ParticipationTerm, commitment: Commitment | None) -> TermMoney:
    is_spared = term.status in SPARED
    owner = Kroner(term.owner_amount)
    if commitment is None:
        return TermMoney(term.when, Kroner(0), owner, share_ended=is_spared)
    return TermMoney(
        semester=term.when,
        state=Kroner(commitment.amount),
        owner=owner,
        paid=Kroner(commitment.paid),
        released=Kroner(commitment.released),
        recovered=Kroner(commitment.recovered),
        redirected=Kroner(commitment.redirected),  # type: ignore[attr-defined]
        share_ended=is_spared,
    )
