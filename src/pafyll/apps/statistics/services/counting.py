"""Counting a release: every figure by every breakdown, with what must be hidden."""

from __future__ import annotations

from datetime import date

import polars as pl
from django.db import transaction
from django.utils.translation import gettext as _

from pafyll.apps.casework.jobs import Report
from pafyll.apps.casework.models import Job
from pafyll.apps.casework.services import advance
from pafyll.apps.statistics.models import FigureTable, Release
from pafyll.apps.statistics.queries import other_facts
from pafyll.apps.statistics.queries.facts import facts
from pafyll.apps.statistics.queries.labels import labels_of
from pafyll.apps.statistics.queries.releases import hidden_before, shown_before
from pafyll.apps.statistics.services.aggregating import Counted, counted
from pafyll.apps.statistics.services.hiding import Public, public
from pafyll.domain.lifecycles.release import RELEASE, ReleaseStatus
from pafyll.domain.rules.deadlines import norwegian_day
from pafyll.domain.statistics.indicators import TOPICS
from pafyll.domain.statistics.tables import Table


def count(job: Job, report: Report) -> None:
    """The work of the job: counts the release that was ordered, and leaves it to a second person."""
    release = Release.objects.get(pk=job.arguments["release"])
    report(0, 2, _("Teller"))
    topics = count_topics(norwegian_day(release.as_of))
    report(1, 2, _("Finner ut hva som må skjules"))
    shown = public(
        topics,
        limit=release.limit,
        base=release.rounding,
        earlier=hidden_before(release),
        known=shown_before(release),
    )
    with transaction.atomic():
        keep(release, topics, shown)
        advance(release, lifecycle=RELEASE, to=ReleaseStatus.COUNTED, by=job.started_by, at=job.started_at)
        report.finish({"tables": len(shown.tables), "hidden": len(shown.hidden)})


def count_topics(today: date) -> dict[str, Counted]:
    """Every topic as it is now, with nothing hidden. For the count alone: no page reads this."""
    people = facts()
    rows = {
        "funnel": people,
        "places": places_of(people),
        "costs": people,
        "waiting": people,
        "responses": other_facts.responses(),
        "purpose": other_facts.budgets(),
        "qualified": other_facts.qualified(today),
        "forum": other_facts.awards(),
    }
    return {code: counted(topic, rows[code]) for code, topic in TOPICS.items()}


def places_of(people: pl.DataFrame) -> pl.DataFrame:
    """The applications, and the places that there are."""
    both = pl.concat([people, other_facts.capacities()], how="diagonal")
    return both.with_columns(pl.col("occupied", "gave_up", "refilled", "capacity").fill_null(0))


def tables_of(people: pl.DataFrame) -> list[Table]:
    """The funnel by every breakdown."""
    return counted(TOPICS["funnel"], people).tables


def keep(release: Release, topics: dict[str, Counted], shown: Public) -> None:
    """Writes the tables, and what their codes mean today."""
    kept = [
        FigureTable(
            release=release,
            figure=one.code,
            version=one.version,
            dimensions=list(dimensions),
            cells=[[*key, value] for key, value in sorted(values.items())],
        )
        for one, dimensions, values in shown.tables
    ]
    FigureTable.objects.bulk_create(kept)
    tables = [table for one in topics.values() for table in one.tables]
    Release.objects.filter(pk=release.pk).update(labels=labels_of(tables))
