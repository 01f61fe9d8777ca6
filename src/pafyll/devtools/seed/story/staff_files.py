"""Files of staff: one read in, one that waits for Siri, and those that were undone, abandoned, or are being read."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from pafyll.apps.accounts.models import User
from pafyll.apps.casework.models import Job
from pafyll.apps.casework.services import jobs
from pafyll.apps.organisations.models import Employment, Organisation
from pafyll.apps.planning.models import CreditsHeld, StaffImport, SubjectTaught
from pafyll.apps.planning.services.importing.answering import answer_likely
from pafyll.apps.planning.services.importing.undoing import undo
from pafyll.apps.planning.services.importing.uploading import (
    FileFacts,
    abandon,
    choose_columns,
    confirm,
    proposal_for,
    upload,
)
from pafyll.devtools.seed.story.days import CURRENT, at
from pafyll.devtools.seed.story.plot import OFFICERS
from pafyll.devtools.seed.story.world import World
from pafyll.domain.lifecycles.job import JobStatus
from pafyll.domain.lifecycles.staff_import import StaffImportStatus

HEADING = (
    "Ansattnummer;Fornavn;Etternavn;E-post;Skole;Stillingsprosent;Ansettelsesform;Fag;Trinn;Timer per uke;Studiepoeng"
)
YEAR = CURRENT - 1
FEBRUARY, BEFORE_JONAS, MARCH = date(2026, 2, 16), date(2026, 2, 20), date(2026, 3, 9)  # he typed on 24 February


def tell_of_staff_files(world: World) -> None:
    """What each owner has sent, told with the services, so that everything is as it would be."""
    with jobs.at_once():
        _fjordvik(world)
        _storby(world)
    _being_read(world, "county", JobStatus.QUEUED)
    _being_read(world, "nordlys", JobStatus.RUNNING)


def _fjordvik(world: World) -> None:
    """February's file said what was known, and gave everyone a number. The next has news, a question and two faults."""
    rows = rows_of(world.organisations["fjordvik"], FEBRUARY)
    _imported(world, "fjordvik", "ansatte-februar.csv", rows, FEBRUARY)
    _previewed(world, "fjordvik", "ansatte-mars.csv", [*_jonas(world, _news(rows)), *NEW_PEOPLE], BEFORE_JONAS)


NEW_PEOPLE = [
    "9001;Sunniva;Bakkemo;sunniva.bakkemo@example.no;Fjordvik skole;100;fast;Matematikk;1-7;10;60",
    "9001;Sunniva;Bakkemo;sunniva.bakkemo@example.no;Fjordvik skole;100;fast;Musikk;1-7;3;0",
    "9002;Eivind;Skarbø;eivind.skarbo@example.no;Fjordvik skole;60;midlertidig;Engelsk;8-10;mange;30",
    "9004;Per;Haugland;rektor@fjordvik.example.no;Fjordvik skole;100;fast;Samfunnsfag;8-10;2;60",
    "9003;Ragnhild;Tveit;ragnhild.tveit@example.no;Fjordvk skole;100;fast;Norsk;1-7;8;60",
]


def _news(rows: list[str]) -> list[str]:
    """A few have other hours, and somebody has finished a study."""
    changed = rows[:]
    for place in (1, 4, 7):
        *start, _hours, credits = changed[place].split(";")
        changed[place] = ";".join([*start, "5,5", credits])
    *start, _credits = changed[2].split(";")
    changed[2] = ";".join([*start, "30"])
    return changed


def _jonas(world: World, rows: list[str]) -> list[str]:
    """The file has less English than Jonas has typed in himself since."""
    mine = next(row for row in rows if row.startswith(f"{1000 + world.people['jonas'].pk};"))
    others = [row for row in rows if not (row.startswith(mine.split(";")[0]) and ";english;" in row)]
    return [*others, ";".join([*mine.split(";")[:7], "english", "1-7", "2", "15"])]


