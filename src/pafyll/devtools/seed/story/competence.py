"""What people at the college's sections say that they can, when they have time, and what of it is public."""

from __future__ import annotations

from datetime import date, datetime
from typing import NamedTuple

from pafyll.apps.assignments.models import (
    AssignmentMember,
    Availability,
    CompetenceField,
    CompetenceProfile,
    PublicConsent,
    Unit,
    UnitMembership,
)
from pafyll.apps.assignments.services.competence import Stated, give_consent, own_profile, state_competence
from pafyll.apps.organisations.models import Organisation, Person, RoleGrant
from pafyll.devtools.seed.story.assignment_prices import Earlier, carry_out
from pafyll.devtools.seed.story.assignments import SECTIONS, START
from pafyll.devtools.seed.story.days import CURRENT, at
from pafyll.devtools.seed.story.people import let_in
from pafyll.devtools.seed.story.world import World
from pafyll.domain.assignments.competence import Level

LEADS, CAN, LEARNS = Level.LEADS, Level.CONTRIBUTES, Level.LEARNS
LEADER = "Torunn"
STATED_ON = date(CURRENT, 2, 3)


class Row(NamedTuple):
    """Somebody in a section, and what she says. percent is the autumn, spring now and spring next year alike."""

    first: str
    last: str
    gender: str
    section: int
    title: str
    levels: dict[str, Level]
    languages: list[str]
    stages: list[str]
    percent: int
    shows: list[str]


ROWS = (
    Row("Torunn", "Eikemo", "female", 2, "dosent", {"classroom_assessment": LEADS, "school_development": LEADS,
        "mentoring": CAN}, ["nb", "en"], ["1-7", "8-10"], 20, ["fields", "languages", "stages"]),
    Row("Aslak", "Bergsvåg", "male", 0, "førsteamanuensis", {"mathematics_education": LEADS,
        "classroom_assessment": CAN, "digital_practice": CAN}, ["nb", "nn", "en"], ["8-10", "vgo"], 10, ["fields"]),
    Row("Ingvild", "Rustad", "female", 1, "universitetslektor", {"reading": LEADS, "early_literacy": LEADS,
        "multilingual_pupils": CAN}, ["nn"], ["1-7"], 15, []),
    Row("Sakarias", "Momyr", "male", 1, "førstelektor", {"language_education": LEADS, "classroom_assessment": LEARNS},
        ["nb", "en"], ["8-10"], 30, ["fields", "languages"]),
    Row("Mette", "Holtan", "female", 0, "høgskolelektor", {"science_education": CAN, "outdoor_learning": LEADS,
        "classroom_assessment": LEARNS}, ["nb"], ["1-7", "8-10"], 0, []),
)  # fmt: skip


def state_what_people_can(world: World) -> None:
    """Geir writes his own page and lets everyone read it; five colleagues have theirs."""
    _geir(world)
    college, when = world.organisations["college"], at(STATED_ON)
    for row in ROWS:
        _colleague(world, college, row, when)
    _evaluated(world, college)


def _geir(world: World) -> None:
    geir, when = world.user("geir"), at(STATED_ON)
    profile = own_profile(provider=world.organisations["college"], by=geir, at=when)
    stated = Stated(
        levels={"classroom_assessment": LEADS, "classroom_leadership": CAN, "school_development": LEADS,
                "action_research": LEARNS},
        languages=("nb", "en"),
        stages=("1-7", "8-10"),
        percent={f"{CURRENT}V": 10, f"{CURRENT}H": 20, f"{CURRENT + 1}V": 20},
        about="Har arbeidet med vurderingspraksis sammen med skoler i mange år.",
    )  # fmt: skip
    state_competence(profile=profile, stated=stated, seen_version=0, by=geir, at=when)
    give_consent(profile=profile, shows=("fields",), by=geir, at=when)
    give_consent(profile=profile, shows=("fields", "languages", "about"), by=geir, at=at(date(CURRENT, 3, 2)))


def _colleague(world: World, college: Organisation, row: Row, when: datetime) -> None:
    email = f"{row.first}.{row.last}@hogskolen.example.no".lower().replace("å", "aa").replace("ø", "o")
    person = Person.objects.create(first_name=row.first, last_name=row.last, gender=row.gender, email=email)
    unit = Unit.objects.get(provider=college, name=SECTIONS[row.section])
    leads = row.first == LEADER
    UnitMembership.objects.create(unit=unit, person=person, title=row.title, leads=leads, starts_on=START)
    role = RoleGrant.Role.SECTION_LEADER if leads else RoleGrant.Role.ACADEMIC
    RoleGrant.objects.create(person=person, role=role, organisation=college, starts_on=START)
    let_in(person, START)
    profile = CompetenceProfile.objects.create(
        provider=college,
        person=person,
        languages=row.languages,
        stages=row.stages,
        version=1,
        changed_at=when,
    )
    for field, level in row.levels.items():
        CompetenceField.objects.create(profile=profile, field=field, level=level)
    for semester in (f"{CURRENT}V", f"{CURRENT}H", f"{CURRENT + 1}V"):
        Availability.objects.create(profile=profile, semester=semester, percent=row.percent)
    if row.shows:
        PublicConsent.objects.create(profile=profile, shows=row.shows, given_at=when, given_by=world.user("geir"))


def _evaluated(world: World, college: Organisation) -> None:
    """An assignment that Torunn and Geir have been through."""
    department = Unit.objects.get(provider=college, parent=None)
    starts_on, ends_on = date(CURRENT - 2, 8, 19), date(CURRENT - 1, 6, 13)
    title = "Vurdering i fagfornyelsen, Storby"
    learned = "Kollegaveiledning mellom samlingene ga mer enn en dag til med forelesning."
    earlier = Earlier(f"OPP-{CURRENT - 2}-4", title, "storby", starts_on, ends_on, "evaluated", learned)
    assignment = carry_out(world, department, earlier)
    torunn = Person.objects.get(first_name="Torunn", last_name="Eikemo")
    for person, part in ((torunn, AssignmentMember.Part.UP1), (world.people["geir"], AssignmentMember.Part.UP2)):
        AssignmentMember.objects.create(
            assignment=assignment, person=person, part=part, percent=5, starts_on=assignment.starts_on
        )
