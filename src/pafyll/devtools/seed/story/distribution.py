"""How Tor tries to share out the money of 2026: two compositions, a run of each, and one that is chosen."""

from __future__ import annotations

from datetime import date
from typing import Any

from pafyll.apps.forums.models import SchemeYear
from pafyll.apps.forums.services.distribution import choose_run, run_draft, start_draft
from pafyll.devtools.seed.story.days import at
from pafyll.devtools.seed.story.world import World

FRAME = 8_270_000
OWNERS = ["municipality", "county_authority", "private_owner"]
BY_FTE: dict[str, Any] = {
    "pots": {"collective": "Kollektive tiltak", "providers": "Universitetene og høyskolene"},
    "steps": [
        {"step": "percentages", "pot": "frame", "into": {"collective": 70, "providers": "rest"}},
        {"step": "share", "pot": "collective", "key": "teacher_fte", "who": OWNERS, "least": 50_000},
        {"step": "share", "pot": "providers", "key": "equal", "who": ["provider"]},
    ],
}
IN_ORDER: dict[str, Any] = {
    "steps": [
        {"step": "requests", "pot": "frame", "if_short": "part"},
        {"step": "remainder", "pot": "frame", "fate": "reannounced"},
    ],
}


def plant_distribution(world: World) -> None:
    """What is on Tor's bench the week before the forum meets."""
    year = SchemeYear.objects.get(scheme="collective_2026", year=2026)
    by: Any = {"by": world.user("tor")}
    runs = []
    for title, pipeline, day in (("Etter lærerårsverk", BY_FTE, 4), ("Behovene i rekkefølge", IN_ORDER, 5)):
        when = at(date(2026, 3, day))
        draft = start_draft(year=year, title=title, frame=FRAME, pipeline=pipeline, at=when, **by)
        runs.append(run_draft(draft=draft, at=when, **by))
    reason = "Alle eierne får noe, og nøkkelen er kjent fra før. Forumet drøfter den i mars."
    choose_run(run=runs[0], reason=reason, at=at(date(2026, 3, 6)), **by)
    start_draft(year=year, title="Utkast med tak", frame=FRAME, pipeline={}, at=at(date(2026, 3, 7)), **by)
