"""What the teachers teach and which credits they have, so that some lack credits in what they teach."""

from __future__ import annotations

from datetime import date

from pafyll.apps.organisations.models import Organisation, Person
from pafyll.apps.planning.models import CreditsHeld, SubjectTaught
from pafyll.devtools.seed.story.days import CURRENT
from pafyll.devtools.seed.story.world import World

STAGES = {"1-7": ("1-7",), "8-10": ("8-10",), "1-10": ("1-7", "8-10"), "vgo": ("vgo",)}
SUBJECTS = (
    *("norwegian", "mathematics", "english") * 3,
    *("social_science", "natural_science", "religion_and_ethics", "physical_education", "music"),
    *("art_and_crafts", "food_and_health", "special_needs_education", "sami", "norwegian_sign_language"),
)
DIPLOMAS, TIMETABLE = "Vitnemål registrert hos skoleeier", "Timeplan ved skolen"


def describe_qualifications(world: World) -> None:
    """Two to four subjects each, and credits in most of them."""
    for key, teachers in world.teachers.items():
        for teacher in teachers:
            _describe(world, teacher, world.organisations[key])
    _describe_kari(world)
    _describe(world, world.people["jonas"], world.organisations["fjordvik_school"])


def _describe(world: World, teacher: Person, school: Organisation) -> None:
    if teacher == world.people["kari"]:
        return
    subjects = sorted(set(world.random.choices(SUBJECTS, k=4)))
    stage = world.random.choice(STAGES[school.stages])
    for subject in subjects:
        _teaches(teacher, school, subject, stage, hours=world.random.randint(3, 9))
        if held := world.random.choice([0, 0, 15, 15, 30, 60]):
            _holds(teacher, subject, held)


def _describe_kari(world: World) -> None:
    """Kari teaches mathematics without a single credit in it: the case that the scheme was made for."""
    kari, school = world.people["kari"], world.organisations["fjordvik_school"]
    _teaches(kari, school, "mathematics", "1-7", hours=8)
    _teaches(kari, school, "norwegian", "1-7", hours=9)
    _holds(kari, "norwegian", 60)


def _teaches(teacher: Person, school: Organisation, subject: str, stage: str, *, hours: int) -> None:
    SubjectTaught.objects.create(
        person=teacher,
        school=school,
        subject=subject,
        stage=stage,
        school_year=CURRENT - 1,
        hours_per_week=hours,
        source=TIMETABLE,
    )


def _holds(teacher: Person, subject: str, credits: int) -> None:
    CreditsHeld.objects.create(
        person=teacher, subject=subject, credits=credits, source=DIPLOMAS, as_of=date(2025, 10, 1)
    )
