"""Programmes at the two providers, and their offers in each study year."""

from __future__ import annotations

from typing import NamedTuple

from pafyll.apps.catalogue.models import StudyOffer, StudyProgramme
from pafyll.devtools.seed.story.days import CURRENT, FINISHED, MIDDLE
from pafyll.devtools.seed.story.world import World

Mode = StudyOffer.Mode
Status = StudyOffer.Status
TEACHER_EDUCATION = "Fullført lærerutdanning, og at du underviser i faget eller skal gjøre det."


class Row(NamedTuple):
    """One programme and how its offer is given."""

    code: str
    name: str
    provider: str
    subject: str
    credits: int
    stages: str
    mode: str
    gatherings: int
    capacity: int
    semesters: int = 2


ROWS = (
    Row("MAT1", "Matematikk 1 for 1.–7. trinn", "college", "mathematics", 30, "1-7", Mode.GATHERINGS, 6, 6),
    Row("MAT2", "Matematikk 2 for 5.–10. trinn", "college", "mathematics", 30, "8-10", Mode.ONLINE, 0, 5),
    Row("MATV", "Matematikk for videregående", "university", "mathematics", 30, "vgo", Mode.GATHERINGS, 4, 4),
    Row("NOR1", "Norsk 1 for 1.–7. trinn", "college", "norwegian", 30, "1-7", Mode.GATHERINGS, 6, 5),
    Row("NOR2", "Norsk 2 for 8.–10. trinn", "university", "norwegian", 30, "8-10", Mode.CAMPUS, 0, 4),
    Row("ENG1", "Engelsk 1 for 1.–7. trinn", "university", "english", 30, "1-7", Mode.ONLINE, 0, 6),
    Row("ENG2", "Engelsk 2 for 8.–10. trinn", "university", "english", 30, "8-10", Mode.GATHERINGS, 5, 4),
    Row("SAM1", "Samisk som andrespråk", "college", "sami", 30, "1-10", Mode.GATHERINGS, 8, 3),
    Row("NTS1", "Norsk tegnspråk 1", "university", "norwegian_sign_language", 30, "1-10", Mode.GATHERINGS, 8, 2),
    Row("SPED", "Spesialpedagogikk 1", "college", "special_needs_education", 30, "1-10", Mode.ONLINE, 2, 5),
    Row("KRO1", "Kroppsøving 1", "university", "physical_education", 30, "1-10", Mode.CAMPUS, 0, 3),
    Row("NAT1", "Naturfag for 5.–10. trinn", "college", "natural_science", 30, "8-10", Mode.GATHERINGS, 4, 4),
    Row("PROG", "Programmering i skolen", "university", "programming", 15, "1-10", Mode.ONLINE, 0, 5, 1),
    Row(
        "PFDK", "Profesjonsfaglig digital kompetanse", "college", "digital_competence", 15, "1-10", Mode.ONLINE, 0, 4, 1
    ),
    Row("VEIL", "Veiledning av nyutdannede lærere", "college", "mentoring", 15, "1-10", Mode.GATHERINGS, 3, 4, 1),
    Row("MUS1", "Musikk 1", "university", "music", 30, "1-10", Mode.CAMPUS, 0, 2),
)

# One offer is still being written, and in each year one was cancelled for too few applicants.
DRAFT = {(CURRENT, "MUS1")}
CANCELLED = {(CURRENT, "SAM1"), (MIDDLE, "MUS1")}
PLACES = {"college": "Fjordvik", "university": "Storby"}


def publish_catalogue(world: World) -> None:
    """Fills world.offers by study year; the order is that of ROWS."""
    programmes = {row.code: _programme(world, row) for row in ROWS}
    for year in (FINISHED, MIDDLE, CURRENT):
        world.offers[year] = [_offer(programmes[row.code], row, year) for row in ROWS]


def cancel_few(world: World) -> None:
    """Cancels those offers that too few wanted, long after they were published."""
    for year, code in CANCELLED:
        offer = next(one for one in world.offers[year] if one.programme.code == code)
        offer.status = Status.CANCELLED
        offer.save(update_fields=["status"])


def _programme(world: World, row: Row) -> StudyProgramme:
    return StudyProgramme.objects.create(
        provider=world.organisations[row.provider],
        code=row.code,
        name=row.name,
        subject=row.subject,
        credits=row.credits,
        stages=row.stages,
        description=f"{row.name} gir {row.credits} studiepoeng og er lagt opp for lærere i arbeid.",
        admission_requirement=TEACHER_EDUCATION,
    )


def _offer(programme: StudyProgramme, row: Row, year: int) -> StudyOffer:
    return StudyOffer.objects.create(
        programme=programme,
        code=f"{row.code}-{year}",
        study_year=year,
        semesters=row.semesters,
        mode=row.mode,
        place="" if row.mode == Mode.ONLINE else PLACES[row.provider],
        gatherings=row.gatherings,
        capacity=row.capacity,
        status=Status.DRAFT if (year, row.code) in DRAFT else Status.PUBLISHED,
    )
