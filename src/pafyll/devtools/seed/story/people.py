"""The people: the cast with log-ins, about sixty teachers, where they work and what they may act for."""

from __future__ import annotations

from datetime import date

from pafyll.apps.accounts.models import User
from pafyll.apps.organisations.models import Employment, Organisation, Person, RoleGrant
from pafyll.apps.organisations.services import delegate, substitute
from pafyll.devtools.seed.names import LAST, MEN, NOBODY_LOGS_IN_WITH_IT, WOMEN, email_of
from pafyll.devtools.seed.story.cast import CAST, Member
from pafyll.devtools.seed.story.days import at
from pafyll.devtools.seed.story.plot import PRINCIPALS
from pafyll.devtools.seed.story.world import World

Role = RoleGrant.Role
START = date(2019, 8, 1)
JOINED = at(START)

TEACHERS = {
    "fjordvik_school": 9,
    "nes": 5,
    "lia": 4,
    "sentrum": 7,
    "elvebakken": 7,
    "hammeren": 8,
    "marka": 4,
    "storby_upper": 6,
    "fjordvik_upper": 4,
    "nordlys_school": 5,
}

# who, role, for which organisation
ROLES = (
    ("kari", Role.TEACHER, "fjordvik_school"),
    ("jonas", Role.TEACHER, "fjordvik_school"),
    ("per", Role.PRINCIPAL, "fjordvik_school"),
    ("siri", Role.OWNER_OFFICER, "fjordvik"),
    ("marit", Role.OWNER_DECIDER, "fjordvik"),
    ("ola", Role.OWNER_OFFICER, "storby"),
    ("ola", Role.OWNER_DECIDER, "storby"),
    ("gro", Role.OWNER_OFFICER, "county"),
    ("gro", Role.OWNER_DECIDER, "county"),
    ("vigdis", Role.PRINCIPAL, "nordlys_school"),
    ("vigdis", Role.OWNER_OFFICER, "nordlys"),
    ("vigdis", Role.OWNER_DECIDER, "nordlys"),
    ("nina", Role.PROVIDER_OFFICER, "college"),
    ("liv", Role.ASSIGNMENT_COORDINATOR, "college"),
    ("bodil", Role.DEPUTY_HEAD, "college"),
    ("arvid", Role.UNIT_HEAD, "college"),
    ("mona", Role.PROJECT_ECONOMIST, "college"),
    ("geir", Role.ACADEMIC, "college"),
    ("tor", Role.COUNTY_GOVERNOR, "governor"),
    ("turid", Role.COUNTY_GOVERNOR, "governor"),
    ("ada", Role.DIRECTORATE_OFFICER, "directorate"),
    ("idar", Role.DIRECTORATE_DECIDER, "directorate"),
    ("hanne", Role.DIRECTORATE_OFFICER, "directorate"),
    ("rolf", Role.DIRECTORATE_DECIDER, "directorate"),
    ("astrid", Role.APPEALS_OFFICER, "ministry"),
    ("leif", Role.UNION_REPRESENTATIVE, "fjordvik"),
    ("leif", Role.UNION_REPRESENTATIVE, "education_union"),
    ("randi", Role.UNION_REPRESENTATIVE, "leaders_union"),
    ("eli", Role.OWNER_OFFICER, "fjordvik"),
)

AT_FJORDVIK_SCHOOL = ("kari", "jonas", "per", "inger", "leif")


def meet_people(world: World) -> None:
    """Fills world.people (the cast) and world.teachers (by school)."""
    for member in CAST:
        world.people[member.key] = meet(member)
    for key in AT_FJORDVIK_SCHOOL:
        _employ(world.people[key], world.organisations["fjordvik_school"], percent=100)
    for who, role, organisation in ROLES:
        grant(world.people[who], role, world.organisations[organisation])
    _hire_teachers(world)
    _appoint_principals(world)
    _share_authority(world)


def meet(member: Member) -> Person:
    """A person with a log-in."""
    user = User(
        username=member.key,
        first_name=member.first_name,
        last_name=member.last_name,
        email=member.email,
        language=member.language,
        date_joined=JOINED,
        password=NOBODY_LOGS_IN_WITH_IT,
    )
    user.save()
    return Person.objects.create(
        user=user,
        first_name=member.first_name,
        last_name=member.last_name,
        email=member.email,
        gender=member.gender,
        birth_year=member.birth_year,
    )


