"""What people get wrong in forms, the most frequent first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet, Sum

from pafyll.apps.organisations.permissions import Viewer
from pafyll.apps.support.models import FormFault
from pafyll.apps.support.permissions import may_plan


@dataclass(frozen=True)
class Counted:
    """How often a fault in a question came."""

    page: str
    form: str
    field: str
    code: str
    count: int


def faults_since(*, viewer: Viewer, first: date, desk: str = "", code: str = "") -> QuerySet[FormFault]:
    """The counts from a day on, narrowed. One query."""
    rows = FormFault.objects.filter(day__gte=first)
    rows = rows.filter(page__startswith=f"{desk}:") if desk else rows
    rows = rows.filter(code=code) if code else rows
    return rows if may_plan(viewer) else rows.none()


def most_frequent(rows: QuerySet[FormFault]) -> list[Counted]:
    """Summed over the days, the most frequent first. One query."""
    found = rows.order_by().values_list("page", "form", "field", "code").annotate(sum=Sum("count"))
    return [Counted(*one) for one in found.order_by("-sum", "page", "field", "code")]


def by_week(rows: QuerySet[FormFault], *, first: date, last: date) -> list[tuple[date, int]]:
    """(the Monday, how many) for each week of the time, also those without any. One query."""
    sums: dict[date, int] = {}
    for day, count in rows.order_by().values_list("day").annotate(sum=Sum("count")):
        monday = day - timedelta(days=day.weekday())
        sums[monday] = sums.get(monday, 0) + count
    start = first - timedelta(days=first.weekday())
    weeks = [start + timedelta(weeks=n) for n in range((last - start).days // 7 + 1)]
    return [(week, sums.get(week, 0)) for week in weeks]


def codes_in(rows: QuerySet[FormFault]) -> list[str]:
    return list(rows.order_by("code").values_list("code", flat=True).distinct())
