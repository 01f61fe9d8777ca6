"""Taking a file in, choosing its columns, confirming and abandoning. Nothing of the staff changes here."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_noop

from pafyll.apps.accounts.models import User
from pafyll.apps.casework.models import Job
from pafyll.apps.casework.services import Refusal, advance, jobs, record, require
from pafyll.apps.organisations.models import Organisation
from pafyll.apps.organisations.permissions import Viewer, viewer_of
from pafyll.apps.planning.models import ColumnMapping, StaffImport
from pafyll.apps.planning.permissions.imports import may_import_staff
from pafyll.domain.answers import Answer, first_no, no, yes
from pafyll.domain.lifecycles.job import LIVE
from pafyll.domain.lifecycles.staff_import import STAFF_IMPORT, WAITING, StaffImportStatus
from pafyll.domain.rules.deadlines import norwegian_day
from pafyll.integrations.tables import Unreadable
from pafyll.integrations.tables.staff import STAFF, Proposal, heading_of, headings_of, propose_mapping

MOST_BYTES = 30 * 2**20
# Columns of a staff file that the records have no place for, and why: `pafyll qualifications` judges them in a file.
UNUSED = {
    "abroad_not_assessed": gettext_noop("Utdanning fra utlandet gir ingen studiepoeng før den er vurdert."),
    "private_school": gettext_noop("Hva slags skole det er, følger av skolen selv."),
    "special_education": gettext_noop("Påfyll registrerer timer i fag, og skiller ikke ut spesialundervisning."),
    "deviation": gettext_noop("Et avvik fra kravet må vedtas i Påfyll, med begrunnelse, for hvert skoleår."),
    "source": gettext_noop("Påfyll skriver selv hvilken fil opplysningene kom fra, og når."),
}
S = StaffImportStatus


@dataclass(frozen=True)
class FileFacts:
    """What a person says of a file: the day it tells of, the school year, and whether everyone is in it."""

    as_of: date
    school_year: int
    is_complete: bool = False


@transaction.atomic
def upload(*, owner: Organisation, name: str, content: bytes, facts: FileFacts, by: User, at: datetime) -> StaffImport:
    """Keeps the file until it is confirmed or abandoned. Raises Refusal for one that is no table."""
    require(may_import_staff(viewer_of(by, day=norwegian_day(at)), owner))
    require(_is_a_sound_file(content, facts, norwegian_day(at)))
    known = known_name(name, content)
    try:
        headings = headings_of(content, name=known)
    except Unreadable as error:
        fault = error.faults[0]
        raise Refusal(no("unreadable_file", fault.text(), remedy=fault.remedy(), field="file")) from None
    kept = StaffImport.objects.create(
        owner=owner,
        file_name=known[:200],
        sha256=hashlib.sha256(content).hexdigest(),
        size=len(content),
        content=content,
        headings=list(headings),
        as_of=facts.as_of,
        school_year=facts.school_year,
        is_complete=facts.is_complete,
        uploaded_by=by,
        uploaded_at=at,
    )
    record(about=kept.about, verb="uploaded", after=S.UPLOADED, by=by, at=at, rows=len(headings))
    return kept


@transaction.atomic
def choose_columns(*, staff_import: StaffImport, columns: Mapping[str, str], by: User, at: datetime) -> Job:
    """Keeps the choice, for the next file too, and starts to read. A preview that exists is made anew."""
    require(may_import_staff(viewer_of(by, day=norwegian_day(at)), staff_import.owner))
    require(_is_waiting(staff_import))
    require(first_no([_has_required(staff_import, columns), _is_idle(staff_import)]))
    if staff_import.status == S.PREVIEWED:
        advance(staff_import, lifecycle=STAFF_IMPORT, to=S.UPLOADED, by=by, at=at)
    StaffImport.objects.filter(pk=staff_import.pk).update(columns=dict(columns))
    kept = {heading.strip().lower(): column for heading, column in columns.items()}
    mapping, _made = ColumnMapping.objects.get_or_create(
        owner=staff_import.owner, defaults={"chosen_by": by, "chosen_at": at}
    )
    mapping.columns, mapping.chosen_by, mapping.chosen_at = mapping.columns | kept, by, at
    mapping.save()
    return _start("staff_read", staff_import, by, at)


@transaction.atomic
def confirm(*, staff_import: StaffImport, by: User, at: datetime) -> Job:
    """Starts to carry out what the preview shows."""
    require(may_confirm_import(viewer_of(by, day=norwegian_day(at)), staff_import))
    return _start("staff_apply", staff_import, by, at)


def may_confirm_import(viewer: Viewer, staff_import: StaffImport) -> Answer:
    """Whether the preview may be confirmed now, or its writing gone on with: when every question is answered."""
    return first_no(
        [
            may_import_staff(viewer, staff_import.owner),
            STAFF_IMPORT.may_become(staff_import.status, S.DONE if staff_import.status == S.WRITING else S.WRITING),
            _is_idle(staff_import),
            _is_answered(staff_import),
        ]
    )


@transaction.atomic
def abandon(*, staff_import: StaffImport, by: User, at: datetime) -> None:
    """Removes the file and all that was read from it. Only counts and hash stay."""
    require(may_import_staff(viewer_of(by, day=norwegian_day(at)), staff_import.owner))
    require(_is_idle(staff_import))
    advance(staff_import, lifecycle=STAFF_IMPORT, to=S.ABANDONED, by=by, at=at)
    staff_import.people.all().delete()
    StaffImport.objects.filter(pk=staff_import.pk).update(content=None, faults=[])


def proposal_for(staff_import: StaffImport) -> Proposal:
    """The likely column of each heading: as the owner chose last time, else by the words that we know."""
    proposed = propose_mapping(staff_import.headings)
    mapping = ColumnMapping.objects.filter(owner=staff_import.owner).first()
    chosen = staff_import.columns or _remembered(staff_import.headings, mapping.columns if mapping else {})
    columns = {heading: chosen.get(heading, column) for heading, column in proposed.columns.items()}
    columns = {heading: "" if column in UNUSED else column for heading, column in columns.items()}
    lacking = tuple(name for name in proposed.lacking if name not in columns.values())
    return Proposal(columns, proposed.guesses - chosen.keys(), lacking)


def not_kept(staff_import: StaffImport) -> list[tuple[str, str]]:
    """(heading in the file, why we do not keep it) of what we understand and have no place for."""
    proposed = propose_mapping(staff_import.headings).columns
    return [(heading, UNUSED[column]) for heading, column in proposed.items() if column in UNUSED]


def columns_to_choose() -> list[tuple[str, str, str, bool]]:
    """Name, heading, meaning and whether it is needed, of the columns that a file can fill, in the order of a page."""
    needed = ("person_id", "school", "subject", "stage")
    columns = sorted((c for c in STAFF.columns if c.name not in UNUSED), key=lambda c: c.name not in needed)
    return [(one.name, heading_of(one.name), one.meaning, one.name in needed) for one in columns]


def known_name(name: str, content: bytes) -> str:
    """The file's name with an ending that says what it holds, not what it is called."""
    stem = name.replace("\\", "/").rsplit("/", 1)[-1].strip() or "ansatte"
    base, dot, _ending = stem.rpartition(".")
    if content.startswith(b"PK\x03\x04"):
        return stem if stem.lower().endswith((".xlsx", ".xlsm")) else f"{base if dot else stem}.xlsx"
    return stem if stem.lower().endswith((".csv", ".txt", ".tsv")) else f"{base if dot else stem}.csv"


