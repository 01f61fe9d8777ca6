"""What teachers teach and hold credits in, set against the requirement, for those who may see it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import BigIntegerField, IntegerField, Q, QuerySet

from pafyll.apps.organisations.models import Person
from pafyll.apps.organisations.permissions import Viewer
from pafyll.apps.planning.models import CreditsHeld, SubjectTaught
from pafyll.apps.planning.queries.facts import Known, Position, known_from, positions_of
from pafyll.domain.rules.qualification import STAGES, Standing
from pafyll.domain.values import SchoolYear
from pafyll.integrations.prepared import PreparedForMany, Slot


@dataclass(frozen=True)
class TaughtSubject:
    """A subject that a person teaches this school year, and how she stands to the requirement."""

    subject: str
    stage: str
    hours_per_week: Decimal
    taught_source: str
    standing: Standing
    held_source: str = ""
    is_unconfirmed: bool = False  # rests on something that the teacher typed in and nobody has confirmed

    @property
    def stage_name(self) -> str:
        return STAGES.get(self.stage, self.stage)

    @property
    def lacks(self) -> bool:
        return self.standing.lacks


@dataclass(frozen=True)
class Qualifications:
    """What is known of one person: subjects taught, and every row of credits."""

    taught: tuple[TaughtSubject, ...] = ()
    credits: tuple[CreditsHeld, ...] = ()

    @property
    def standings(self) -> list[Standing]:
        return [row.standing for row in self.taught]

    @property
    def hours(self) -> Decimal:
        return sum((row.hours_per_week for row in self.taught), Decimal(0))

    @property
    def held(self) -> dict[str, Decimal]:
        return {row.subject: row.credits for row in self.credits}

    def hours_in(self, subject: str) -> Decimal:
        """Hours a week in one subject, at all stages."""
        return sum((row.hours_per_week for row in self.taught if row.subject == subject), Decimal(0))


def people_visible_to(viewer: Viewer) -> QuerySet[Person]:
    """Oneself, and those who work where the viewer leads, represents or owns; the directorate sees everyone."""
    if viewer.works_for_directorate:
        return Person.objects.all()
    here = viewer.leads_schools | viewer.ranks_for
    mine = Q(pk=viewer.person.pk) if viewer.person else Q(pk=None)
    work = Q(employments__workplace__in=here) | Q(employments__workplace__parent__in=here)
    return Person.objects.filter(mine | work).distinct()


def qualifications_of(
    *,
    viewer: Viewer,
    people: Iterable[int],
    day: date,
    positions: Sequence[Position] | None = None,
    deviations: Sequence[tuple[Any, ...]] | None = None,
) -> dict[int, Qualifications]:
    """Qualifications by person's key, for those of the people whom the viewer may see. Four queries, one less for each
    of positions and deviations that is read.

    The answers take in background, position, kind of school and the owner's deviations on the day.
    """
    asked = list(dict.fromkeys(people))
    positions = positions_of(asked) if positions is None else positions
    work: dict[int, set[int]] = {}
    for one in positions:
        work.setdefault(one.person, set()).update(one.workplaces)
    sees = sight_of(viewer)
    seen = [pk for pk in asked if sees(pk, work.get(pk, ()))]
    held, year = CREDITS.ask(seen), SchoolYear.of(day).start
    credits, taught = _by_person(held), _by_person(TAUGHT.ask(seen, year=year))
    known = known_from(seen, positions=positions, credits=held, deviations=deviations)
    found = sorted(credits.keys() | taught.keys())
    return {pk: _described(taught.get(pk, []), credits.get(pk, []), known, day) for pk in found}


CREDITS = PreparedForMany(
    lambda keys: CreditsHeld.objects.filter(person__id__in=keys).order_by("subject"), BigIntegerField()
)
TAUGHT = PreparedForMany(
    lambda keys: SubjectTaught.objects.filter(person__id__in=keys, school_year__lte=Slot("year", IntegerField())),
    BigIntegerField(),
)


def sight_of(viewer: Viewer) -> Callable[[int, Iterable[int | None]], bool]:
    """As people_visible_to, of a person whose workplaces and their owners are read, now and before."""
    if viewer.works_for_directorate:
        return lambda person, work: True
    here = viewer.leads_schools | viewer.ranks_for
    return lambda person, work: viewer.is_self(person) or not here.isdisjoint(work)


def _by_person(rows: Iterable[CreditsHeld] | Iterable[SubjectTaught]) -> dict[int, list[Any]]:
    grouped: dict[int, list[Any]] = {}
    for row in rows:
        grouped.setdefault(row.person_id, []).append(row)
    return grouped


def _described(taught: list[SubjectTaught], credits: list[CreditsHeld], known: Known, day: date) -> Qualifications:
    latest = max((row.school_year for row in taught), default=0)
    rows = [_row(row, credits, known, day) for row in taught if row.school_year == latest]
    rows.sort(key=lambda row: (-row.hours_per_week, row.subject, row.stage))
    return Qualifications(tuple(rows), tuple(credits))


def _row(row: SubjectTaught, credits: list[CreditsHeld], known: Known, day: date) -> TaughtSubject:
    """Someone whose diplomas are registered has 0 in a subject that is not among them; else it is not known."""
    own = next((held for held in credits if held.subject == row.subject), None)
    source = own.source if own else credits[0].source if credits else ""
    found = known.standing(row.person_id, school=row.school_id, subject=row.subject, stage=row.stage, day=day)
    unconfirmed = known.is_unconfirmed(row.person_id, found)
    return TaughtSubject(row.subject, row.stage, row.hours_per_week, row.source, found, source, unconfirmed)
