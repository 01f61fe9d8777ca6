"""The programme for quality development, as the owner, the schools and the representatives read it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Prefetch, Q, QuerySet

from pafyll.apps.organisations.models import Organisation
from pafyll.apps.organisations.permissions import Viewer
from pafyll.apps.planning.models import Measure, MeasureAttachment, PlannedCost
from pafyll.apps.planning.permissions.budget import owners_read_by
from pafyll.apps.planning.queries.budget import use_of
from pafyll.domain.lifecycles.budget import MeasureStatus
from pafyll.domain.planning.budget import CostRow, cost_rows
from pafyll.domain.values import Kroner


def measures_visible_to(viewer: Viewer) -> QuerySet[Measure]:
    """Whole programmes for the owner and the representatives; for a principal what is at her school or at all schools.

    A principal does not see what is only proposed or has been cancelled.
    """
    read = Q(owner__in=owners_read_by(viewer))
    here = Q(schools__in=viewer.leads_schools) | Q(schools=None, owner__children__in=viewer.leads_schools)
    settled = [MeasureStatus.ADOPTED, MeasureStatus.STARTED, MeasureStatus.COMPLETED]
    seen = Measure.objects.filter(read | (here & Q(status__in=settled))).values("pk")
    return Measure.objects.filter(pk__in=seen).select_related("owner").prefetch_related("schools")


def attachments_visible_to(viewer: Viewer) -> QuerySet[MeasureAttachment]:
    """Papers of the measures that the viewer sees, without those taken out."""
    rows = MeasureAttachment.objects.filter(removed_at=None, measure__in=measures_visible_to(viewer).values("pk"))
    return rows.select_related("measure__owner")


@dataclass(frozen=True)
class MeasureRow:
    """A measure with what it costs and how many papers belong to it."""

    measure: Measure
    costs: tuple[PlannedCost, ...]
    attachments: tuple[MeasureAttachment, ...]

    @property
    def total(self) -> Kroner:
        return Kroner(sum(cost.amount for cost in self.costs))


@dataclass(frozen=True)
class Programme:
    """The measures of a year with the sums that KS asks for."""

    rows: list[MeasureRow]
    sums: list[CostRow]

    @property
    def total(self) -> Kroner:
        """What the measures cost, without those that have been cancelled."""
        return Kroner(sum(row.total for row in self.sums))


def programme(
    *, viewer: Viewer, owner: Organisation, year: int | None = None, kind: str = "", status: str = "", school: int = 0
) -> Programme:
    """The owner's measures that the viewer sees, under the filters, each with its costs. Five queries.

    A school is one of those that the measure is at; a measure for all schools is at every one. The sums leave out
    what has been cancelled.
    """
    found = measures_visible_to(viewer).filter(owner=owner)
    for name, value in (("budget_year", year), ("kind", kind), ("status", status)):
        found = found.filter(**{name: value}) if value else found
    if school:
        found = found.filter(Q(schools=school) | Q(schools=None))
    rows = [_row(one) for one in found.prefetch_related(*_beside())]
    counted = [cost for row in rows if row.measure.status != MeasureStatus.CANCELLED for cost in row.costs]
    return Programme(rows, cost_rows([use_of(cost) for cost in counted]))


def measure_row(measure: Measure) -> MeasureRow:
    """One measure with its costs and papers."""
    return _row(Measure.objects.prefetch_related(*_beside()).get(pk=measure.pk))


def years_of(*, viewer: Viewer, owner: Organisation) -> list[int]:
    """The budget years that the owner has measures in, newest first."""
    rows = measures_visible_to(viewer).filter(owner=owner).order_by("-budget_year")
    return list(rows.values_list("budget_year", flat=True).distinct())


def _beside() -> Sequence[Prefetch[str]]:
    papers = MeasureAttachment.objects.filter(removed_at=None).defer("content")
    costs = PlannedCost.objects.filter(removed_at=None).select_related("source")
    return Prefetch("costs", costs, "live_costs"), Prefetch("attachments", papers, "live_papers")


def _row(one: Measure) -> MeasureRow:
    return MeasureRow(one, tuple(one.live_costs), tuple(one.live_papers))  # type: ignore[attr-defined]
