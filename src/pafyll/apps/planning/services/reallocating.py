"""Moving money between sources: prepared with what it does, decided by a second person, frozen."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db import transaction

from pafyll.apps.accounts.models import User
from pafyll.apps.casework.services import AlreadyChanged, record, require
from pafyll.apps.organisations.models import Organisation
from pafyll.apps.organisations.permissions import Viewer
from pafyll.apps.planning.models import BudgetSource, Reallocation
from pafyll.apps.planning.permissions.budget import (
    may_carry_out_reallocation,
    may_decide_reallocation,
    may_keep_budget,
)
from pafyll.apps.planning.queries.budget import budget_of, move_of
from pafyll.apps.planning.services.budgeting import as_viewer
from pafyll.domain.answers import Answer, no, yes
from pafyll.domain.lifecycles.budget import REALLOCATION, ReallocationStatus
from pafyll.domain.planning.budget import Move, Preview, preview
from pafyll.domain.planning.budget.forecasting import YEARS_AHEAD
from pafyll.domain.values import Kroner

R = ReallocationStatus


def preview_of(*, giver: BudgetSource, taker: BudgetSource, year: int, amount: int) -> Preview:
    """What moving the money does to the owner's budget, in the year and four years ahead. Writes nothing."""
    move = Move("new", year, giver.about, taker.about, Kroner(amount))
    return preview(budget_of(giver.owner), move, until=year + YEARS_AHEAD - 1)


@transaction.atomic
def prepare_reallocation(
    *, giver: BudgetSource, taker: BudgetSource, year: int, amount: int, grounds: str, by: User, at: datetime
) -> Reallocation:
    """The proposal with its before and after. Refused when the money is not there, or a commitment loses its cover."""
    require(may_keep_budget(as_viewer(by, at), giver.owner))
    require(_of_one_owner(giver, taker))
    shown = preview_of(giver=giver, taker=taker, year=year, amount=amount)
    require(shown.may)
    made = Reallocation.objects.create(
        owner=giver.owner, budget_year=year, giver=giver, taker=taker, amount=amount, grounds=grounds,
        before=before_of(shown), after=after_of(shown), prepared_by=by, prepared_at=at,
    )  # fmt: skip
    record(about=made.about, verb="prepared", after=R.PREPARED, by=by, at=at, amount=amount, budget_year=year)
    return made


@transaction.atomic
def decide_reallocation(*, reallocation: Reallocation, resolution: str = "", by: User, at: datetime) -> Reallocation:
    """The owner's decider says yes. Refused when the budget has changed since it was prepared."""
    return _carried_out(reallocation, may_decide_reallocation, resolution, by, at)


@transaction.atomic
def carry_out_reallocation(*, reallocation: Reallocation, resolution: str, by: User, at: datetime) -> Reallocation:
    """Politicians have resolved it, and somebody who did not prepare it records that. Refused as above."""
    return _carried_out(reallocation, may_carry_out_reallocation, resolution, by, at)


May = Callable[[Viewer, Reallocation], Answer]


def _carried_out(reallocation: Reallocation, may: May, resolution: str, by: User, at: datetime) -> Reallocation:
    Organisation.objects.select_for_update().get(
        pk=reallocation.owner_id
    )  # one decision on the owner's money at a time
    reallocation.refresh_from_db()
    require(may(as_viewer(by, at), reallocation))
    shown = _shown_now(reallocation)
    require(shown.may)
    require(_is_as_prepared(reallocation, shown))
    _settle(reallocation, R.DECIDED, by, at, resolution=resolution)
    return reallocation


@transaction.atomic
def refuse_reallocation(*, reallocation: Reallocation, why: str, by: User, at: datetime) -> Reallocation:
    """The money stays where it was, and the one who prepared it is told why."""
    require(may_decide_reallocation(as_viewer(by, at), reallocation))
    _settle(reallocation, R.REFUSED, by, at, why=why, why_not=why)
    return reallocation


def _settle(row: Reallocation, to: ReallocationStatus, by: User, at: datetime, why: str = "", **more: str) -> None:
    """Status and decider change in one update: the table takes neither without the other, and no change afterwards."""
    require(REALLOCATION.may_become(row.status, to))
    waiting = Reallocation.objects.filter(pk=row.pk, status=R.PREPARED)
    if not waiting.update(status=to, decided_by=by, decided_at=at, **more):
        raise AlreadyChanged(REALLOCATION.label)
    record(about=row.about, verb=to.value, before=R.PREPARED, after=to.value, by=by, at=at, why=why)
    row.refresh_from_db()


def _shown_now(row: Reallocation) -> Preview:
    move = move_of(row)
    return preview(budget_of(row.owner), move, until=row.budget_year + YEARS_AHEAD - 1)


def before_of(shown: Preview) -> dict[str, Any]:
    """What the two sources had, and what had no cover, as plain values."""
    return _plain(shown, "before")


def after_of(shown: Preview) -> dict[str, Any]:
    """The same after the move."""
    return _plain(shown, "after")


def _plain(shown: Preview, when: str) -> dict[str, Any]:
    return {
        "sources": [{"label": one.label, "amount": int(getattr(one, when))} for one in shown.sources],
        "uncovered": [{"key": one.key, "amount": int(getattr(one, when))} for one in shown.uncovered],
    }


def _is_as_prepared(row: Reallocation, shown: Preview) -> Answer:
    if (row.before, row.after) == (before_of(shown), after_of(shown)):
        return yes()
    return no(
        "budget_has_changed",
        "Budsjettet er endret siden omdisponeringen ble forberedt, så tallene i den stemmer ikke lenger.",
        remedy="Avslå denne, og forbered den på nytt.",
    )


def _of_one_owner(giver: BudgetSource, taker: BudgetSource) -> Answer:
    live = giver.removed_at is None and taker.removed_at is None
    if giver.owner_id == taker.owner_id and live:
        return yes()
    return no("anothers", "Velg to bevilgninger i deres eget budsjett.", field="taker")
