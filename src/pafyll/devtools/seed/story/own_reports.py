"""Officers' own reports: Ada shares one with the directorate, keeps one to herself, and Tor has one of his own."""

from __future__ import annotations

from datetime import date

from pafyll.apps.statistics.queries.own_reports import ReportChoice
from pafyll.apps.statistics.services.own_reports import save_report
from pafyll.devtools.seed.story.days import at
from pafyll.devtools.seed.story.world import World

REPORTS = (
    ("ada", "Fikk plass etter fylke og fag", ReportChoice(rows="county", columns="subject"), True),
    ("ada", "Innvilget i matematikk", ReportChoice(subject="mathematics", rows="owner"), False),
    ("tor", "Søknader etter skoleeier", ReportChoice(rows="owner", columns="year", figure="applied"), True),
)


def keep_own_reports(world: World) -> None:
    """Three choices that are kept, and no numbers."""
    for who, name, choice, is_shared in REPORTS:
        save_report(name=name, choice=choice, is_shared=is_shared, by=world.user(who), at=at(date(2026, 3, 9), 10))
