"""Consulting the unions: invite, write the minutes, and let the union state its view and confirm what was written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from pafyll.apps.accounts.models import User
from pafyll.apps.casework import paper_blocks
from pafyll.apps.casework.models import Case, Consultation, ConsultationParticipant, ConsultationStatement
from pafyll.apps.casework.permissions.cases import may_confirm_minutes, may_state, may_work_on
from pafyll.apps.casework.services.paper_versions import blocks_of, kept_of, version_of
from pafyll.apps.casework.services.recording import Refusal, advance, record, require
from pafyll.apps.casework.services.telling_cases import tell_officer, tell_union
from pafyll.apps.organisations.models import Organisation
from pafyll.apps.organisations.permissions import viewer_of
from pafyll.domain.answers import no
from pafyll.domain.lifecycles.case import CONSULTATION, CaseStatus, ConsultationStatus, PaperStatus
from pafyll.domain.rules.deadlines import norwegian_day

S = ConsultationStatus


@dataclass(frozen=True)
class Invitation:
    """When and where the union is invited, and what to."""

    union: Organisation
    meets_at: datetime
    place: str
    words: str


@transaction.atomic
def invite(*, case: Case, invitation: Invitation, by: User, at: datetime) -> Consultation:
    """Invites a union to a meeting about the case, with the issued paper to read. Its representatives get mail."""
    require(may_work_on(viewer_of(by, day=norwegian_day(at)), case, day=norwegian_day(at)))
    _require_invitation(case, invitation, at)
    consultation = Consultation.objects.create(
        case=case,
        union=invitation.union,
        meets_at=invitation.meets_at,
        place=invitation.place.strip(),
        invitation=invitation.words.strip(),
        invited_by=by,
        invited_at=at,
    )
    record(about=case.key, verb="union_invited", by=by, at=at, union=str(invitation.union))
    tell_union(consultation, "consultation_invited", day=norwegian_day(at))
    return consultation


def _require_invitation(case: Case, invitation: Invitation, at: datetime) -> None:
    if case.status != CaseStatus.IN_CONSULTATION:
        raise Refusal(
            no(
                "not_in_consultation",
                "Saken må være til drøfting før dere innkaller.",
                remedy="Utsted saksframlegget til drøfting, og ta saken til neste steg.",
            )
        )
    if invitation.union.kind != Organisation.Kind.UNION:
        raise Refusal(no("not_a_union", "Velg en fagforening.", field="union"))
    if invitation.meets_at <= at:
        raise Refusal(no("meets_in_the_past", "Møtet må ligge fram i tid.", field="meets_at"))
    if case.consultations.filter(union=invitation.union, status__in=(S.INVITED, S.HELD)).exists():
        raise Refusal(
            no(
                "already_invited",
                "{union} er allerede innkalt til drøfting i saken.",
                field="union",
                union=str(invitation.union),
            )
        )


@transaction.atomic
def cancel_consultation(*, consultation: Consultation, why: str, by: User, at: datetime) -> Consultation:
    """Calls the meeting off, with a reason that the union reads."""
    require(may_work_on(viewer_of(by, day=norwegian_day(at)), consultation.case, day=norwegian_day(at)))
    if not why.strip():
        raise Refusal(no("reason_missing", "Skriv hvorfor drøftingen avlyses.", field="why"))
    advance(consultation, lifecycle=CONSULTATION, to=S.CANCELLED, by=by, at=at, why=why.strip())
    tell_union(consultation, "consultation_cancelled", day=norwegian_day(at), why=why.strip())
    return consultation


@dataclass(frozen=True)
class Minutes:
    """What was said, and who took part: (name, side) for each."""

    words: str
    participants: Sequence[tuple[str, str]] = ()


@transaction.atomic
def write_minutes(*, consultation: Consultation, minutes: Minutes, by: User, at: datetime) -> Consultation:
    """Keeps the minutes of the meeting. The union is asked to confirm them."""
    require(may_work_on(viewer_of(by, day=norwegian_day(at)), consultation.case, day=norwegian_day(at)))
    if not minutes.words.strip():
        raise Refusal(no("minutes_missing", "Skriv hva som ble sagt og hva dere ble enige om.", field="minutes"))
    advance(consultation, lifecycle=CONSULTATION, to=S.HELD, by=by, at=at)
    consultation.minutes, consultation.minutes_by, consultation.minutes_at = minutes.words.strip(), by, at
    consultation.save(update_fields=["minutes", "minutes_by", "minutes_at"])
    ConsultationParticipant.objects.bulk_create(
        ConsultationParticipant(consultation=consultation, name=name, side=side) for name, side in minutes.participants
    )
    tell_union(consultation, "minutes_written", day=norwegian_day(at))
    return consultation


@transaction.atomic
def give_statement(
    *, consultation: Consultation, words: str, stances: Mapping[int, str], by: User, at: datetime
) -> ConsultationStatement:
    """The union's view in its own words, and whether it agrees with each point as it reads now. Once."""
    locked = Consultation.objects.select_for_update().get(pk=consultation.pk)  # its case is read after the wait
    require(may_state(viewer_of(by, day=norwegian_day(at)), locked))
    if not words.strip():
        raise Refusal(
            no("words_missing", "Skriv hva organisasjonen mener. Det trenger ikke være langt.", field="words")
        )
    points = proposal_of(locked.case)
    statement = ConsultationStatement.objects.create(
        consultation=locked,
        words=words.strip(),
        points=points,
        stances={str(n): stances.get(n, ConsultationStatement.Stance.SILENT) for n in range(1, len(points) + 1)},
        given_by=by,
        given_at=at,
    )
    record(about=locked.case.key, verb="union_stated", by=by, at=at, union=str(locked.union))
    tell_officer(locked.case, "union_stated", day=norwegian_day(at), union=locked.union)
    return statement


def proposal_of(case: Case) -> list[str]:
    """The points of the paper that was issued last, as they read."""
    paper = case.papers.filter(status=PaperStatus.ISSUED).first()
    if paper is None:
        return []
    version = version_of(paper)
    kept = kept_of(version)
    return [paper_blocks.filled(point.text, kept) for point in paper_blocks.points_of(blocks_of(version))]


@transaction.atomic
def confirm_minutes(*, consultation: Consultation, by: User, at: datetime) -> Consultation:
    """The union says that the minutes are right."""
    require(may_confirm_minutes(viewer_of(by, day=norwegian_day(at)), consultation))
    advance(consultation, lifecycle=CONSULTATION, to=S.CONFIRMED, by=by, at=at)
    consultation.confirmed_by, consultation.confirmed_at = by, at
    consultation.save(update_fields=["confirmed_by", "confirmed_at"])
    tell_officer(consultation.case, "minutes_confirmed", day=norwegian_day(at), union=consultation.union)
    return consultation