def _remembered(headings: Sequence[str], columns: Mapping[str, str]) -> dict[str, str]:
    known = {heading: columns[heading.strip().lower()] for heading in headings if heading.strip().lower() in columns}
    used = list(known.values())
    return {heading: column for heading, column in known.items() if not column or used.count(column) == 1}


def _is_a_sound_file(content: bytes, facts: FileFacts, day: date) -> Answer:
    if not content:
        return no("empty_file", "Filen er tom.", remedy="Velg en annen fil.", field="file")
    if len(content) > MOST_BYTES:
        return no(
            "too_large_file",
            "Filen er på {size} MB, og grensen er {most} MB.",
            remedy="Lagre bare de kolonnene som trengs, gjerne som CSV.",
            field="file",
            size=-(-len(content) // 2**20),
            most=MOST_BYTES // 2**20,
        )
    if content.startswith((b"PAR1", b"\xd0\xcf\x11\xe0", b"%PDF")):
        return no(
            "no_table",
            "Filen er verken CSV eller Excel (.xlsx).",
            remedy="Åpne den i programmet den kom fra, og lagre den som CSV, eller som Excel (.xlsx) uten passord.",
            field="file",
        )
    if facts.as_of > day:
        return no("as_of_later", "Dagen opplysningene gjelder, kan ikke være etter i dag.", field="as_of")
    return yes()


def _has_required(staff_import: StaffImport, columns: Mapping[str, str]) -> Answer:
    chosen = [column for column in columns.values() if column]
    lacking = [column for column in ("person_id", "school", "subject", "stage") if column not in chosen]
    if lacking:
        return no("column_lacking", "Alle kolonnene som er merket som nødvendige, må velges.", field=lacking[0])
    twice = next((column for column in chosen if chosen.count(column) > 1), "")
    if twice:
        return no("column_twice", "Samme kolonne er valgt for to overskrifter.", remedy="La den ene stå tom.")
    return yes()


def _is_waiting(staff_import: StaffImport) -> Answer:
    if staff_import.status in WAITING:
        return yes()
    return no("not_waiting", "Denne filen er allerede behandlet.", remedy="Last inn en ny fil.")


def _is_idle(staff_import: StaffImport) -> Answer:
    if not Job.objects.filter(about=staff_import.about, status__in=LIVE).exists():
        return yes()
    return no("being_read", "Filen behandles nå.", remedy="Vent til det er ferdig, eller avbryt.")


def _is_answered(staff_import: StaffImport) -> Answer:
    waiting = staff_import.people.filter(likely__isnull=False, is_same__isnull=True).count()
    if not waiting:
        return yes()
    return no(
        "unanswered",
        "Vi er ikke sikre på hvem alle er. Antall svar som mangler: {count}.",
        remedy="Svar på om de er de samme, og bekreft så.",
        count=waiting,
    )


def _start(kind: str, staff_import: StaffImport, by: User, at: datetime) -> Job:
    return jobs.start(kind=kind, about=staff_import.about, by=by, at=at, arguments={"import": staff_import.pk})
