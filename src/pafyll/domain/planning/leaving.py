"""Who leaves: the age people retire at, as an assumption, and how many ended their employment, year by year."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from pafyll.domain.values import SchoolYear

# Nobody prints at which age teachers stop, so this is where an owner begins who has not said anything else.
USUAL_AGE, USUAL_YEARS = 62, 5
AGES, YEARS = range(50, 76), range(1, 16)


@dataclass(frozen=True)
class Assumption:
    """The age that people are taken to retire at, how many years we look ahead, and who says so.

    percent is how many leave for good each year; None is as many as left in the last school year.
    """

    age: int = USUAL_AGE
    years: int = USUAL_YEARS
    grounds: str = "Et utgangspunkt i Påfyll, ikke et tall fra lov eller statistikk. Skoleeieren kan sette sitt eget."
    is_own: bool = False
    percent: int | None = None


def reaches_age(birth_year: int | None, assumption: Assumption, school_year: int) -> bool | None:
    """Whether someone is of the age within the years, counted by calendar year; None where the birth year is unknown.

    Born 1964, age 62, five years from 2025/26: reaches it in 2026, which is within 2030.
    """
    if birth_year is None:
        return None
    return birth_year + assumption.age <= school_year + assumption.years


@dataclass(frozen=True)
class Job:
    """A position at a school of an owner, between two days."""

    person: int
    school: int
    owner: int
    starts_on: date
    ends_before: date | None
    is_permanent: bool


@dataclass(frozen=True)
class Turnover:
    """Permanent positions at the start of the school year, and those of them that ended in the year for good."""

    school_year: int
    at_start: int
    left: int

    @property
    def part(self) -> Fraction:
        return Fraction(self.left, self.at_start) if self.at_start else Fraction(0)


def leavers(jobs: Iterable[Job], school_year: int) -> frozenset[int]:
    """People whose permanent position ended in the school year, and who had no other at the same owner afterwards."""
    jobs = list(jobs)
    ended = [job for job in jobs if job.is_permanent and _ended_in(job, school_year)]
    staying = {(job.person, job.owner) for job in jobs if _goes_on(job, school_year)}
    return frozenset(job.person for job in ended if (job.person, job.owner) not in staying)


def turnover(jobs: Iterable[Job], school_year: int, schools: Set[int]) -> Turnover:
    """How many had a permanent position at the schools when the year began, and how many of them left in it.

    jobs are all positions of those people, also elsewhere: one who goes on at another school of the owner stays.
    """
    jobs = list(jobs)
    first = SchoolYear(school_year).starts_on
    there = [job for job in jobs if job.school in schools and job.is_permanent]
    before = {job.person for job in there if job.starts_on <= first and not _over(job, first)}
    return Turnover(school_year, len(before), len(before & leavers(jobs, school_year)))


def _ended_in(job: Job, school_year: int) -> bool:
    year = SchoolYear(school_year)
    return job.ends_before is not None and year.starts_on < job.ends_before <= SchoolYear(school_year + 1).starts_on


def _goes_on(job: Job, school_year: int) -> bool:
    after = SchoolYear(school_year + 1).starts_on
    return job.starts_on <= after and not _over(job, after)


def _over(job: Job, day: date) -> bool:
    return job.ends_before is not None and job.ends_before <= day


def expected_to_leave(starting: Mapping[int, int], school_year: int, part: Fraction) -> int:
    """How many of those who are to begin a study have left before it, when that part leaves each year. Nearest whole.

    starting is how many begin by school year; school_year is the one that the count is made in.
    """
    gone = sum(
        (count * (1 - (1 - part) ** max(year - school_year, 0)) for year, count in starting.items()), Fraction(0)
    )
    return int(gone + Fraction(1, 2))
