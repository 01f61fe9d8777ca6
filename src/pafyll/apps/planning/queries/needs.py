"""The needs map of a school, an owner, a county or the country: figures by area, year, subject and stage."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.db.models import QuerySet

from pafyll.apps.organisations.models import Employment, Person
from pafyll.apps.organisations.permissions import Viewer
from pafyll.apps.organisations.reading import reading_everything
from pafyll.apps.planning.models import SubjectTaught
from pafyll.apps.planning.queries.facts import Known, counting_day, known_of
from pafyll.apps.planning.queries.leaving import own_assumption
from pafyll.apps.planning.queries.places import Place, county_names
from pafyll.domain.planning.leaving import Assumption, Job, Turnover, leavers, reaches_age, turnover
from pafyll.domain.planning.needs import (
    AGE_UNKNOWN,
    BY_AGE,
    LACKS,
    LEFT,
    UNCONFIRMED,
    Cell,
    Teaching,
    people_who,
    tally,
    total,
)
from pafyll.domain.planning.publishing import published

ALL_STAGES = "alle"


class Key(NamedTuple):
    """Where on the map a cell lies. area is a school's key, or a county's code."""

    area: int | str
    year: int
    subject: str
    stage: str


@dataclass(frozen=True)
class Filters:
    """What is looked at; empty means everything."""

    area: str = ""
    subject: str = ""
    stage: str = ""

    def fits(self, key: Key) -> bool:
        return self.area in ("", str(key.area)) and self.subject in ("", key.subject) and self.stage in ("", key.stage)


@dataclass(frozen=True)
class NeedsMap:
    """Everything that the map is drawn from. rows and jobs are only there for those who may see people."""

    place: Place
    cells: Mapping[Key, Cell]
    areas: Mapping[int | str, str]
    assumption: Assumption
    rows: Sequence[Teaching] = ()
    jobs: Sequence[Job] = ()

    @property
    def years(self) -> list[int]:
        """School years that something is known of, newest first."""
        return sorted({key.year for key in self.cells}, reverse=True)

    def at(self, filters: Filters, year: int | None = None) -> dict[Key, Cell]:
        """The cells that fit, in one year or in all."""
        return {key: cell for key, cell in self.cells.items() if filters.fits(key) and year in (None, key.year)}

    def whole(self, filters: Filters, year: int) -> Cell:
        return total(self.at(filters, year).values())

    def people_lacking(self, filters: Filters, year: int) -> int:
        """Different people who lack credits in at least one thing that they teach."""
        place = _by(self.place)
        fitting = (row for row in self.rows if row.school_year == year and filters.fits(place(row)))
        return people_who(fitting, LACKS)

    def turnover(self, filters: Filters) -> list[Turnover]:
        """How many left in each school year, newest first."""
        schools = {int(area) for area in self.areas if filters.area in ("", str(area))}
        return [turnover(self.jobs, year, schools) for year in self.years]


@reading_everything("figures under five are hidden from whoever may not see people, so that all are counted")
def needs_map(*, viewer: Viewer, place: Place, today: date, years: Iterable[int] | None = None) -> NeedsMap:
    """The map for every year that something is registered of, or for some. Ten queries at most, however many people.

    Those who may not see people get it without small counts.
    """
    assumption = assumption_of(place)
    rows = teachings(place=place, today=today, assumption=assumption, years=years)
    if not place.shows_people:
        return NeedsMap(place, published(rows, _by(place)), _areas(place), assumption)
    return NeedsMap(place, tally(rows, _by(place)), place.areas, assumption, rows, _jobs(place))


def teachings(
    *, place: Place, today: date, assumption: Assumption, years: Iterable[int] | None = None
) -> list[Teaching]:
    """One row for each subject and stage that someone teaches at the schools. Six queries."""
    taught = taught_at(place, years)
    known = known_of(Person.objects.filter(pk__in=taught.values("person")))
    columns = ("school_id", "subject", "stage", "school_year", "person_id", "hours_per_week", "person__birth_year")
    found = list(taught.order_by("pk").values_list(*columns))
    left = _left(known, {row[3] for row in found})
    return [_teaching(row, known, counting_day(row[3], today), left, assumption) for row in found]


def taught_at(place: Place, years: Iterable[int] | None = None) -> QuerySet[SubjectTaught]:
    """What is taught at the schools of the place."""
    rows = SubjectTaught.objects.filter(school__in=place.schools.order_by().values("pk"))
    return rows if years is None else rows.filter(school_year__in=list(years))


def assumption_of(place: Place) -> Assumption:
    """What the owner assumes about retirement, or what we begin with. One query."""
    return own_assumption(place.owner)


def _teaching(
    row: tuple[Any, ...], known: Known, day: date, left: Mapping[int, frozenset[int]], assumption: Assumption
) -> Teaching:
    school, subject, stage, year, person, hours, born = row
    found = known.standing(person, school=school, subject=subject, stage=stage, day=day)
    reaches = reaches_age(born, assumption, year)
    traits = {
        BY_AGE: reaches is True,
        AGE_UNKNOWN: reaches is None,
        LEFT: person in left[year],
        UNCONFIRMED: known.is_unconfirmed(person, found),
    }
    shown = frozenset(name for name, applies in traits.items() if applies)
    return Teaching(school, subject, stage, year, person, hours, found.verdict, found.missing, shown)


def _left(known: Known, years: Iterable[int]) -> dict[int, frozenset[int]]:
    jobs = [job for mine in known.jobs.values() for job in mine]
    return {year: leavers(jobs, year) for year in years}


def _jobs(place: Place) -> list[Job]:
    """All positions with the owner of everyone who has or had one at the schools. One query."""
    here = Employment.objects.filter(workplace__in=place.schools.order_by().values("pk")).values("person")
    rows = Employment.objects.filter(person__in=here, workplace__parent=place.owner).order_by("pk")
    columns = ("person_id", "workplace_id", "workplace__parent_id", "starts_on", "ends_before", "is_permanent")
    return [Job(*row) for row in rows.values_list(*columns)]


def _by(place: Place) -> Any:
    """How a row is placed on the map."""
    county = dict(place.schools.order_by().values_list("pk", "county_code")) if place.by_county else {}

    def key(row: Teaching) -> Key:
        area = county.get(row.school, "") if place.by_county else row.school if place.shows_people else ""
        return Key(area, row.school_year, row.subject, row.stage if place.by_stage else ALL_STAGES)

    return key


def _areas(place: Place) -> dict[int | str, str]:
    return {code: name for code, name in county_names().items() if place.by_county}
