"""An award that would pay for the same person's semester twice is refused as a whole, and says whose."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from pafyll.apps.accounts.models import User
from pafyll.apps.applications.models import Participation, ParticipationTerm
from pafyll.apps.casework.services import require
from pafyll.apps.grants.queries.funded import MANY, standing_for
from pafyll.domain.rules.funded_once import Funded, is_funded_once


def refuse_double_funding(participations: Sequence[Participation], *, by: User, at: datetime) -> None:
    """Raises Refusal when a participation shares person and semester with one that stands. Told of every award."""
    wanted = _semesters(participations)
    require(is_funded_once(wanted, standing_for({one.person for one in wanted})))


def _semesters(participations: Sequence[Participation]) -> list[Funded]:
    by_key = {one.pk: one for one in participations}
    keys = sorted(by_key)
    found: list[Funded] = []
    for start in range(0, len(keys), MANY):
        rows = ParticipationTerm.objects.filter(participation__in=keys[start : start + MANY])
        found += [_funded(row, by_key[row.participation_id]) for row in rows]
    return found


def _funded(term: ParticipationTerm, participation: Participation) -> Funded:
    return Funded(participation.person_id, term.when, participation.pk, participation.study_name)
