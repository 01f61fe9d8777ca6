"""What a teacher may do with her application, and until when."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils.formats import date_format

from pafyll.apps.applications.models import Application, Round
from pafyll.apps.applications.queries.dispensations import teachers_deadline
from pafyll.apps.organisations.models import RoleGrant
from pafyll.apps.organisations.permissions import Viewer
from pafyll.domain.answers import Answer, first_no, no, yes
from pafyll.domain.lifecycles.application import ApplicationStatus as S
from pafyll.domain.lifecycles.round import RoundStatus
from pafyll.integrations.clock import OSLO

BEING_WRITTEN = {S.DRAFT, S.SUBMITTED, S.STATED}  # nobody has decided anything yet
NOT_DECIDED = {S.DRAFT, S.SUBMITTED, S.STATED, S.APPROVED, S.RANKED, S.REJECTED}


def may_apply(viewer: Viewer, round: Round, at: datetime) -> Answer:
    """Whether the viewer may write an application in the round at the moment."""
    if not viewer.has_role(RoleGrant.Role.TEACHER):
        return no("not_teacher", "Bare lærere kan søke videreutdanning her.", remedy="Be skolen registrere deg.")
    return round_takes_applications(round, at, person=viewer.person.pk if viewer.person else None)


def may_edit(viewer: Viewer, application: Application, at: datetime) -> Answer:
    """Whether the viewer may change and send the application: her own, before the deadline, undecided."""
    return first_no(
        [
            _is_own(viewer, application),
            _is_being_written(application),
            round_takes_applications(application.round, at, person=application.person_id),
        ]
    )


def may_withdraw(viewer: Viewer, application: Application) -> Answer:
    """Whether the viewer may withdraw the application: her own, and not decided."""
    return first_no([_is_own(viewer, application), _is_not_decided(application)])


def round_takes_applications(round: Round, at: datetime, *, person: int | None = None) -> Answer:
    """Whether teachers may write now, and when they may if not. person is a key: she may have a later deadline."""
    if round.takes_applications(at):
        return yes()
    until = teachers_deadline(round, person)
    if round.takes_applications(at, until):
        return yes()
    opens, closes = _day(round.opens_at), _day(until - timedelta(seconds=1))
    if at < round.opens_at:
        return no("not_open_yet", "Runden åpner {day}, og fristen er {deadline}.", day=opens, deadline=closes)
    if at >= round.teacher_closes_at or round.status in {RoundStatus.ALLOCATED, RoundStatus.CLOSED}:
        return no(
            "deadline_passed",
            "Fristen for å søke var {day}. Søknaden kan ikke endres nå.",
            remedy="Er noe galt, ta kontakt med skoleeieren din. Du kan fortsatt trekke søknaden.",
            day=closes,
        )
    return no("round_not_announced", "Runden er ikke kunngjort.", remedy="Du finner fristene på siden Frister.")


def _is_own(viewer: Viewer, application: Application) -> Answer:
    if viewer.is_self(application.person_id):
        return yes()
    return no("not_your_application", "Dette er ikke din søknad.")


def _is_being_written(application: Application) -> Answer:
    if application.status in BEING_WRITTEN:
        return yes()
    return no(
        "already_handled",
        "Søknaden har status «{status}» og kan ikke endres.",
        remedy="Ta kontakt med skoleeieren din om noe er galt.",
        status=application.get_status_display(),
    )


def _is_not_decided(application: Application) -> Answer:
    if application.status in NOT_DECIDED:
        return yes()
    return no(
        "already_decided",
        "Søknaden har status «{status}» og kan ikke trekkes her.",
        remedy="Vil du ikke ha plassen, si fra til skoleeieren din så snart du kan.",
        status=application.get_status_display(),
    )


def _day(moment: datetime) -> str:
    return date_format(moment.astimezone(OSLO), "j. F Y")
