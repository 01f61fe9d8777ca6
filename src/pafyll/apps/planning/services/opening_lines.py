"""What a resolution does to the budget: a reallocation is decided, and a cost becomes a commitment."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from django.db.models import QuerySet

from pafyll.apps.casework.resolving import Opened, Opening, Target
from pafyll.apps.casework.services import Refusal, record
from pafyll.apps.organisations.models import Organisation
from pafyll.apps.planning.models import PlannedCost, Reallocation
from pafyll.apps.planning.queries.case_figures import resolve_budget
from pafyll.apps.planning.services.reallocating import carry_out_reallocation
from pafyll.domain.answers import Answer, no
from pafyll.domain.lifecycles.budget import ReallocationStatus

LONGEST = 300
M = TypeVar("M", Reallocation, PlannedCost)


def targets(owner: Organisation) -> Sequence[Target]:
    """The reallocations that wait for a decision, and the costs of those who are to begin."""
    waiting = Reallocation.objects.filter(owner=owner, status=ReallocationStatus.PREPARED)
    moves = [
        Target(row.about, f"{row.giver} → {row.taker}, {row.kroner}")
        for row in waiting.select_related("giver", "taker")
    ]
    costs = PlannedCost.objects.filter(owner=owner, removed_at=None).exclude(school_year=None)
    return [*moves, *(Target(row.about, f"{row.title}, {row.when}") for row in costs)]


def open_line(opening: Opening) -> Sequence[Opened]:
    """Decides the reallocation, or binds the cost. Nothing new happens the second time."""
    kind, _, key = opening.target.partition(":")
    if kind == "reallocation" and key.isdecimal() and len(key) < 19:
        return [_decide(_own(Reallocation.objects.all(), opening, key), opening)]
    if kind == "planned_cost" and key.isdecimal() and len(key) < 19:
        return [_bind(_own(PlannedCost.objects.filter(removed_at=None), opening, key), opening)]
    raise Refusal(_unknown())


def _decide(row: Reallocation, opening: Opening) -> Opened:
    """A resolution of another amount than was prepared is another reallocation, and is refused here."""
    if row.status == ReallocationStatus.PREPARED:
        if opening.quantity not in (None, row.amount):
            raise Refusal(_another_amount(row))
        carry_out_reallocation(
            reallocation=row, resolution=opening.resolution_number[:LONGEST], by=opening.by, at=opening.at
        )
    figure = resolve_budget(f"budget:{row.about}", owner=opening.owner)
    return Opened(f"{figure.label}: {figure.text}", figure.url)


def _bind(row: PlannedCost, opening: Opening) -> Opened:
    resolved = opening.resolution_number[:LONGEST]
    if not row.is_bound or row.basis != resolved:
        row.is_bound, row.basis = True, resolved
        row.save(update_fields=["is_bound", "basis"])
        record(about=row.about, verb="decided", by=opening.by, at=opening.at, why=resolved, point=opening.point)
    figure = resolve_budget(f"budget:cost:{row.pk}", owner=opening.owner)
    return Opened(f"{figure.label}: {figure.text}", figure.url)


def _own(rows: QuerySet[M], opening: Opening, key: str) -> M:
    """The owner's own row; a point that names another's opens nothing."""
    row = rows.filter(owner=opening.owner, pk=key).first()
    if row is None:
        raise Refusal(_unknown())
    return row


def _unknown() -> Answer:
    text = "Det punktet skal åpne, finnes ikke i budsjettet lenger."
    return no("unknown_line", text, remedy="Velg noe annet på punktet.", field="target")


def _another_amount(row: Reallocation) -> Answer:
    text = "Det er forberedt en omdisponering av {prepared}, ikke av det beløpet som er vedtatt."
    remedy = "Forbered omdisponeringen på nytt med det vedtatte beløpet."
    return no("another_amount", text, remedy=remedy, field="quantity", prepared=str(row.kroner))
