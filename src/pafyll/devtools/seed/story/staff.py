"""How the teachers became teachers, what was taught in earlier years, who left, and the deviations decided.

Told last and with a chance of its own: who applies and who gets a place does not hang on it.
"""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from random import Random

from pafyll.apps.casework.services import record
from pafyll.apps.casework.services.case_numbers import next_case_number
from pafyll.apps.organisations.models import Employment, Organisation, Person
from pafyll.apps.planning.models import CreditsHeld, Deviation, NeedsAssumption, SubjectTaught, TeacherBackground
from pafyll.devtools.seed.story.days import CURRENT, at
from pafyll.devtools.seed.story.plot import OFFICERS, SCHOOLS
from pafyll.devtools.seed.story.world import SEED, World
from pafyll.domain.rules.qualification import standing

E = TeacherBackground.Education
REGISTERED = date(2025, 10, 1)
STAFF_FILE, DIPLOMA = "Lønns- og personalsystem", "Vitnemål registrert hos skoleeier"
TIMETABLE = "Timeplan ved skolen"
EARLIER = (CURRENT - 3, CURRENT - 2)
BEFORE_2010 = (E.GENERAL_TEACHER, E.GENERAL_TEACHER, E.PPU, E.SUBJECT_TEACHER)
AFTER_2010 = (E.PRIMARY_1_7, E.PRIMARY_5_10, E.PRIMARY_5_10, E.PPU, E.LECTURER)
UPPER = (E.VOCATIONAL, E.PPU, E.LECTURER)
KNOWN = {  # the cast: education and when
    "kari": (E.PRIMARY_1_7, date(2014, 6, 20)),
    "jonas": (E.PRIMARY_5_10, date(2016, 6, 17)),
}
# school, first name, last name, born, left before, subjects and stage
LEFT = (
    ("lia", "Randi", "Holmvik", 1957, date(2024, 8, 1), ("norwegian", "music"), "1-7"),
    ("fjordvik_school", "Tore", "Eidsmo", 1984, date(2025, 8, 1), ("mathematics", "natural_science"), "8-10"),
    ("sentrum", "Aud", "Brekke", 1958, date(2025, 8, 1), ("english",), "1-7"),
    ("hammeren", "Sindre", "Vikan", 1990, date(2024, 8, 1), ("mathematics", "physical_education"), "8-10"),
    ("storby_upper", "Kjell", "Aune", 1956, date(2025, 8, 1), ("norwegian",), "vgo"),
)


def tell_of_staff(world: World) -> None:
    """Backgrounds, earlier years, those who left, what Jonas typed in, assumptions and deviations."""
    random = Random(f"{SEED}: bakgrunn")  # noqa: S311 – a story, not a secret
    for school, teachers in world.teachers.items():
        for teacher in teachers:
            _background(world, teacher, world.organisations[school], random)
    _jonas_types_in(world)
    for row in LEFT:
        _left(world, *row)
    _earlier_years(random)
    _assume(world)
    _deviate(world)


def _background(world: World, teacher: Person, school: Organisation, random: Random) -> None:
    """One in twelve has nothing registered, and one in ten was hired on conditions."""
    born = teacher.birth_year or 1980
    educated = date(born + random.randint(24, 30), 6, 15)
    kinds = UPPER if school.stages == "vgo" else BEFORE_2010 if educated.year < 2011 else AFTER_2010
    education, missing, conditions = random.choice(kinds), random.random() < 0.08, random.random() < 0.1
    if teacher == world.people["kari"]:
        (education, educated), missing, conditions = KNOWN["kari"], False, False
    if missing:
        return
    is_vocational = education == E.VOCATIONAL
    TeacherBackground.objects.create(
        person=teacher,
        education=education,
        educated_on=educated,
        hired_under_rules_before_2014=educated < date(2014, 1, 1),
        vocational_route=is_vocational,
        relevant_theory_year=True if is_vocational else None,
        on_conditions=conditions and educated.year > 2022,
        source=STAFF_FILE,
        as_of=REGISTERED,
    )


def _jonas_types_in(world: World) -> None:
    """Jonas has written what he has in English himself; Per has not confirmed it yet."""
    jonas, when = world.people["jonas"], at(date(2026, 2, 24), 19, 30)
    education, educated = KNOWN["jonas"]
    TeacherBackground.objects.create(
        person=jonas, education=education, educated_on=educated, hired_under_rules_before_2014=False,
        source="Oppgitt av læreren", as_of=when.date(), is_confirmed=False,
    )  # fmt: skip
    CreditsHeld.objects.update_or_create(
        person=jonas,
        subject="english",
        defaults={
            "credits": Decimal(30),
            "source": "Oppgitt av læreren",
            "as_of": when.date(),
            "is_confirmed": False,
        },
    )


