"""The public figures: a release that everybody reads, one that was dropped, and one that waits for Idar."""

from __future__ import annotations

from datetime import date

from pafyll.apps.casework.services import record
from pafyll.apps.casework.services.jobs import at_once
from pafyll.apps.statistics.models import Release
from pafyll.apps.statistics.queries.releases import next_number
from pafyll.apps.statistics.services.releasing import drop_release, order_release, publish_release
from pafyll.devtools.seed.story.days import at
from pafyll.devtools.seed.story.world import World
from pafyll.domain.statistics.disclosure import LIMIT


def publish_figures(world: World) -> None:
    """Ada has the figures counted twice; Idar has published the first."""
    first = _ordered(world, date(2026, 3, 4), "Den første utgaven.")
    publish_release(release=first, by=world.user("idar"), at=at(date(2026, 3, 5)))
    wrong = _ordered(world, date(2026, 3, 6), "Telt før de siste avgjørelsene var ført.")
    drop_release(release=wrong, why="To klager var ikke avgjort.", by=world.user("ada"), at=at(date(2026, 3, 6), 14))
    _ordered(world, date(2026, 3, 9), "Søknadene som kom etter utsatt frist, er med.")
    _waits_for_a_worker(world)


def _waits_for_a_worker(world: World) -> None:
    """Ordered this morning, when no worker was running."""
    ada, day = world.user("ada"), at(date(2026, 3, 10), 8)
    release = Release.objects.create(
        number=next_number(), as_of=day, limit=LIMIT, ordered_by=ada, ordered_at=day, note="Til årsrapporten."
    )
    record(about=release.about, verb="ordered", after=release.status, by=ada, at=day)


def _ordered(world: World, day: date, note: str) -> Release:
    with at_once():
        release = order_release(note=note, by=world.user("ada"), at=at(day))
    release.refresh_from_db()
    return release
