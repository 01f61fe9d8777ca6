"""Providers, programmes and offers: as many offers in each subject as its share of the applicants says."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from pafyll.apps.catalogue.models import StudyOffer, StudyProgramme
from pafyll.apps.organisations.models import Organisation
from pafyll.devtools.seed.names import words
from pafyll.devtools.seed.nation.owners import Register
from pafyll.devtools.seed.nation.sizes import Sizes
from pafyll.devtools.seed.nation.subjects import applicants_by_subject
from pafyll.domain.rules.subjects import subject_name
from pafyll.domain.values import shared_by_weight

FIFTEEN_CREDITS = {"digital_competence", "programming", "mentoring", "school_library", "counselling"}
PROVIDER_NAMES = words(
    "Fjordane Vidda Kysten Nordre Søndre Østre Vestre Indre Ytre Midtre Øvre Nedre Skjærgården Fjellheimen Dalføret "
    "Sletta Innsjøen Breen Tinden Havgapet Elvelandet Storskogen Lyngheia Solsida Furumoen Strandlinja"
)
MODES = (StudyOffer.Mode.ONLINE, StudyOffer.Mode.GATHERINGS, StudyOffer.Mode.CAMPUS)


@dataclass(frozen=True)
class Catalogue:
    """Programmes and offers, and for each subject the offers with how popular each is."""

    programmes: list[StudyProgramme]
    offers: list[StudyOffer]
    by_subject: dict[str, list[StudyOffer]]


def providers(sizes: Sizes, register: Register) -> list[Organisation]:
    """Invented places of study."""
    return [
        register.add(Organisation.Kind.PROVIDER, f"{'Universitetet' if n < 8 else 'Høgskolen'} i {name}")
        for n, name in enumerate(PROVIDER_NAMES[: sizes.providers])
    ]


def catalogue(sizes: Sizes, year: int, given_by: list[Organisation], rng: np.random.Generator) -> Catalogue:
    """The offers of the study year. Places come to between three quarters and a bit over what is applied for."""
    wanted = applicants_by_subject(sizes.approved)
    spare = max(sizes.offers - len(wanted), 0)
    numbers = [1 + more for more in shared_by_weight(spare, list(wanted.values()))]
    made = Catalogue([], [], {})
    for (subject, applicants), count in zip(wanted.items(), numbers, strict=True):
        places = int(applicants * rng.uniform(0.75, 1.15)) + count
        made.by_subject[subject] = _offers(made, subject, count, places, year, given_by, rng)
    return made


def _offers(
    made: Catalogue,
    subject: str,
    count: int,
    places: int,
    year: int,
    given_by: list[Organisation],
    rng: np.random.Generator,
) -> list[StudyOffer]:
    shares = shared_by_weight(places, rng.integers(10, 60, size=count).tolist())
    return [_offer(made, subject, number, share, year, given_by, rng) for number, share in enumerate(shares, start=1)]


def _offer(
    made: Catalogue,
    subject: str,
    number: int,
    capacity: int,
    year: int,
    given_by: list[Organisation],
    rng: np.random.Generator,
) -> StudyOffer:
    is_short = subject in FIFTEEN_CREDITS
    key = len(made.programmes) + 1
    programme = StudyProgramme(
        pk=key,
        provider=given_by[int(rng.integers(len(given_by)))],
        code=f"{subject[:4].upper()}{key:03d}",  # several subjects begin alike
        name=f"{subject_name(subject)} {number}",
        subject=subject,
        credits=15 if is_short else 30,
        stages="",
        description=f"{subject_name(subject)} for lærere i arbeid.",
        admission_requirement="Fullført lærerutdanning.",
    )
    mode = MODES[int(rng.integers(len(MODES)))]
    offer = StudyOffer(
        pk=key,
        programme=programme,
        code=f"{programme.code}-{year}",
        study_year=year,
        semesters=1 if is_short else 2,
        starts_in="V" if is_short and number % 2 == 0 else "H",
        mode=mode,
        place="" if mode == StudyOffer.Mode.ONLINE else programme.provider.name.split(" i ")[1],
        gatherings=4 if mode == StudyOffer.Mode.GATHERINGS else 0,
        capacity=capacity,
        status=StudyOffer.Status.PUBLISHED,
    )
    made.programmes.append(programme)
    made.offers.append(offer)
    return offer
