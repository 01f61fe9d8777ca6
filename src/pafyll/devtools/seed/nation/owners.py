"""Owners and schools: every municipality, the county authorities, invented private owners, and who has which school."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from pafyll.apps.organisations.models import Organisation
from pafyll.devtools.seed.names import ascii_word, words
from pafyll.devtools.seed.nation.counties import weights_by_county
from pafyll.devtools.seed.nation.municipalities import Municipality
from pafyll.devtools.seed.nation.sizes import Sizes
from pafyll.devtools.seed.numbers import organisation_numbers
from pafyll.domain.values import shared_by_weight

Kind = Organisation.Kind

# Where the teachers work, in per cent. Ours: the notes have no such table.
SECTORS = {Kind.MUNICIPALITY: 76, Kind.COUNTY_AUTHORITY: 19, Kind.PRIVATE_OWNER: 5}
UPPER_SECONDARY_SCHOOLS = 12  # per cent of the schools

PLACES = words(
    "Ås Nes Vik Li Berg Haug Moen Sand Elve Fjell Dal Strand Bakke Skog Øvre Nedre Solvang Furu Bjørke Gran Eike "
    "Lund Myr Kirke Bru Foss Vang Hage Tun Brekke Stein Holmen Grend Vassbygda Utsikten Sentrum Nordre Søndre"
)
ENDINGS = ("skole", "barneskole", "ungdomsskole", "oppvekstsenter")
STAGES = {"skole": "1-10", "barneskole": "1-7", "ungdomsskole": "8-10", "oppvekstsenter": "1-10"}
IDEAS = ("Montessori", "Steiner", "Nordlys", "Regnbuen", "Horisont", "Kompasset", "Birkelund", "Solsikken")


@dataclass(frozen=True)
class Owners:
    """All organisations, and for each school who owns it and how many teachers it has."""

    organisations: list[Organisation]
    owners: list[Organisation]
    schools: list[Organisation]
    teachers_at: list[int]  # by school


class Register:
    """Gives organisations their keys and numbers in the order in which they come."""

    def __init__(self) -> None:
        self.rows: list[Organisation] = []
        self._numbers: Iterator[str] = organisation_numbers(2_000_000)

    def add(self, kind: str, name: str, **columns: object) -> Organisation:
        """A new organisation."""
        row = Organisation(
            pk=len(self.rows) + 1,
            kind=kind,
            name=name,
            number=next(self._numbers),
            email=f"post@{ascii_word(name.replace(' ', '-')).strip('.')}.example.no",
            **columns,
        )
        self.rows.append(row)
        return row


def owners_and_schools(
    places: list[Municipality], sizes: Sizes, rng: np.random.Generator, register: Register
) -> Owners:
    """Every owner with its schools, and each school's number of teachers."""
    owners, weights = _owners(places, sizes, rng, register)
    per_owner = _schools_per_owner(owners, weights, sizes)
    schools = [
        _school(owner, number, rng, register)
        for owner, count in zip(owners, per_owner, strict=True)
        for number in range(count)
    ]
    teachers_at = _teachers_at(owners, weights, per_owner, sizes, rng)
    _set_fte(owners, schools, teachers_at)
    return Owners(register.rows, owners, schools, teachers_at)


