"""The nation's round: announced, past the owners' deadline, with money that does not reach everyone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from pafyll.apps.accounts.models import User
from pafyll.apps.applications.models import OwnerFrame, Round, RoundRate
from pafyll.devtools.seed.nation.applications import Wishes
from pafyll.devtools.seed.nation.owners import Owners
from pafyll.devtools.seed.story.days import at
from pafyll.devtools.seed.story.rounds import RATE_SOURCE, RATES, RULE_SET
from pafyll.domain.lifecycles.round import RoundStatus
from pafyll.domain.rules.subjects import subject_group
from pafyll.domain.values import SchoolYear
from pafyll.integrations.clock import midnight_after

STATE_SHARE_OF_NEED = 72  # per cent of what everyone approved would cost: the money binds


@dataclass(frozen=True)
class Terms:
    """The round with its rates and the owners' frames."""

    round: Round
    rates: list[RoundRate]
    frames: list[OwnerFrame]


def announce(year: int) -> Round:
    """The round, with its usual dates and its draw announced; money is set when the need is known."""
    return Round(
        pk=1,
        study_year=year,
        name=f"Videreutdanning for lærere {SchoolYear(year)}",
        rule_set=RULE_SET,
        status=RoundStatus.OPEN,
        opens_at=at(date(year, 2, 1), 0),
        teacher_closes_at=midnight_after(date(year, 3, 1)),
        owner_opens_at=at(date(year, 3, 2), 0),
        owner_closes_at=midnight_after(date(year, 3, 15)),
        result_on=date(year, 4, 30),
        admission_on=date(year, 5, 31),
        draw_seed="Nasjonen 4 11 19 23 30 37",
        draw_announced_at=at(date(year, 2, 20)),
    )


def set_terms(round: Round, owners: Owners, wishes: Wishes, officer: User, rng: np.random.Generator) -> Terms:
    """Rates for demonstration, the state's money as a share of the need, and a frame for every owner."""
    state, own = _need(wishes)
    total = int(state.sum()) * STATE_SHARE_OF_NEED // 100
    round.state_money_autumn, round.state_money_spring = total // 2, total - total // 2
    return Terms(round, _rates(round, officer), _frames(round, owners, wishes, own, rng))


def _rates(round: Round, officer: User) -> list[RoundRate]:
    entered_at = at(date(round.study_year, 1, 20))
    return [
        RoundRate(
            pk=key,
            round=round,
            scheme=scheme,
            subject_group=group,
            payer=payer,
            per_30_credits=amount,
            source=RATE_SOURCE,
            entered_by=officer,
            entered_at=entered_at,
        )
        for key, (scheme, group, payer, amount) in enumerate(RATES, start=1)
    ]


def _need(wishes: Wishes) -> tuple[np.ndarray, np.ndarray]:
    """Kroner that each approved applicant's first wish would cost the state and the owner; 0 for the rejected."""
    amounts = {(scheme, group, payer): amount for scheme, group, payer, amount in RATES}
    state, own = [], []
    for first, scheme, travel in zip(wishes.first, wishes.scheme_1, wishes.travel, strict=True):
        group = subject_group(first.programme.subject)
        group = group if (scheme, group, "state") in amounts else ""
        credits = int(first.programme.credits)
        state.append(amounts[scheme, group, "state"] * credits // 30)
        own.append(amounts[scheme, group, "owner"] * credits // 30 + travel)
    approved = wishes.applicants.rank > 0
    return np.array(state) * approved, np.array(own) * approved


def _frames(
    round: Round, owners: Owners, wishes: Wishes, own: np.ndarray, rng: np.random.Generator
) -> list[OwnerFrame]:
    """Own money for six to twelve tenths of the need, and for one owner in four also a quota."""
    number = len(owners.owners)
    need = np.bincount(wishes.applicants.owner, weights=own, minlength=number).astype(np.int64).tolist()
    approved = np.bincount(wishes.applicants.owner[wishes.applicants.rank > 0], minlength=number).tolist()
    tenths, has_quota = rng.integers(6, 13, size=number).tolist(), (rng.random(number) < 0.25).tolist()
    return [
        OwnerFrame(
            pk=n + 1,
            round=round,
            owner=owner,
            quota=approved[n] * 3 // 4 + 1 if has_quota[n] else None,
            budget_autumn=need[n] * tenths[n] // 20,
            budget_spring=need[n] * tenths[n] // 20,
        )
        for n, owner in enumerate(owners.owners)
    ]
