"""Plants the nation: draws everything from one seed, then writes it table by table."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from time import perf_counter

import numpy as np
from django.db import transaction
from django.db.models import Model

from pafyll.apps.applications.models import Round
from pafyll.apps.organisations.models import Organisation
from pafyll.devtools.seed.nation.applicants import draw_applicants
from pafyll.devtools.seed.nation.applications import draw_wishes, write_applications
from pafyll.devtools.seed.nation.catalogue import catalogue, providers
from pafyll.devtools.seed.nation.money import give_money
from pafyll.devtools.seed.nation.municipalities import municipalities
from pafyll.devtools.seed.nation.owners import Register, owners_and_schools
from pafyll.devtools.seed.nation.people import people_at
from pafyll.devtools.seed.nation.qualifications import qualifications
from pafyll.devtools.seed.nation.round import announce, set_terms
from pafyll.devtools.seed.nation.sizes import FULL, SHORT, Sizes
from pafyll.devtools.seed.nation.writing import Writer

SEED = 20180301  # the day that the applicants of 2018 were counted
YEAR = 2026

Rows = list[tuple[Sequence[Model], str]]


def plant_nation(tell: Callable[[str], object] = lambda text: None, sizes: Sizes = FULL, seed: int = SEED) -> None:
    """The whole nation in an empty database, in one transaction."""
    started = perf_counter()
    tell("Trekker kommuner, skoler, lærere og søknader")
    rows = draw_nation(sizes, seed)
    tell(f"Trukket på {perf_counter() - started:.1f} s. Skriver til databasen")
    with transaction.atomic():
        writer = Writer(tell)
        for some, what in rows:
            writer.write(some, what)
        writer.let_keys_run_on()
        tell("Bevilgning og rammer")
        give_money(Round.objects.get(study_year=YEAR))
    tell(f"Ferdig på {perf_counter() - started:.1f} s")


def plant_short_nation(tell: Callable[[str], object] = lambda text: None) -> None:
    """A fiftieth of the people, for tests."""
    plant_nation(tell, SHORT)


def draw_nation(sizes: Sizes, seed: int = SEED) -> Rows:
    """Every row of the nation, in an order in which it can be written."""
    rng = np.random.default_rng(seed)
    register = Register()
    register.add(Organisation.Kind.DIRECTORATE, "Direktoratet for etterfylling")
    register.add(Organisation.Kind.COUNTY_GOVERNOR, "Statsforvalteren i Vestland", county_code="46")
    register.add(Organisation.Kind.UNION, "Lærarlaget")
    given_by = providers(sizes, register)
    owners = owners_and_schools(municipalities(rng), sizes, rng, register)
    people = people_at(owners, rng)
    offers = catalogue(sizes, YEAR, given_by, rng)
    applicants = draw_applicants(owners, people, sizes, rng)
    qualified = qualifications(owners, people, applicants, YEAR - 1, rng)
    wishes = draw_wishes(applicants, offers, rng)
    round = announce(YEAR)
    made = write_applications(round, owners, people, wishes, qualified, rng)
    terms = set_terms(round, owners, wishes, people.log_in(people.cast["ada"]), rng)
    return [
        (owners.organisations, "organisasjoner"),
        (people.users, "innlogginger"),
        (people.persons, "mennesker"),
        (people.employments, "ansettelser"),
        (people.grants, "roller"),
        (qualified.taught, "fag det undervises i"),
        (qualified.held, "studiepoeng"),
        (offers.programmes, "studier"),
        (offers.offers, "studietilbud"),
        ([terms.round], "runde"),
        (terms.rates, "satser"),
        (terms.frames, "rammer"),
        (made.applications, "søknader"),
        (made.versions, "innsendte versjoner"),
        (made.statements, "uttalelser"),
        (made.approvals, "svar fra skoleeierne"),
        (made.rankings, "prioriteringslister"),
        (made.entries, "plasser på listene"),
        (made.lists, "lagrede lister"),
        (made.events, "hendelser"),
    ]
