"""Whom a plan pays for, and what became of the application that was opened: from a resolution down to each teacher."""

from __future__ import annotations

from dataclasses import dataclass

from pafyll.apps.applications.models import PlannedApplication
from pafyll.apps.organisations.permissions import Viewer
from pafyll.apps.planning.models import CompetencePlan, PlanLine
from pafyll.apps.planning.queries.plans import visible_lines
from pafyll.domain.values import SchoolYear


@dataclass(frozen=True)
class Paid:
    """A teacher's line in the plan in force, and the application that was opened for it, if any."""

    line: PlanLine
    opened: PlannedApplication | None

    @property
    def owner_pays(self) -> int:
        return self.line.owner_pays

    @property
    def state_pays(self) -> int:
        return self.line.state_pays


@dataclass(frozen=True)
class PaidYear:
    """A school year's lines with sums in kroner."""

    year: SchoolYear
    rows: tuple[Paid, ...]

    @property
    def owner(self) -> int:
        return sum(row.owner_pays for row in self.rows)

    @property
    def state(self) -> int:
        return sum(row.state_pays for row in self.rows)


def paid_for(*, viewer: Viewer, plan: CompetencePlan) -> list[PaidYear]:
    """The lines of the plan's run in force that the viewer may see, by school year. Two queries."""
    lines = list(visible_lines(viewer).filter(run=plan.run_in_force_id).exclude(kind=PlanLine.Kind.UNDER_WAY))
    opened = PlannedApplication.objects.filter(line__in=lines).select_related("application")
    by_line = {one.line_id: one for one in opened}
    years = sorted({line.school_year for line in lines})
    return [
        PaidYear(SchoolYear(year), tuple(Paid(one, by_line.get(one.pk)) for one in lines if one.school_year == year))
        for year in years
    ]
