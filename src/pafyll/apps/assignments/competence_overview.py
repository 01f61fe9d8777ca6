"""The competence overview as the source of team proposals: what each has stated of skill and time herself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from pafyll.apps.assignments.competence_source import FromEarlierWork
from pafyll.apps.assignments.queries.competence import candidates_at
from pafyll.domain.assignments.competence import lists
from pafyll.domain.assignments.team import Candidate
from pafyll.domain.values import Semester


class FromOverview(FromEarlierWork):
    """Levels and free time are the person's own; load and experience are those of her assignments.

    One who has stated nothing has no level in any field, and is told so in the proposal.
    """

    def fields(self) -> Mapping[str, str]:
        return lists().fields

    def candidates(self, *, provider: int, semesters: Sequence[str], day: date) -> list[Candidate]:
        wanted = [Semester(code) for code in semesters]
        stated = {one.person: one for one in candidates_at(provider=provider, semesters=wanted, day=day)}
        staff = super().candidates(provider=provider, semesters=semesters, day=day)
        made = []
        for one in staff:
            own = stated.get(one.key)
            levels = {field: level.value for field, level in own.levels.items()} if own else {}
            free = {semester.code: own.free_in(semester) for semester in wanted} if own else one.free
            made.append(replace(one, levels=levels, free=free))
        return made
