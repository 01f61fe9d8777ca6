"""The public figures: a release that everybody reads, and one that waits for Idar."""

from __future__ import annotations

from datetime import date

from pafyll.apps.casework.services.jobs import at_once
from pafyll.apps.statistics.models import Release
from pafyll.apps.statistics.services.releasing import order_release, publish_release
from pafyll.devtools.seed.story.days import at
from pafyll.devtools.seed.story.world import World


def publish_figures(world: World) -> None:
    """Ada has the figures counted twice; Idar has published the first."""
    first = _ordered(world, date(2026, 3, 4), "Den første utgaven.")
    publish_release(release=first, by=world.user("idar"), at=at(date(2026, 3, 5)))
    _ordered(world, date(2026, 3, 9), "Søknadene som kom etter utsatt frist, er med.")


def _ordered(world: World, day: date, note: str) -> Release:
    with at_once():
        release = order_release(note=note, by=world.user("ada"), at=at(day))
    release.refresh_from_db()
    return release
