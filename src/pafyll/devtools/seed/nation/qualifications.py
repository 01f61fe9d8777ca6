"""What every teacher teaches and has credits in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import numpy as np

from pafyll.apps.organisations.models import Organisation
from pafyll.apps.planning.models import CreditsHeld, SubjectTaught
from pafyll.devtools.seed.nation.applicants import Applicants
from pafyll.devtools.seed.nation.owners import Owners
from pafyll.devtools.seed.nation.people import People
from pafyll.domain.rules.qualification import NOT_IN_TIMETABLE, requirement, standing
from pafyll.domain.rules.subjects import SUBJECTS

TIMETABLE = [code for code in SUBJECTS if code not in NOT_IN_TIMETABLE]
HELD = (0, 15, 30, 60)
DIPLOMAS, SCHEDULE = "Vitnemål registrert hos skoleeier", "Timeplan ved skolen"
AS_OF = date(2025, 10, 1)


@dataclass(frozen=True)
class Qualifications:
    """Rows, and for each applicant whether she lacks credits in the subject she applies in and teaches."""

    taught: list[SubjectTaught]
    held: list[CreditsHeld]
    lacks: list[bool]
    known: list[dict[str, Any]]  # for each applicant, as an application keeps it


def qualifications(
    owners: Owners, people: People, applicants: Applicants, school_year: int, rng: np.random.Generator
) -> Qualifications:
    """Two subjects for each teacher; an applicant's first is the one she applies in, when it is in the timetable."""
    number = len(people.teachers)
    first = rng.integers(len(TIMETABLE), size=number)
    second = (first + rng.integers(1, len(TIMETABLE), size=number)) % len(TIMETABLE)
    held = rng.choice(HELD, size=(number, 2), p=[0.15, 0.15, 0.3, 0.4])
    for teacher, subject in zip(applicants.teacher.tolist(), applicants.subject, strict=True):
        if subject in TIMETABLE:
            first[teacher] = TIMETABLE.index(subject)
            second[teacher] = (first[teacher] + 1) % len(TIMETABLE)
            held[teacher, 0] = HELD[int(rng.integers(3))]
    stages = [
        _stage(school, draw) for school, draw in zip(owners.schools, rng.random(len(owners.schools)), strict=True)
    ]
    taught, credits = _rows(owners, people, np.stack([first, second], axis=1), held, stages, school_year)
    lacks = [
        _lacks(TIMETABLE[first[teacher]], subject, stages[people.school_of[teacher]], int(held[teacher, 0]))
        for teacher, subject in zip(applicants.teacher.tolist(), applicants.subject, strict=True)
    ]
    columns = (np.stack([first, second], axis=1).tolist(), held.tolist())
    known = [_known(owners, people, teacher, *columns, stages) for teacher in applicants.teacher.tolist()]
    return Qualifications(taught, credits, lacks, known)


def _known(
    owners: Owners, people: People, n: int, subjects: list[list[int]], held: list[list[int]], stages: list[str]
) -> dict[str, Any]:
    """What an application keeps of what was known about the teacher, in the form that applying gives it."""
    school, job = int(people.school_of[n]), people.employments[n]
    rows = [
        standing(TIMETABLE[code], stages[school], Decimal(points) if points else None, AS_OF)
        for code, points in zip(subjects[n], held[n], strict=True)
    ]
    return {
        "employments": [
            {
                "school": owners.schools[school].name,
                "percent": job.position_percent,
                "permanent": job.is_permanent,
                "source": job.source,
            }
        ],
        "subjects": [
            {
                "subject": row.subject,
                "stage": row.stage,
                "hours": str(_hours(2 * n + place)),
                "required": row.required,
                "held": None if row.held is None else str(row.held),
                "verdict": row.verdict,
                "source": "; ".join([SCHEDULE, *([DIPLOMAS] if row.held is not None else [])]),
            }
            for place, row in enumerate(rows, start=1)
        ],
    }


def _stage(school: Organisation, draw: float) -> str:
    if school.stages != "1-10":
        return school.stages
    return "1-7" if draw < 0.7 else "8-10"


def _lacks(taught: str, applied: str, stage: str, held: int) -> bool:
    needed = requirement(applied, stage, AS_OF)
    return taught == applied and needed is not None and held < needed.credits


def _rows(
    owners: Owners,
    people: People,
    subjects: np.ndarray,
    held: np.ndarray,
    stages: list[str],
    school_year: int,
) -> tuple[list[SubjectTaught], list[CreditsHeld]]:
    taught: list[SubjectTaught] = []
    credits: list[CreditsHeld] = []
    schools = people.school_of.tolist()
    for n, (codes, points) in enumerate(zip(subjects.tolist(), held.tolist(), strict=True)):
        for code, point in zip(codes, points, strict=True):
            taught.append(_taught(len(taught) + 1, n, owners, schools[n], stages, TIMETABLE[code], school_year, people))
            if point:
                credits.append(_held(len(credits) + 1, people, n, TIMETABLE[code], point))
    return taught, credits


def _taught(
    key: int,
    n: int,
    owners: Owners,
    school: int,
    stages: list[str],
    subject: str,
    school_year: int,
    people: People,
) -> SubjectTaught:
    return SubjectTaught(
        pk=key,
        person=people.teachers[n],
        school=owners.schools[school],
        subject=subject,
        stage=stages[school],
        school_year=school_year,
        hours_per_week=_hours(key),
        source=SCHEDULE,
    )


def _hours(key: int) -> Decimal:
    """Hours a week in row number key of what is taught."""
    return Decimal(2 + key % 7)


def _held(key: int, people: People, n: int, subject: str, credits: int) -> CreditsHeld:
    return CreditsHeld(
        pk=key, person=people.teachers[n], subject=subject, credits=Decimal(credits), source=DIPLOMAS, as_of=AS_OF
    )
