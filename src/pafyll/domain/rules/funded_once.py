"""Nobody is funded twice for the same semester."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pafyll.domain.answers import Answer, no, yes
from pafyll.domain.values import Semester

SOURCE = "udir.no, Informasjon til skoleeiere, yrkesfag 2018–19"


@dataclass(frozen=True)
class Funded:
    """A semester that someone pays for: whose, in which participation (0 while it is new), and what it is called."""

    person: int
    semester: Semester
    participation: int
    study: str


def is_funded_once(wanted: Iterable[Funded], standing: Iterable[Funded]) -> Answer:
    """Whether none of the wanted semesters is already paid for in another participation of the same person.

    The rule is printed for vocational teachers (no double funding with the other schemes); a semester that is given up,
    ended or not confirmed does not stand, so the caller leaves it out.
    """
    taken: dict[tuple[int, Semester], list[Funded]] = {}
    for one in standing:
        taken.setdefault((one.person, one.semester), []).append(one)
    for new in wanted:
        for other in taken.get((new.person, new.semester), []):
            if other.participation != new.participation or not new.participation:
                return _twice(new, other)
    return yes()


def _twice(new: Funded, other: Funded) -> Answer:
    return no(
        "funded_twice",
        "Læreren har alt et studium med støtte {semester}: {study}. Det samme semesteret kan ikke få støtte to ganger.",
        remedy="Trekk det ene studiet først, eller velg et annet semester.",
        field="to",
        semester=new.semester,
        study=other.study,
    )
