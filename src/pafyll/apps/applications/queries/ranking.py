"""An owner's ranked list with its money, the versions it has had, and what the places cost so far."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from operator import attrgetter
from typing import Any, Protocol, TypeVar

from django.db import DEFAULT_DB_ALIAS
from django.db.models import BigIntegerField, FilteredRelation, Model, Q

from pafyll.apps.applications.models import OwnerFrame, Ranking, RankingVersion, Round
from pafyll.apps.applications.queries.listed import ListedRow, listed_rows
from pafyll.apps.applications.queries.owner import visible_applications
from pafyll.apps.applications.queries.rates import Price
from pafyll.apps.casework.models import Event
from pafyll.apps.organisations.models import Organisation
from pafyll.apps.organisations.permissions import Viewer
from pafyll.domain.parameters import NoValueInForce
from pafyll.integrations.prepared import Prepared, Slot

M = TypeVar("M", bound=Model)


class Priced(Protocol):
    """A row that costs something."""

    @property
    def price(self) -> Price: ...


@dataclass(frozen=True)
class Line:
    """A row in the list with what has been used when it is counted in. over names the limits that are then broken."""

    row: ListedRow
    place: int
    autumn: int
    spring: int
    over: tuple[str, ...]


@dataclass(frozen=True)
class OwnerList:
    """An owner's ranked list as a page shows it."""

    ranking: Ranking
    lines: tuple[Line, ...]
    unplaced: tuple[ListedRow, ...]
    frame: OwnerFrame
    missing: tuple[NoValueInForce, ...]

    @property
    def autumn(self) -> int:
        return self.lines[-1].autumn if self.lines else 0

    @property
    def spring(self) -> int:
        return self.lines[-1].spring if self.lines else 0

    @property
    def state(self) -> int:
        return sum(line.row.price.state for line in self.lines)

    @property
    def within(self) -> int:
        """How many from the top that fit all limits."""
        return next((line.place - 1 for line in self.lines if line.over), len(self.lines))

    @property
    def over(self) -> tuple[str, ...]:
        """The limits that are broken where the first is: nothing further down fits them again."""
        return next((line.over for line in self.lines if line.over), ())

    @property
    def rows(self) -> list[ListedRow]:
        return [*(line.row for line in self.lines), *self.unplaced]


def ranking_for(*, viewer: Viewer, owner: Organisation, round: Round) -> Ranking:
    """The owner's list, or an unsaved empty one: reading writes nothing. One query."""
    found = RANKING.first(round=round.pk, owner=owner.pk) if owner.pk in viewer.ranks_for else None
    if found is None:
        return Ranking(round=round, owner=owner)
    found.round, found.owner = round, owner  # the same rows: what is asked of one of them is not asked of another
    return found


OF_OWNER = {"round": Slot("round", BigIntegerField()), "owner": Slot("owner", BigIntegerField())}
RANKING = Prepared(lambda: Ranking.objects.filter(**OF_OWNER).select_related("submitted_by"))
FRAME = Prepared(lambda: OwnerFrame.objects.filter(**OF_OWNER))


def list_of(*, viewer: Viewer, owner: Organisation, round: Round, at: datetime) -> OwnerList:
    """The owner's list with running sums, and the approved applications without a place. Four queries."""
    rows = listed_rows(viewer=viewer, owner=owner, round=round, at=at)
    ranking, frame = _ranking_and_frame(viewer, owner, round)
    placed = sorted((row for row in rows if row.position), key=attrgetter("position"))
    unplaced = sorted((row for row in rows if not row.position), key=suggestion_key)
    return OwnerList(ranking, tuple(_lines(placed, frame)), tuple(unplaced), frame, missing_rates_in(rows))


def _ranking_and_frame(viewer: Viewer, owner: Organisation, round: Round) -> tuple[Ranking, OwnerFrame]:
    """As ranking_for and frame_of. One query."""
    row = BOTH.first(round=round.pk, owner=owner.pk) or ()
    ranking, frame = _made(Ranking, row[: len(OF_RANKING)]), _made(OwnerFrame, row[len(OF_RANKING) :])
    if ranking is None or owner.pk not in viewer.ranks_for:
        ranking = Ranking()
    frame = frame or OwnerFrame()
    for one in (ranking, frame):
        one.round, one.owner = round, owner
    return ranking, frame