def _storby(world: World) -> None:
    """Ola took one file back, threw one away, and has one half-way; he stopped the reading of another."""
    rows, ola = rows_of(world.organisations["storby"], FEBRUARY)[:6], world.user("ola")
    undo(staff_import=_imported(world, "storby", "personal.csv", rows, FEBRUARY), by=ola, at=at(FEBRUARY, 14))
    abandon(staff_import=_uploaded(world, "storby", "feil-fil.csv", rows, FEBRUARY), by=ola, at=at(FEBRUARY, 15))
    half = _previewed(world, "storby", "to-skoler.csv", rows, FEBRUARY)
    StaffImport.objects.filter(pk=half.pk).update(
        status=StaffImportStatus.WRITING,
        confirmed_by=ola,
        confirmed_at=at(FEBRUARY, 16),
        counts=half.counts | {"to_write": half.people.count(), "people_written": 0, "written": 0},
    )
    stopped = _uploaded(world, "storby", "personal-ny.csv", rows, MARCH)
    _job(stopped, ola, JobStatus.CANCELLED, at(MARCH, 9, 30), ended_at=at(MARCH, 9, 31), attempts=1)
    unreadable = _uploaded(world, "storby", "timeplan.csv", rows, MARCH)
    error = "Noe gikk galt hos oss, og det er ikke din feil. Prøv igjen."
    _job(unreadable, ola, JobStatus.FAILED, at(MARCH, 10), ended_at=at(MARCH, 10, 1), error=error, attempts=1)


def rows_of(owner: Organisation, day: date) -> list[str]:
    """What is registered of everyone who teaches at the owner's schools, as rows of a file."""
    taught = SubjectTaught.objects.filter(school__parent=owner, school_year=YEAR).select_related("person", "school")
    held = {(one.person_id, one.subject): one.credits for one in CreditsHeld.objects.filter(as_of__lte=day)}
    jobs_now = {
        (job.person_id, job.workplace_id): job
        for job in Employment.objects.filter(workplace__parent=owner, starts_on__lte=day, ends_before=None)
    }
    return [
        _row(one, jobs_now[one.person_id, one.school_id], held.get((one.person_id, one.subject)))
        for one in taught.order_by("person_id", "subject", "stage")
        if (one.person_id, one.school_id) in jobs_now
    ]


def _row(one: SubjectTaught, job: Employment, held: object) -> str:
    credits = "" if held is None else str(held).replace(".", ",")
    person, hours = one.person, str(one.hours_per_week).replace(".", ",")
    cells = [
        *(str(1000 + person.pk), person.first_name, person.last_name, person.email, one.school.name),
        *(str(job.position_percent), "fast" if job.is_permanent else "midlertidig"),
        *(one.subject, one.stage, hours, credits),
    ]
    return ";".join(cells)


def _uploaded(world: World, key: str, name: str, rows: list[str], day: date) -> StaffImport:
    content = "\n".join([HEADING, *rows]).encode()
    facts, sent = FileFacts(as_of=day, school_year=YEAR), MARCH if day == BEFORE_JONAS else day
    owner, by = world.organisations[key], _officer(world, key)
    return upload(owner=owner, name=name, content=content, facts=facts, by=by, at=at(sent, 9))


def _previewed(world: World, key: str, name: str, rows: list[str], day: date) -> StaffImport:
    kept, by = _uploaded(world, key, name, rows, day), _officer(world, key)
    choose_columns(staff_import=kept, columns=proposal_for(kept).columns, by=by, at=at(day, 9, 5))
    kept.refresh_from_db()
    return kept


def _imported(world: World, key: str, name: str, rows: list[str], day: date) -> StaffImport:
    kept, by = _previewed(world, key, name, rows, day), _officer(world, key)
    likely = {row.pk: True for row in kept.people.filter(likely__isnull=False)}
    answer_likely(staff_import=kept, answers=likely, by=by, at=at(day, 9, 10))
    confirm(staff_import=kept, by=by, at=at(day, 9, 20))
    kept.refresh_from_db()
    return kept


def _being_read(world: World, key: str, status: JobStatus) -> None:
    """A job that waits or runs as the story begins. A worker that starts in it finishes the job."""
    kept = _uploaded(world, key, "ansatte.csv", rows_of(world.organisations[key], MARCH), MARCH)
    StaffImport.objects.filter(pk=kept.pk).update(columns=proposal_for(kept).columns)
    _job(kept, _officer(world, key), status, at(MARCH, 9, 5), attempts=int(status == JobStatus.RUNNING))


def _job(kept: StaffImport, by: User, status: JobStatus, when: datetime, **more: Any) -> None:
    told = {"kind": "staff_read", "arguments": {"import": kept.pk}, **more}
    Job.objects.create(about=kept.about, status=status, started_by=by, started_at=when, heartbeat_at=when, **told)


def _officer(world: World, key: str) -> User:
    return world.user(OFFICERS[key])