def _owners(
    places: list[Municipality], sizes: Sizes, rng: np.random.Generator, register: Register
) -> tuple[list[Organisation], list[int]]:
    """The owners and their whole-number weights: a county weighs as many as applied from it in 2017."""
    by_county = weights_by_county()
    owners: list[Organisation] = []
    weights: list[int] = []
    for place in places:
        among = sum(one.weight for one in places if one.county == place.county)
        owners.append(_municipality(place, register))
        weights.append(int(by_county[place.county] * SECTORS[Kind.MUNICIPALITY] * 1000 * place.weight / among))
    names = {place.county: place.county_name for place in places}
    for county, applicants in by_county.items():
        owners.append(
            register.add(Kind.COUNTY_AUTHORITY, f"{names[county]} fylkeskommune", county_code=county, stages="vgo")
        )
        weights.append(applicants * SECTORS[Kind.COUNTY_AUTHORITY] * 1000)
    for number, place in enumerate(_homes_of_private_owners(places, sizes, rng), start=1):
        owners.append(_private_owner(number, place, register))
        weights.append(sum(by_county.values()) * SECTORS[Kind.PRIVATE_OWNER] * 1000 // sizes.private_owners)
    return owners, weights


def _municipality(place: Municipality, register: Register) -> Organisation:
    name = f"{place.name.split(' - ')[0]} kommune"
    return register.add(Kind.MUNICIPALITY, name, municipality_code=place.code, county_code=place.county, stages="1-10")


def _homes_of_private_owners(places: list[Municipality], sizes: Sizes, rng: np.random.Generator) -> list[Municipality]:
    by_county = weights_by_county()
    weights = np.array([place.weight * by_county[place.county] for place in places])
    chosen = rng.choice(len(places), size=sizes.private_owners, p=weights / weights.sum())
    return [places[index] for index in chosen]


def _private_owner(number: int, place: Municipality, register: Register) -> Organisation:
    name = f"Stiftelsen {IDEAS[number % len(IDEAS)]} {place.name.split(' - ')[0]} {number}"
    return register.add(Kind.PRIVATE_OWNER, name, municipality_code=place.code, county_code=place.county, stages="1-10")


def _schools_per_owner(owners: list[Organisation], weights: list[int], sizes: Sizes) -> list[int]:
    """One school each, and the rest by weight; private owners have the one. Sums to the number of schools."""
    upper = max(sizes.schools * UPPER_SECONDARY_SCHOOLS // 100, 15)
    extra = {Kind.COUNTY_AUTHORITY: upper - 15, Kind.PRIVATE_OWNER: 0}
    extra[Kind.MUNICIPALITY] = sizes.schools - len(owners) - extra[Kind.COUNTY_AUTHORITY]
    result = [1] * len(owners)
    for kind, number in extra.items():
        mine = [index for index, owner in enumerate(owners) if owner.kind == kind]
        for index, more in zip(mine, shared_by_weight(number, [weights[i] for i in mine]), strict=True):
            result[index] += more
    return result


def _school(owner: Organisation, number: int, rng: np.random.Generator, register: Register) -> Organisation:
    first = PLACES[(number + int(rng.integers(len(PLACES)))) % len(PLACES)]
    last = PLACES[int(rng.integers(len(PLACES)))].lower()
    if owner.kind == Kind.COUNTY_AUTHORITY:
        name, stages = f"{first}{last} videregående skole", "vgo"
    elif owner.kind == Kind.PRIVATE_OWNER:
        name, stages = owner.name.removeprefix("Stiftelsen ") + " friskole", "1-10"
    else:
        ending = ENDINGS[int(rng.choice(4, p=[0.4, 0.35, 0.2, 0.05]))]
        name, stages = f"{first}{last} {ending}", STAGES[ending]
    return register.add(
        Kind.SCHOOL,
        name,
        parent=owner,
        municipality_code=owner.municipality_code,
        county_code=owner.county_code,
        stages=stages,
    )


def _teachers_at(
    owners: list[Organisation], weights: list[int], per_owner: list[int], sizes: Sizes, rng: np.random.Generator
) -> list[int]:
    """Teachers at each school: one each, and the rest by the owner's weight and a draw between its schools."""
    spare = sizes.teachers - sum(per_owner)
    result: list[int] = []
    for more, count in zip(shared_by_weight(spare, weights), per_owner, strict=True):
        drawn = rng.integers(40, 200, size=count).tolist()
        result += [1 + part for part in shared_by_weight(more, drawn)]
    return result


def _set_fte(owners: list[Organisation], schools: list[Organisation], teachers_at: list[int]) -> None:
    """Teacher FTE in hundredths: nine tenths of a position for each teacher, an even number that is easy to check."""
    by_owner: dict[int, int] = {owner.pk: 0 for owner in owners}
    for school, teachers in zip(schools, teachers_at, strict=True):
        school.teacher_fte_hundredths = 90 * teachers
        assert school.parent is not None
        by_owner[school.parent.pk] += 90 * teachers
    for owner in owners:
        owner.teacher_fte_hundredths = by_owner[owner.pk]
