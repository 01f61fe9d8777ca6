"""What an officer does with a case as a whole: starts it, changes what it is about, and takes it from step to step."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from pafyll.apps.accounts.models import User
from pafyll.apps.casework.models import Case, CaseBody, CasePaper, FollowUp, Resolution
from pafyll.apps.casework.permissions.cases import may_create_case, may_handle, may_work_on
from pafyll.apps.casework.services.case_numbers import next_case_number
from pafyll.apps.casework.services.recording import Refusal, advance, record, require
from pafyll.apps.organisations.models import Organisation
from pafyll.apps.organisations.permissions import viewer_of
from pafyll.domain.answers import Answer, first_no, no, yes
from pafyll.domain.lifecycles.case import CASE, OPEN, CaseStatus, ConsultationStatus, PaperStatus
from pafyll.domain.rules.deadlines import norwegian_day

S = CaseStatus
AUDIENCE = CasePaper.Audience
PART = CaseBody.Part


@dataclass(frozen=True)
class WantedBody:
    """A political body, what it does with the case, and when it meets."""

    name: str
    part: str
    meets_on: date | None = None


@dataclass(frozen=True)
class WantedFollowUp:
    """What politicians asked for before: one of our own resolutions, or another's number."""

    asked: str
    earlier: Resolution | None = None
    earlier_text: str = ""
    due_on: date | None = None


@dataclass(frozen=True)
class WantedCase:
    """What a case is about, when it must be resolved, who treats it and what it follows up."""

    title: str
    about: str = ""
    deadline_on: date | None = None
    bodies: tuple[WantedBody, ...] = ()
    follow_ups: tuple[WantedFollowUp, ...] = ()


@transaction.atomic
def create_case(*, owner: Organisation, wanted: WantedCase, by: User, at: datetime) -> Case:
    """Starts a case. The one who starts it is its officer."""
    require(may_create_case(viewer_of(by, day=norwegian_day(at)), owner.pk))
    case = Case.objects.create(
        owner=owner,
        case_number=next_case_number(at),
        title=wanted.title.strip(),
        about=wanted.about,
        deadline_on=wanted.deadline_on,
        officer=by,
        created_by=by,
        created_at=at,
    )
    _write_around(case, wanted)
    record(about=case.key, verb="created", by=by, at=at, after=case.status)
    return case


@transaction.atomic
def change_case(*, case: Case, wanted: WantedCase, by: User, at: datetime) -> Case:
    """Changes title, deadline, bodies and follow-ups. A body that has spoken stays."""
    require(may_work_on(viewer_of(by, day=norwegian_day(at)), case, day=norwegian_day(at)))
    case.title, case.about, case.deadline_on = wanted.title.strip(), wanted.about, wanted.deadline_on
    case.save(update_fields=["title", "about", "deadline_on"])
    _write_around(case, wanted)
    record(about=case.key, verb="case_changed", by=by, at=at)
    return case


def _write_around(case: Case, wanted: WantedCase) -> None:
    named = {one.name.strip(): one for one in wanted.bodies if one.name.strip()}
    case.bodies.filter(statement__isnull=True).exclude(name__in=named).delete()
    case.bodies.filter(name__in=named).exclude(part=PART.HEARS).update(part=PART.HEARS)  # one resolves at a time
    for name, body in named.items():
        CaseBody.objects.update_or_create(case=case, name=name, defaults={"part": body.part, "meets_on": body.meets_on})
    case.follow_ups.all().delete()
    FollowUp.objects.bulk_create(
        FollowUp(case=case, earlier=one.earlier, earlier_text=one.earlier_text, asked=one.asked, due_on=one.due_on)
        for one in wanted.follow_ups
    )


@transaction.atomic
def move_case(*, case: Case, to: CaseStatus, why: str = "", by: User, at: datetime) -> Case:
    """Takes the case to its next step, back to the officer, or out. What the step presupposes must be there."""
    locked = Case.objects.select_for_update(of=("self",)).get(pk=case.pk)
    require(may_handle(viewer_of(by, day=norwegian_day(at)), locked, day=norwegian_day(at)))
    if to == S.RESOLVED:
        raise Refusal(no("record_the_resolution", "Før vedtaket punkt for punkt. Da blir saken vedtatt."))
    require(CASE.may_become(locked.status, to))
    require(is_ready_for(locked, to, why=why))
    advance(locked, lifecycle=CASE, to=to, by=by, at=at, why=why.strip())
    case.status = locked.status
    return case


def is_ready_for(case: Case, to: CaseStatus, *, why: str = "") -> Answer:
    """Whether what the step presupposes is there: a paper for its readers, a body to treat it, a reason."""
    if to == S.IN_CONSULTATION:
        return _has_paper(case, "")
    if to in (S.FOR_COMMITTEE, S.FOR_RESOLUTION):
        part, missing = BODIES[to]
        return first_no([_has_paper(case, AUDIENCE.PUBLIC), _has_body(case, part, missing), _is_consulted(case)])
    if (to == S.WITHDRAWN or (to == S.DRAFTED and case.status in OPEN)) and not why.strip():
        return no("reason_missing", "Skriv hvorfor. Grunnen står i historikken til saken.", field="why")
    return yes()


BODIES = {
    S.FOR_COMMITTEE: (PART.HEARS, "Legg inn utvalget som skal uttale seg."),
    S.FOR_RESOLUTION: (PART.RESOLVES, "Legg inn hvem som skal vedta saken."),
}


PAPERS = {
    "": "Utsted saksframlegget til drøfting først.",
    AUDIENCE.PUBLIC: "Utsted saksframlegget til politikerne først. Da blir det også offentlig.",
}


def _has_paper(case: Case, audience: str) -> Answer:
    issued = case.papers.filter(status=PaperStatus.ISSUED)
    found = issued.filter(audience=audience) if audience else issued
    return yes() if found.exists() else no("paper_missing", PAPERS[audience])


def _has_body(case: Case, part: str, missing: str) -> Answer:
    return yes() if case.bodies.filter(part=part).exists() else no("body_missing", missing)


def _is_consulted(case: Case) -> Answer:
    waiting = case.consultations.filter(status=ConsultationStatus.INVITED).select_related("union").first()
    if waiting is None:
        return yes()
    return no(
        "consultation_waits",
        "Drøftingen med {union} er ikke ført.",
        remedy="Skriv referatet, eller avlys drøftingen.",
        union=str(waiting.union),
    )
