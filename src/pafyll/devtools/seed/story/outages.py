"""The evening that the log-in did not work, and the later deadlines that were asked for afterwards."""

from __future__ import annotations

from datetime import date

from pafyll.apps.applications.models import Application
from pafyll.apps.applications.services.dispensing import LaterDeadline, dispense, refuse_dispensation
from pafyll.apps.casework.services.outages import OutageFacts, register_outage
from pafyll.devtools.seed.story.days import CURRENT, MIDDLE, at
from pafyll.devtools.seed.story.world import World

LAST_EVENING = date(CURRENT, 3, 1)


def tell_of_outages(world: World) -> None:
    """Two outages. A teacher has a later deadline, an owner waits for an answer, and another got no."""
    ada, idar, round = world.user("ada"), world.user("idar"), world.rounds[CURRENT]
    register_outage(
        facts=OutageFacts(at(date(MIDDLE, 2, 12), 8, 5), at(date(MIDDLE, 2, 12), 8, 50),
                          "Databasen ble oppgradert utenom planen.", "Sidene svarte ikke.",
                          ["teacher", "school", "owner"], [world.rounds[MIDDLE].pk]),
        by=ada, at=at(date(MIDDLE, 2, 12), 9),
    )  # fmt: skip
    outage = register_outage(
        facts=OutageFacts(at(LAST_EVENING, 21, 10), at(LAST_EVENING, 22, 40),
                          "Innloggingen hos Feide svarte ikke.", "Lærere fikk ikke logget inn for å sende søknaden.",
                          ["teacher"], [round.pk]),
        by=ada, at=at(date(CURRENT, 3, 2), 8),
    )  # fmt: skip
    drafted = Application.objects.filter(round=round, status="draft", owner=world.organisations["storby"])
    teacher = drafted.order_by("number").earliest("pk").person
    why = "Innloggingen var nede i halvannen time den siste kvelden, og læreren meldte fra samme kveld."
    dispense(round=round, given=LaterDeadline(date(CURRENT, 3, 12), why, person=teacher, outage=outage), by=ada,
             at=at(date(CURRENT, 3, 3)))  # fmt: skip
    asked = LaterDeadline(date(CURRENT, 3, 18), "Begge saksbehandlerne er syke denne uken.",
                          owner=world.organisations["nordlys"])  # fmt: skip
    refused = dispense(round=round, given=asked, by=ada, at=at(date(CURRENT, 3, 5)))
    refuse_dispensation(dispensation=refused, why="Listen er allerede sendt.", by=idar, at=at(date(CURRENT, 3, 6)))
    asked = LaterDeadline(date(CURRENT, 3, 17), "Formannskapet møtes først 16. mars.",
                          owner=world.organisations["county"])  # fmt: skip
    dispense(round=round, given=asked, by=ada, at=at(date(CURRENT, 3, 9)))