def _made(model: type[M], row: Sequence[Any]) -> M | None:
    """The row as the model has it; None where there is none."""
    return model.from_db(DEFAULT_DB_ALIAS, _columns(model), row) if row and row[0] is not None else None


def _columns(model: type[Model]) -> list[str]:
    return [field.attname for field in model._meta.concrete_fields]


OF_RANKING = [f"own_ranking__{name}" for name in _columns(Ranking)]
OF_FRAME = [f"own_frame__{name}" for name in _columns(OwnerFrame)]
BOTH: Prepared[Any] = Prepared(
    lambda: (
        Round.objects.filter(pk=OF_OWNER["round"])
        .annotate(
            own_ranking=FilteredRelation("rankings", condition=Q(rankings__owner=OF_OWNER["owner"])),
            own_frame=FilteredRelation("frames", condition=Q(frames__owner=OF_OWNER["owner"])),
        )
        .values_list(*OF_RANKING, *OF_FRAME)
    )
)


def suggestion_key(row: ListedRow) -> tuple[bool, int, Decimal, str]:
    """The order that is proposed for those without a place: lacks credits in what they teach, refused before, hours."""
    return not row.lacks_credits, -row.earlier_refusals, -row.hours, row.number


def missing_rates_in(rows: Iterable[Priced]) -> tuple[NoValueInForce, ...]:
    """Each rate that some application needs and nobody has entered, once."""
    gaps = {(row.price.missing.scheme, row.price.missing.name): row.price.missing for row in rows if row.price.missing}
    return tuple(gaps[key] for key in sorted(gaps))


def frame_of(*, owner: Organisation, round: Round) -> OwnerFrame:
    """What the owner has for the round; without a row there is no limit. One query."""
    found = FRAME.first(owner=owner.pk, round=round.pk)
    return found or OwnerFrame(owner=owner, round=round)


def _lines(placed: Sequence[ListedRow], frame: OwnerFrame) -> Iterator[Line]:
    autumn = spring = 0
    for place, row in enumerate(placed, 1):
        autumn, spring = autumn + row.price.autumn, spring + row.price.spring
        yield Line(row, place, autumn, spring, _broken(frame, place, autumn, spring))


def _broken(frame: OwnerFrame, places: int, autumn: int, spring: int) -> tuple[str, ...]:
    used = {"quota": places, "budget_autumn": autumn, "budget_spring": spring}
    limits = {"quota": frame.quota, "budget_autumn": frame.budget_autumn, "budget_spring": frame.budget_spring}
    return tuple(name for name, amount in used.items() if limits[name] is not None and amount > limits[name])  # type: ignore[operator]


def order_at(ranking: Ranking, version: int) -> list[int]:
    """The list as it was saved as a version: [] for the empty beginning. One query."""
    saved = RankingVersion.objects.filter(ranking=ranking.pk, number=version).values_list("order", flat=True).first()
    return list(saved or [])


def history_of(*, viewer: Viewer, ranking: Ranking) -> list[RankingVersion]:
    """Saved versions, newest first, with who saved them. One query."""
    if ranking.pk is None or ranking.owner_id not in viewer.ranks_for:
        return []
    return list(ranking.history.select_related("by").order_by("-number"))


def names_of(*, viewer: Viewer, keys: Iterable[int], at: datetime) -> dict[int, str]:
    """Names by application key, for those the viewer may see. One query."""
    found = visible_applications(viewer, at).filter(pk__in=list(keys)).select_related("person", "school")
    return {row.pk: f"{row.person}, {row.school.name}" if row.school else str(row.person) for row in found}


def events_of_ranking(*, viewer: Viewer, ranking: Ranking) -> list[Event]:
    """When the list was sent and opened again, newest first. One query."""
    if ranking.pk is None or ranking.owner_id not in viewer.ranks_for:
        return []
    found = Event.objects.filter(about=ranking.about).exclude(verb="saved")
    return list(found.select_related("by").order_by("-at", "-pk"))