def _employ(person: Person, workplace: Organisation, *, percent: int, is_permanent: bool = True) -> None:
    Employment.objects.create(
        person=person, workplace=workplace, position_percent=percent, is_permanent=is_permanent, starts_on=START
    )


def grant(person: Person, role: str, organisation: Organisation) -> None:
    """A role from the story's first day."""
    RoleGrant.objects.create(person=person, role=role, organisation=organisation, starts_on=START)


def _hire_teachers(world: World) -> None:
    names = _names(world, sum(TEACHERS.values()))
    for school, number in TEACHERS.items():
        world.teachers[school] = [_hire(world, world.organisations[school], *names.pop()) for _ in range(number)]
    world.teachers["fjordvik_school"].insert(0, world.people["kari"])


def _names(world: World, number: int) -> list[tuple[str, str, str]]:
    """Different (first name, last name, gender); three of four teachers are women."""
    taken: dict[tuple[str, str], str] = {}
    while len(taken) < number:
        gender = world.random.choices(["female", "male"], weights=[3, 1])[0]
        first = world.random.choice(WOMEN if gender == "female" else MEN)
        taken.setdefault((first, world.random.choice(LAST)), gender)
    return [(first, last, gender) for (first, last), gender in taken.items()]


def _hire(world: World, school: Organisation, first: str, last: str, gender: str) -> Person:
    """A teacher with a log-in of her own, as everyone gets who comes in through Feide."""
    email = email_of(first, last, at=school.name)
    user = User.objects.create(
        username=email,
        first_name=first,
        last_name=last,
        email=email,
        password=NOBODY_LOGS_IN_WITH_IT,
        date_joined=JOINED,
    )
    person = Person.objects.create(
        user=user,
        first_name=first,
        last_name=last,
        email=email,
        gender=gender,
        birth_year=world.random.randint(1960, 1999),
    )
    percent = world.random.choice([100, 100, 100, 100, 80, 60, 50])
    _employ(person, school, percent=percent, is_permanent=world.random.random() < 0.85)
    grant(person, Role.TEACHER, school)
    return person


def _appoint_principals(world: World) -> None:
    """A principal for each school; where none of the cast is, a colleague of the teachers."""
    for school in TEACHERS:
        if school in PRINCIPALS:
            world.principals[school] = world.people[PRINCIPALS[school]]
            continue
        names = {(person.first_name, person.last_name) for staff in world.teachers.values() for person in staff}
        first, last, gender = next(name for name in _names(world, len(names) + 1) if name[:2] not in names)
        principal = _hire(world, world.organisations[school], first, last, gender)
        RoleGrant.objects.filter(person=principal).update(role=Role.PRINCIPAL)
        world.principals[school] = principal


def _share_authority(world: World) -> None:
    """Marit lends Siri her role in March, and Per lends Inger his while he is at a course."""
    delegate(
        role=Role.OWNER_DECIDER,
        organisation=world.organisations["fjordvik"],
        to=world.people["siri"],
        starts_on=date(2026, 3, 1),
        ends_before=date(2026, 4, 1),
        reason="Beslutter for skoleeier mens kommunalsjefen er borte i mars.",
        by=world.user("marit"),
        at=at(date(2026, 2, 26)),
    )
    substitute(
        absent=world.people["per"],
        stand_in=world.people["inger"],
        organisation=world.organisations["fjordvik_school"],
        starts_on=date(2026, 3, 2),
        ends_before=date(2026, 3, 21),
        reason="Stedfortreder mens rektor er på kurs.",
        by=world.user("marit"),
        at=at(date(2026, 2, 26)),
    )


def let_in(person: Person, since: date) -> User:
    """A log-in for one outside the cast who answers for herself."""
    user = User.objects.create(
        username=person.email,
        first_name=person.first_name,
        last_name=person.last_name,
        email=person.email,
        password=NOBODY_LOGS_IN_WITH_IT,
        date_joined=at(since),
    )
    Person.objects.filter(pk=person.pk).update(user=user)
    return user