def _left(
    world: World, school: str, first: str, last: str, born: int, day: date, subjects: tuple[str, ...], stage: str
) -> None:
    """Someone who had a permanent position until the day, and taught there to the end."""
    where = world.organisations[school]
    person = Person.objects.create(first_name=first, last_name=last, birth_year=born)
    Employment.objects.create(person=person, workplace=where, starts_on=date(2015, 8, 1), ends_before=day)
    TeacherBackground.objects.create(
        person=person, education=E.GENERAL_TEACHER if born < 1980 else E.PRIMARY_5_10,
        educated_on=date(born + 25, 6, 15), hired_under_rules_before_2014=born < 1980,
        source=STAFF_FILE, as_of=date(2022, 10, 1),
    )  # fmt: skip
    CreditsHeld.objects.create(
        person=person, subject=subjects[0], credits=30, source=DIPLOMA, as_of=date(2022, 10, 1)
    )  # fmt: skip
    last_year = day.year - 1
    SubjectTaught.objects.bulk_create(
        SubjectTaught(
            person=person, school=where, subject=subject, stage=stage, school_year=year, hours_per_week=7 + number,
            source=TIMETABLE,
        )
        for year in range(EARLIER[0], last_year + 1)
        for number, subject in enumerate(subjects)
    )  # fmt: skip


def _earlier_years(random: Random) -> None:
    """What is taught now was taught before too, with other hours, and not by everyone."""
    now = SubjectTaught.objects.filter(school_year=CURRENT - 1).order_by("pk")
    rows = []
    for year in EARLIER:
        for row in now:
            if random.random() < 0.15:
                continue
            hours = max(1, int(row.hours_per_week) + random.choice((-1, 0, 0, 1)))
            rows.append(
                SubjectTaught(
                    person_id=row.person_id, school_id=row.school_id, subject=row.subject, stage=row.stage,
                    school_year=year, hours_per_week=hours, source=TIMETABLE,
                )
            )  # fmt: skip
    SubjectTaught.objects.bulk_create(rows)


def _assume(world: World) -> None:
    """Fjordvik reckons that people go at 65, within five years."""
    NeedsAssumption.objects.create(
        owner=world.organisations["fjordvik"], retirement_age=65, years_ahead=5,
        grounds="De siste ti årene har de fleste hos oss gått av mellom 64 og 66 år.",
        set_by=world.user("siri"), set_at=at(date(2025, 11, 4)),
    )  # fmt: skip


def _deviate(world: World) -> None:
    """A deviation last year, one in force and one ended in each of the two municipalities."""
    for owner in ("fjordvik", "storby"):
        lacking = _lacking(world, owner)
        for year, number in ((CURRENT - 2, 0), (CURRENT - 1, 0), (CURRENT - 1, 1)):
            _decide(world, owner, lacking[number], year, ends=number == 1)


def _lacking(world: World, owner: str) -> list[SubjectTaught]:
    """What is taught without the credits by people other than Kari, who is the one to watch."""
    schools = [world.organisations[key] for key in SCHOOLS[owner]]
    taught = SubjectTaught.objects.filter(school__in=schools, school_year=CURRENT - 1, stage="8-10")
    held = {(row.person_id, row.subject): row.credits for row in CreditsHeld.objects.all()}
    known = {person for person, _subject in held}
    return [
        row
        for row in taught.exclude(person=world.people["kari"]).order_by("pk")
        if row.person_id in known
        and standing(row.subject, row.stage, held.get((row.person_id, row.subject), Decimal(0)), REGISTERED).lacks
    ]


def _decide(world: World, owner: str, row: SubjectTaught, year: int, *, ends: bool) -> None:
    by = world.user("marit" if owner == "fjordvik" else OFFICERS[owner])
    decided = at(date(year, 8, 20))
    made = Deviation.objects.create(
        owner=world.organisations[owner], person_id=row.person_id, school_id=row.school_id, subject=row.subject,
        stage=row.stage, school_year=year, case_number=next_case_number(decided), decided_by=by, decided_at=decided,
        grounds="Ingen ved skolen som oppfyller kravet i faget, har ledig tid, og stillingen ble lyst ut to ganger "
        "uten kvalifiserte søkere.",
    )  # fmt: skip
    record(about=made.about, verb="deviation_decided", by=by, at=decided)
    if ends:
        made.ended_by, made.ended_at = by, decided + timedelta(days=120)
        made.ended_why = "En ny lærer med studiepoeng i faget overtok timene etter jul."
        made.save(update_fields=["ended_by", "ended_at", "ended_why"])
        record(about=made.about, verb="deviation_ended", by=by, at=made.ended_at, why=made.ended_why)
