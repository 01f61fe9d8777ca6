"""Awards of collective schemes as the pages show them: to decide, with their sums, and how each stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from pafyll.apps.forums.models import SchemeYear
from pafyll.apps.grants.models import Award
from pafyll.apps.grants.permissions.awards import acts_for, visible_awards
from pafyll.apps.grants.queries.award_parts import PartRow, parts_on
from pafyll.apps.grants.queries.own_standing import STANDS, own_standing, own_terms
from pafyll.apps.grants.services.deciding_awards import left_to_award
from pafyll.apps.organisations.models import Organisation
from pafyll.apps.organisations.permissions import Viewer
from pafyll.domain.lifecycles.award import AwardStatus
from pafyll.domain.values import Kroner

A = AwardStatus
__all__ = ["AwardsPage", "PartRow", "awards_of", "awards_to", "own_standing", "own_terms", "parts_on"]


@dataclass(frozen=True)
class AwardsPage:
    """A scheme year's awards with their sums. left is what the appropriation has beyond what is shown."""

    awards: tuple[Award, ...]
    recommended: Kroner
    amount: Kroner
    left: Kroner
    ready: int

    @property
    def departs(self) -> int:
        """How many awards are another amount than the forum recommends."""
        return sum(award.amount != award.recommended for award in self.awards)

    @property
    def all_ready(self) -> bool:
        return bool(self.awards) and self.ready == len(self.awards)


def awards_of(*, viewer: Viewer, year: SchemeYear, day: date) -> AwardsPage:
    """Everything that is proposed or decided in the scheme year. Two queries."""
    rows = tuple(
        visible_awards(viewer, day=day).filter(scheme_year=year, status__in=STANDS).order_by("recipient__name", "pk")
    )
    free = left_to_award(year)
    undecided = sum(award.amount for award in rows if award.status in (A.PROPOSED, A.PREPARED))
    return AwardsPage(
        awards=rows,
        recommended=Kroner(sum(award.recommended for award in rows)),
        amount=Kroner(sum(award.amount for award in rows)),
        left=Kroner(free - undecided),
        ready=sum(award.status == A.PREPARED for award in rows),
    )


def awards_to(*, viewer: Viewer, organisation: Organisation, day: date) -> QuerySet[Award]:
    """What the organisation has been awarded, or is to pass on, the newest first. One query."""
    rows = visible_awards(viewer, day=day)
    if organisation.pk not in acts_for(viewer):
        return rows.none()
    mine = rows.filter(recipient=organisation) | rows.filter(payee=organisation)
    return mine.filter(decided_at__isnull=False).order_by("-scheme_year__year", "scheme_year__title", "pk")
