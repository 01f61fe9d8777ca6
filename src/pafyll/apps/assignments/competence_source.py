"""Where the team proposal learns what people can. The competence overview says so by calling use() in ready()."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Protocol

from pafyll.apps.assignments.models import AssignmentMember, UnitMembership
from pafyll.apps.assignments.queries.competence import TAKES_TIME, lasts_in
from pafyll.apps.casework.permissions.cases import in_force
from pafyll.domain.assignments.areas import areas
from pafyll.domain.assignments.team import CONTRIBUTE, LEAD, Candidate
from pafyll.domain.lifecycles.assignment import AssignmentStatus
from pafyll.domain.values import Semester

Part = AssignmentMember.Part


class CompetenceSource(Protocol):
    """What the proposal asks."""

    def fields(self) -> Mapping[str, str]:
        """The fields one can look for, by code."""
        ...

    def candidates(self, *, provider: int, semesters: Sequence[str], day: date) -> list[Candidate]:
        """Everybody who works at the provider that day."""
        ...


class FromEarlierWork:
    """What is known without a competence overview: who has led and taken part in assignments in an area.

    Nobody is said to want or know what nobody has registered, so a new colleague must be chosen with grounds.
    """

    def fields(self) -> Mapping[str, str]:
        return {one.code: one.name for one in areas().values()}

    def candidates(self, *, provider: int, semesters: Sequence[str], day: date) -> list[Candidate]:
        staff = UnitMembership.objects.filter(in_force(day), unit__provider=provider).select_related("person", "unit")
        parts = AssignmentMember.objects.filter(assignment__provider=provider).select_related("assignment")
        by_person: dict[int, list[AssignmentMember]] = {}
        for part in parts:
            by_person.setdefault(part.person_id, []).append(part)
        rows = {one.person_id: one for one in staff}
        return [_candidate(one, by_person.get(key, []), semesters) for key, one in rows.items()]


def _candidate(staff: UnitMembership, parts: Sequence[AssignmentMember], semesters: Sequence[str]) -> Candidate:
    going_on = [p for p in parts if p.assignment.status in TAKES_TIME]
    taken = {one: sum(p.percent for p in going_on if lasts_in(p, Semester(one))) for one in semesters}
    counts = [p for p in parts if p.assignment.status != AssignmentStatus.CANCELLED]  # nobody was in what was not done
    levels = {p.assignment.area: CONTRIBUTE for p in counts if p.assignment.area}
    levels |= {p.assignment.area: LEAD for p in counts if p.assignment.area and p.part == Part.MANAGER}
    return Candidate(
        key=staff.person_id,
        name=str(staff.person),
        levels=levels,
        free={semester: max(0, staff.position_percent - taken[semester]) for semester in semesters},
        load=max(taken.values(), default=0),
        earlier=len({p.assignment_id for p in counts}),
        section=staff.unit.name,
    )


_source: CompetenceSource = FromEarlierWork()


def use(source: CompetenceSource) -> None:
    """Lets the competence overview answer from now on."""
    global _source
    _source = source


def source() -> CompetenceSource:
    """Who answers."""
    return _source
