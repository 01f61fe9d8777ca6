"""Counting a release: every figure by every breakdown, with what must be hidden."""

from __future__ import annotations

from typing import Any

import polars as pl
from django.db import transaction
from django.utils.translation import gettext as _

from pafyll.apps.casework.jobs import Report
from pafyll.apps.casework.models import Job
from pafyll.apps.casework.services import advance
from pafyll.apps.statistics.models import FigureTable, Release
from pafyll.apps.statistics.queries.facts import facts
from pafyll.apps.statistics.queries.labels import labels_of
from pafyll.apps.statistics.queries.releases import hidden_before
from pafyll.domain.lifecycles.release import RELEASE, ReleaseStatus
from pafyll.domain.statistics.disclosure import Protection, protect
from pafyll.domain.statistics.indicators import BREAKDOWNS, INDICATORS, ORDER
from pafyll.domain.statistics.tables import Table, with_totals


def count(job: Job, report: Report) -> None:
    """The work of the job: counts the release that was ordered, and leaves it to a second person."""
    release = Release.objects.get(pk=job.arguments["release"])
    report(0, 2, _("Teller"))
    people = facts()
    tables = tables_of(people)
    report(1, 2, _("Finner ut hva som må skjules"))
    protection = protect(tables, limit=release.limit, order=ORDER, earlier=hidden_before(release))
    with transaction.atomic():
        FigureTable.objects.bulk_create([_kept(release, table, protection) for table in tables])
        Release.objects.filter(pk=release.pk).update(labels=labels_of(people))
        advance(release, lifecycle=RELEASE, to=ReleaseStatus.COUNTED, by=job.started_by, at=job.started_at)
        report.finish({"tables": len(tables), "hidden": len(protection.hidden)})


def tables_of(people: pl.DataFrame) -> list[Table]:
    """Every figure by every breakdown."""
    found = []
    for dimensions in BREAKDOWNS:
        grouped = people.group_by(dimensions).agg(pl.col(ORDER).sum()).sort(dimensions)
        keys = list(grouped.select(dimensions).iter_rows())
        for figure in ORDER:
            counts = dict(zip(keys, grouped[figure].to_list(), strict=True))
            found.append(with_totals(figure, dimensions, counts))
    return found


def _kept(release: Release, table: Table, protection: Protection) -> FigureTable:
    cells: list[list[Any]] = [
        [*key, number if protection.shows(table, key) else None] for key, number in sorted(table.counts.items())
    ]
    return FigureTable(
        release=release,
        figure=table.figure,
        version=INDICATORS[table.figure].version,
        dimensions=list(table.dimensions),
        cells=cells,
    )
