"""What does not go by the book: a list that was opened again, and an application that an owner added for a teacher."""

from __future__ import annotations

from datetime import date

from pafyll.apps.applications.services.adding import add_application_for
from pafyll.apps.applications.services.ranking import (
    ranking_of,
    reopen_ranking,
    save_ranking,
    saved_order,
    submit_ranking,
)
from pafyll.devtools.seed.story.days import CURRENT, MIDDLE, at
from pafyll.devtools.seed.story.wishes import wish_of
from pafyll.devtools.seed.story.world import World

LAST_OF_STORBY = -1  # the last teacher at Marka skole has not applied herself


def reopen_fjordviks_list(world: World) -> None:
    """Marit opens the list that Siri had sent, two change places, and Siri sends it again."""
    siri, round = world.user("siri"), world.rounds[MIDDLE]
    ranking = ranking_of(round=round, owner=world.organisations["fjordvik"])
    why = "To søknader ved Nes skole sto i feil rekkefølge."
    reopen_ranking(ranking=ranking, reason=why, by=world.user("marit"), at=at(date(MIDDLE, 3, 10)))
    order = saved_order(ranking)
    order[0], order[1] = order[1], order[0]
    save_ranking(ranking=ranking, order=order, read_version=ranking.version, by=siri, at=at(date(MIDDLE, 3, 10), 11))
    submit_ranking(ranking=ranking, read_version=ranking.version, by=siri, at=at(date(MIDDLE, 3, 10), 12))


def add_for_a_teacher(world: World) -> None:
    """Ola applies for a teacher who was ill when the deadline ran out."""
    teacher = world.teachers["marka"][LAST_OF_STORBY]
    round = world.rounds[CURRENT]
    add_application_for(
        person=teacher,
        contents=wish_of(world, round, teacher, "marka", 1),
        owner=world.organisations["storby"],
        round=round,
        by=world.user("ola"),
        at=at(date(CURRENT, 3, 5), 13),
    )
