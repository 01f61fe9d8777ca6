"""What a school owner sees: applications with the facts that matter, the list with its money, and the results."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import cached_property

from django.db.models import Count, QuerySet

from pafyll.apps.applications.models import Application, OwnerFrame, Ranking, RankingVersion, Round
from pafyll.apps.applications.permissions.owner import LISTED
from pafyll.apps.applications.queries.rates import Price, approval_of, price_of, rate_table
from pafyll.apps.organisations.models import Organisation
from pafyll.apps.organisations.permissions import Viewer
from pafyll.apps.planning.queries import Qualifications, TaughtSubject, qualifications_of
from pafyll.domain.lifecycles.application import ApplicationStatus as S
from pafyll.domain.parameters import NoValueInForce
from pafyll.integrations.clock import OSLO

SENT = tuple(status for status in S if status != S.DRAFT)
IN_PLAY = (S.SUBMITTED, S.STATED, S.APPROVED, S.RANKED, S.GRANTED)
NO_BEFORE = (S.REJECTED, S.REFUSED)


@dataclass(frozen=True)
class OwnerRow:
    """One application with what an owner weighs. place is None outside the list."""

    application: Application
    price: Price
    qualifications: Qualifications
    earlier_refusals: int
    companions: int
    place: int | None = None

    @property
    def pk(self) -> int:
        return self.application.pk

    @property
    def person(self) -> str:
        return str(self.application.person)

    @property
    def study_name(self) -> str:
        offer = self.application.offer_1
        return offer.programme.name if offer else self.application.other_study_name

    @property
    def provider(self) -> str:
        offer = self.application.offer_1
        return offer.programme.provider.name if offer else self.application.other_study_provider

    @property
    def subject(self) -> str:
        return self.price.study.subject if self.price.study else ""

    @cached_property
    def taught(self) -> list[TaughtSubject]:
        """The rows of the subject that is applied for."""
        return [row for row in self.qualifications.taught if row.subject == self.subject]

    @cached_property
    def hours(self) -> Decimal:
        """Hours a week that the teacher teaches the subject."""
        return sum((row.hours_per_week for row in self.taught), Decimal(0))

    @property
    def lacking(self) -> TaughtSubject | None:
        """The stage in the subject where the teacher lacks credits, if any."""
        return next((row for row in self.taught if row.lacks), None)

    @property
    def lacks_credits(self) -> bool:
        return self.lacking is not None or self.application.lacks_credits

    @property
    def supports(self) -> bool | None:
        """The principal's yes or no; None while there is no statement."""
        statement = getattr(self.application, "statement", None)
        return statement.supports if statement else None

    @property
    def approval(self) -> object | None:
        return approval_of(self.application)


def visible_applications(viewer: Viewer, at: datetime) -> QuerySet[Application]:
    """Applications that were sent to an owner the viewer works for, once owners have access to the round."""
    return Application.objects.filter(owner__in=viewer.ranks_for, status__in=SENT, round__owner_opens_at__lte=at)


def owner_rows(
    *, viewer: Viewer, owner: Organisation, round: Round, at: datetime, statuses: Iterable[str] = SENT
) -> list[OwnerRow]:
    """The owner's applications in the round with facts and prices, by name. Seven queries, whatever the number."""
    found = visible_applications(viewer, at).filter(owner=owner, round=round, status__in=list(statuses))
    rows = list(with_everything(found).order_by("person__last_name", "person__first_name", "pk"))
    return _described(rows, viewer=viewer, owner=owner, round=round, at=at)


def owner_row(*, viewer: Viewer, application: Application, at: datetime) -> OwnerRow:
    """One application as a row. Eight queries."""
    row = with_everything(Application.objects.filter(pk=application.pk)).get()
    assert row.owner is not None
    return _described([row], viewer=viewer, owner=row.owner, round=row.round, at=at)[0]


def with_everything(applications: QuerySet[Application]) -> QuerySet[Application]:
    """With all that a row reads, in the same query."""
    return applications.select_related(
        "round",
        "person",
        "school",
        "owner",
        "offer_1__programme__provider",
        "offer_2__programme__provider",
        "statement",
        "approval",
        "ranking_entry",
    )


def _described(
    rows: Sequence[Application], *, viewer: Viewer, owner: Organisation, round: Round, at: datetime
) -> list[OwnerRow]:
    people = [row.person_id for row in rows]
    known = qualifications_of(viewer=viewer, people=people, day=at.astimezone(OSLO).date())
    refusals, rates = _earlier_refusals(round, people), rate_table(round)
    per_school = _in_play_by_school(round, owner)
    return [
        OwnerRow(
            application=row,
            price=price_of(row, rates),
            qualifications=known.get(row.person_id, Qualifications()),
            earlier_refusals=refusals[row.person_id],
            companions=max(per_school[row.school_id] - (row.status in IN_PLAY), 0),
        )
        for row in rows
    ]


