"""Teachers at their schools, principals, owners' officers and the cast, as columns first and rows last."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import count

import numpy as np

from pafyll.apps.accounts.models import User
from pafyll.apps.organisations.models import Employment, Organisation, Person, RoleGrant
from pafyll.devtools.seed.names import LAST, MEN, NOBODY_LOGS_IN_WITH_IT, WOMEN, ascii_word
from pafyll.devtools.seed.nation.owners import Owners
from pafyll.devtools.seed.story.cast import CAST, Member
from pafyll.devtools.seed.story.days import at

Role = RoleGrant.Role
START = date(2019, 8, 1)
JOINED = at(START)


@dataclass
class People:
    """Rows to be written, and for each teacher (a position in teachers) the school (a position in schools)."""

    teachers: list[Person] = field(default_factory=list)
    others: list[Person] = field(default_factory=list)
    users: list[User] = field(default_factory=list)
    grants: list[RoleGrant] = field(default_factory=list)
    employments: list[Employment] = field(default_factory=list)
    school_of: np.ndarray = field(default_factory=lambda: np.array([], dtype=np.int64))
    officer_of: dict[int, User] = field(default_factory=dict)  # by the owner's key
    principal_of: dict[int, User] = field(default_factory=dict)  # by the school's key
    cast: dict[str, Person] = field(default_factory=dict)

    @property
    def persons(self) -> list[Person]:
        return [*self.teachers, *self.others]

    def log_in(self, person: Person, username: str = "") -> User:
        """Gives the person a log-in, once."""
        if person.user is None:
            user = User(
                pk=len(self.users) + 1,
                username=username or f"bruker-{person.pk}",
                first_name=person.first_name,
                last_name=person.last_name,
                email=person.email,
                password=NOBODY_LOGS_IN_WITH_IT,
                date_joined=JOINED,
            )
            person.user = user
            self.users.append(user)
        return person.user

    def grant(self, person: Person, role: str, organisation: Organisation) -> None:
        """Lets the person act in the role from the start of the story."""
        key = len(self.grants) + 1
        self.grants.append(RoleGrant(pk=key, person=person, role=role, organisation=organisation, starts_on=START))


def people_at(owners: Owners, rng: np.random.Generator) -> People:
    """Every teacher with a job, a principal for every school and an officer for every owner."""
    people = People(school_of=np.repeat(np.arange(len(owners.schools)), owners.teachers_at))
    _hire(people, owners, rng)
    keys = count(len(people.teachers) + 1)
    _cast(people, owners, keys)
    _lead(people, owners)
    _administer(people, owners, rng, keys)
    return people


def _hire(people: People, owners: Owners, rng: np.random.Generator) -> None:
    number = len(people.school_of)
    percents = rng.choice([100, 80, 60, 50], size=number, p=[0.7, 0.15, 0.1, 0.05]).tolist()
    permanent = (rng.random(number) < 0.88).tolist()
    persons = _persons(number, rng)
    for key, (person, school) in enumerate(zip(persons, people.school_of.tolist(), strict=True), start=1):
        people.teachers.append(person)
        people.employments.append(
            Employment(
                pk=key,
                person=person,
                workplace=owners.schools[school],
                position_percent=percents[key - 1],
                is_permanent=permanent[key - 1],
                starts_on=START,
            )
        )


def _persons(number: int, rng: np.random.Generator, first_key: int = 1) -> Iterator[Person]:
    """Invented people; three of four teachers are women."""
    is_woman = (rng.random(number) < 0.75).tolist()
    women, men = rng.integers(len(WOMEN), size=number).tolist(), rng.integers(len(MEN), size=number).tolist()
    last, born = rng.integers(len(LAST), size=number).tolist(), rng.integers(1960, 2000, size=number).tolist()
    plain = {name: ascii_word(name) for name in (*WOMEN, *MEN, *LAST)}
    for n in range(number):
        first_name = WOMEN[women[n]] if is_woman[n] else MEN[men[n]]
        last_name = LAST[last[n]]
        yield Person(
            pk=first_key + n,
            first_name=first_name,
            last_name=last_name,
            email=f"{plain[first_name]}.{plain[last_name]}.{first_key + n}@example.no",
            gender="female" if is_woman[n] else "male",
            birth_year=born[n],
        )


def _cast(people: People, owners: Owners, keys: Iterator[int]) -> None:
    """The cast take over the offices that they have in the story, at the largest owners and schools of the nation."""
    for member in CAST:
        people.cast[member.key] = _meet(people, member, next(keys))
    big, next_big = _by_size(owners)[:2]
    schools = [school for school in owners.schools if school.parent == big]
    offices = (
        ("kari", Role.TEACHER, schools[0]),
        ("jonas", Role.TEACHER, schools[0]),
        ("per", Role.PRINCIPAL, schools[0]),
        ("siri", Role.OWNER_OFFICER, big),
        ("marit", Role.OWNER_DECIDER, big),
        ("ola", Role.OWNER_OFFICER, next_big),
        ("ola", Role.OWNER_DECIDER, next_big),
        ("nina", Role.PROVIDER_OFFICER, _first(owners, Organisation.Kind.PROVIDER)),
        ("tor", Role.COUNTY_GOVERNOR, _first(owners, Organisation.Kind.COUNTY_GOVERNOR)),
        ("ada", Role.DIRECTORATE_OFFICER, _first(owners, Organisation.Kind.DIRECTORATE)),
        ("idar", Role.DIRECTORATE_DECIDER, _first(owners, Organisation.Kind.DIRECTORATE)),
        ("leif", Role.UNION_REPRESENTATIVE, big),
    )
    for key, role, organisation in offices:
        people.grant(people.cast[key], role, organisation)
    people.officer_of |= {big.pk: _user(people, "siri"), next_big.pk: _user(people, "ola")}
    people.principal_of[schools[0].pk] = _user(people, "per")


def _by_size(owners: Owners) -> list[Organisation]:
    return sorted(owners.owners, key=lambda owner: (-owner.teacher_fte_hundredths, owner.pk))


def _first(owners: Owners, kind: str) -> Organisation:
    return next(row for row in owners.organisations if row.kind == kind)


def _user(people: People, key: str) -> User:
    user = people.cast[key].user
    assert user is not None
    return user


def _meet(people: People, member: Member, key: int) -> Person:
    person = Person(
        pk=key,
        first_name=member.first_name,
        last_name=member.last_name,
        email=member.email,
        gender=member.gender,
        birth_year=member.birth_year,
    )
    people.log_in(person, member.key).language = member.language
    people.others.append(person)
    return person


def _lead(people: People, owners: Owners) -> None:
    """The first teacher of each school is its principal, unless one of the cast is."""
    first_at = np.concatenate([[0], np.cumsum(owners.teachers_at)[:-1]]).tolist()
    for school, first in zip(owners.schools, first_at, strict=True):
        if school.pk in people.principal_of:
            continue
        principal = people.teachers[first]
        people.principal_of[school.pk] = people.log_in(principal)
        people.grant(principal, Role.PRINCIPAL, school)


def _administer(people: People, owners: Owners, rng: np.random.Generator, keys: Iterator[int]) -> None:
    """One officer for each owner, who also decides, unless one of the cast is."""
    without = [owner for owner in owners.owners if owner.pk not in people.officer_of]
    for owner, person in zip(without, _persons(len(without), rng, next(keys)), strict=True):
        people.others.append(person)
        people.officer_of[owner.pk] = people.log_in(person)
        people.grant(person, Role.OWNER_OFFICER, owner)
        people.grant(person, Role.OWNER_DECIDER, owner)
