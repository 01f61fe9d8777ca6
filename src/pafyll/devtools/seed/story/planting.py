"""Plants the story world, part by part; each part builds on those before it."""

from __future__ import annotations

from collections.abc import Callable

from django.db import transaction

from pafyll.devtools.seed.story.applications import write_applications
from pafyll.devtools.seed.story.catalogue import publish_catalogue
from pafyll.devtools.seed.story.organisations import found_organisations
from pafyll.devtools.seed.story.people import meet_people
from pafyll.devtools.seed.story.qualifications import describe_qualifications
from pafyll.devtools.seed.story.rounds import announce_rounds
from pafyll.devtools.seed.story.world import World


@transaction.atomic
def plant_story(tell: Callable[[str], None] = lambda text: None) -> World:
    """The whole story world in an empty database. tell is called with a line for each part."""
    world = World()
    tell("Fylket Innhavet: kommuner, skoler og studiesteder")
    world.organisations = found_organisations()
    tell("Menneskene, arbeidsforholdene og rollene")
    meet_people(world)
    describe_qualifications(world)
    tell("Studiekatalogen")
    publish_catalogue(world)
    tell("Søknadsrundene")
    announce_rounds(world)
    tell("Søknader, uttalelser, godkjenninger og prioriteringer")
    write_applications(world)
    return world
