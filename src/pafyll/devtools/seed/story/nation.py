"""Ada's plans for the country in the story: one is ready, one was stopped, and one is being computed."""

from __future__ import annotations

from datetime import date

from pafyll.apps.casework.services import jobs
from pafyll.apps.planning.models import NationPlan
from pafyll.apps.planning.services.nation import NationTerms, start_nation
from pafyll.devtools.seed.story.days import CURRENT, at
from pafyll.devtools.seed.story.world import World
from pafyll.domain.lifecycles.nation_plan import NationPlanStatus as S

PLACES = {"english": 4, "mathematics": 6, "norwegian": 4}
YEARS = 3


def plan_for_the_country(world: World) -> None:
    """The owners of the story share few places, so that the plan has something to choose between."""
    ada = world.user("ada")
    with jobs.at_once():
        start_nation(terms=NationTerms(CURRENT, YEARS, PLACES), by=ada, at=at(date(CURRENT, 3, 9), 10))
    for status, day in ((S.CANCELLED, date(CURRENT, 3, 6)), (S.COMPUTING, date(CURRENT, 3, 9))):
        when = at(day, 14)
        ended = {} if status == S.COMPUTING else {"ended_at": when}
        NationPlan.objects.create(
            first_year=CURRENT, years=8, places=PLACES, status=status, started_by=ada, started_at=when, **ended
        )
