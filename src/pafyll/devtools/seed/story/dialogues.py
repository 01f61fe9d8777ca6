"""The quality dialogue between the directorate and the college about last year's results. What was said is invented."""

from __future__ import annotations

from datetime import date

from pafyll.apps.surveys.models import Survey
from pafyll.apps.surveys.services.dialogues import (
    Meeting,
    NewMeasure,
    agree_measure,
    record_dialogue,
    settle_measure,
)
from pafyll.devtools.seed.story.days import at
from pafyll.devtools.seed.story.world import World
from pafyll.domain.lifecycles.survey import AgreedMeasureStatus as A

DISCUSSED = (
    "Deltakerne er fornøyde med det faglige. Flere etterlyser raskere tilbakemelding, og at arbeidskravene legges "
    "utenom de travleste ukene i skolen. Høgskolen har sett det samme i egne evalueringer."
)


def hold_dialogues(world: World, survey: Survey) -> None:
    """One meeting, with a measure that is done, one that fell away and one that is still to be done."""
    ada, nina, day = world.user("ada"), world.user("nina"), at(date(2025, 11, 12), 14)
    meeting = Meeting(
        held_on=date(2025, 11, 12),
        present="Ada Lindkvist, Idar Stokke (direktoratet), Nina Tveter og to faglærere (Høgskolen i Innhavet)",
        discussed=DISCUSSED,
        next_on=date(2026, 5, 20),
        survey=survey,
    )
    dialogue = record_dialogue(provider=world.organisations["college"], meeting=meeting, by=ada, at=day)
    agreed = [
        NewMeasure("Tilbakemelding på arbeidskrav innen tre uker", "provider", date(2026, 1, 15)),
        NewMeasure("Flytte arbeidskrav fra november til september", "provider", date(2026, 6, 15)),
        NewMeasure("Egen undersøkelse blant dem som underviser", "directorate", date(2026, 3, 1)),
    ]
    done, _waiting, dropped = (agree_measure(dialogue=dialogue, measure=one, by=ada, at=day) for one in agreed)
    words = "Alle emnene har nå en frist på tre uker i emneplanen."
    settle_measure(measure=done, to=A.DONE, outcome=words, by=nina, at=at(date(2026, 1, 14)))
    why = "Lærerutdanningene spør selv, så vi spør ikke en gang til."
    settle_measure(measure=dropped, to=A.DROPPED, outcome=why, by=ada, at=at(date(2026, 2, 5)))