def _earlier_refusals(round: Round, people: list[int]) -> Counter[int]:
    """How many times each person has been refused in rounds before this, by an owner or in the allocation."""
    before = Application.objects.filter(person__in=people, status__in=NO_BEFORE, round__study_year__lt=round.study_year)
    return Counter(dict(before.values_list("person").annotate(times=Count("pk")).order_by()))


def _in_play_by_school(round: Round, owner: Organisation) -> Counter[int | None]:
    here = Application.objects.filter(round=round, owner=owner, status__in=IN_PLAY)
    return Counter(dict(here.values_list("school").annotate(times=Count("pk")).order_by()))


# The list and its money


@dataclass(frozen=True)
class Line:
    """A row in the list with what has been used when it is counted in. over names the limits that are then broken."""

    row: OwnerRow
    place: int
    autumn: int
    spring: int
    over: tuple[str, ...]
    is_first_over: bool


@dataclass(frozen=True)
class OwnerList:
    """An owner's ranked list as a page shows it."""

    ranking: Ranking
    lines: tuple[Line, ...]
    unplaced: tuple[OwnerRow, ...]
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
    def order(self) -> list[int]:
        return [line.row.pk for line in self.lines]


def ranking_for(*, viewer: Viewer, owner: Organisation, round: Round) -> Ranking:
    """The owner's list, or an unsaved empty one: reading writes nothing. One query."""
    found = Ranking.objects.filter(round=round, owner=owner, owner__in=viewer.ranks_for)
    return found.select_related("round", "owner", "submitted_by").first() or Ranking(round=round, owner=owner)


def list_of(*, viewer: Viewer, owner: Organisation, round: Round, at: datetime) -> OwnerList:
    """The owner's list with running sums, and the approved applications without a place. Nine queries."""
    rows = owner_rows(viewer=viewer, owner=owner, round=round, at=at, statuses=LISTED)
    ranking = ranking_for(viewer=viewer, owner=owner, round=round)
    frame = frame_of(owner=owner, round=round)
    placed = sorted((row for row in rows if _position(row)), key=_position)
    unplaced = sorted((row for row in rows if not _position(row)), key=suggestion_key)
    return OwnerList(ranking, tuple(_lines(placed, frame)), tuple(unplaced), frame, missing_rates_in(rows))


def suggestion_key(row: OwnerRow) -> tuple[bool, int, Decimal, str]:
    """The order that is proposed for those without a place: lacks credits in what they teach, refused before, hours."""
    return not row.lacks_credits, -row.earlier_refusals, -row.hours, row.application.number


def missing_rates_in(rows: Iterable[OwnerRow]) -> tuple[NoValueInForce, ...]:
    """Each rate that some application needs and nobody has entered, once."""
    gaps = {(row.price.missing.scheme, row.price.missing.name): row.price.missing for row in rows if row.price.missing}
    return tuple(gaps[key] for key in sorted(gaps))


def frame_of(*, owner: Organisation, round: Round) -> OwnerFrame:
    """What the owner has for the round; without a row there is no limit. One query."""
    found = OwnerFrame.objects.filter(owner=owner, round=round).first()
    return found or OwnerFrame(owner=owner, round=round)


def _position(row: OwnerRow) -> int:
    entry = getattr(row.application, "ranking_entry", None)
    return entry.position if entry else 0


def _lines(placed: Sequence[OwnerRow], frame: OwnerFrame) -> Iterable[Line]:
    autumn = spring = 0
    was_over = False
    for place, row in enumerate(placed, 1):
        autumn, spring = autumn + row.price.autumn, spring + row.price.spring
        over = _broken(frame, place, autumn, spring)
        yield Line(row, place, autumn, spring, over, bool(over) and not was_over)
        was_over = was_over or bool(over)


def _broken(frame: OwnerFrame, places: int, autumn: int, spring: int) -> tuple[str, ...]:
    used = {"quota": places, "budget_autumn": autumn, "budget_spring": spring}
    limits = {"quota": frame.quota, "budget_autumn": frame.budget_autumn, "budget_spring": frame.budget_spring}
    return tuple(name for name, amount in used.items() if limits[name] is not None and amount > limits[name])  # type: ignore[operator]


# History


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


__all__ = [
    "Line",
    "OwnerList",
    "OwnerRow",
    "frame_of",
    "history_of",
    "list_of",
    "names_of",
    "order_at",
    "owner_row",
    "owner_rows",
    "ranking_for",
    "suggestion_key",
    "visible_applications",
]
