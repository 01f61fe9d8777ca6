"""Asking those to whom the moment has come, once each, and reminding those who have not answered."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from pafyll.apps.casework.services import record
from pafyll.apps.surveys.models import Survey, SurveyInvitation, SurveyReminder
from pafyll.apps.surveys.models.surveys import new_nonce
from pafyll.apps.surveys.services.mail import send
from pafyll.apps.surveys.services.tokens import hash_of, link_to, token_for
from pafyll.apps.surveys.triggers import Invitee, invitees_of
from pafyll.domain.answers import Refusal, no
from pafyll.domain.lifecycles.survey import InvitationStatus, SurveyStatus
from pafyll.domain.rules.deadlines import norwegian_day
from pafyll.domain.surveys.limits import reminder_due


@dataclass(frozen=True)
class PlannedInvitations:
    """Those whom a survey is to ask now, and has not asked."""

    survey: Survey
    invitees: tuple[Invitee, ...]


@dataclass(frozen=True)
class PlannedReminder:
    """A survey whose invited are to be reminded, and how many have not answered."""

    survey: Survey
    days_before: int
    count: int


def plan_invitations(*, at: datetime) -> list[PlannedInvitations]:
    """Those to ask, by survey. Running it again after sending gives none."""
    day = norwegian_day(at)
    rows = Survey.objects.filter(status=SurveyStatus.OPEN, opens_on__lte=day, closes_on__gte=day)
    found = [(one, _not_asked(one, invitees_of(one, day))) for one in rows.select_related("owner", "version")]
    return [PlannedInvitations(survey, tuple(invitees)) for survey, invitees in found if invitees]


def plan_reminders(*, at: datetime) -> list[PlannedReminder]:
    """Reminders that are due and not sent."""
    day = norwegian_day(at)
    rows = Survey.objects.filter(status=SurveyStatus.OPEN, opens_on__lte=day, closes_on__gte=day)
    found = []
    for survey in rows:
        days = reminder_due(survey.closes_on, day)
        if days is not None and not survey.reminders.filter(days_before=days).exists():
            found.append(PlannedReminder(survey, days, _waiting(survey).count()))
    return found


@transaction.atomic
def invite(*, survey: Survey, invitees: Iterable[Invitee], at: datetime) -> int:
    """Asks everybody who has not been asked, and writes to those with an address. Returns how many.

    This is what another app calls when something has happened that a survey asks about.
    """
    held = Survey.objects.select_for_update().get(pk=survey.pk)
    if held.status != SurveyStatus.OPEN:
        raise Refusal(no("survey_not_open", "Undersøkelsen er ikke åpen.", remedy="Åpne den først."))
    rows = [_invitation(held, one, at) for one in _not_asked(held, invitees)]
    SurveyInvitation.objects.bulk_create(rows, batch_size=1000)
    for one in rows:
        _write_to(one, "invitation")
    if rows:
        record(about=held.about, verb="invited", by=None, at=at, count=len(rows))
    return len(rows)


@transaction.atomic
def remind(planned: PlannedReminder, *, at: datetime) -> int:
    """Writes to those who have not answered, once for each reminder day. Returns how many."""
    survey, day = planned.survey, norwegian_day(at)
    waiting = list(_waiting(survey).select_related("survey__owner", "survey__version__questionnaire"))
    try:
        with transaction.atomic():
            SurveyReminder.objects.create(
                survey=survey, days_before=planned.days_before, sent_on=day, count=len(waiting)
            )
    except IntegrityError:
        return 0
    for one in waiting:
        _write_to(one, "reminder")
    return len(waiting)


def link_of(invitation: SurveyInvitation) -> str:
    """The secret address at which the invitation is answered without a log-in."""
    return link_to("public:survey", token_of(invitation))


def token_of(invitation: SurveyInvitation) -> str:
    return token_for("invitation", f"{invitation.survey_id}:{invitation.key}", invitation.nonce)


def _not_asked(survey: Survey, invitees: Iterable[Invitee]) -> Sequence[Invitee]:
    """Each key once, those who are invited left out. One query."""
    asked = set(survey.invitations.values_list("key", flat=True))
    return list({one.key: one for one in invitees if one.key not in asked}.values())


def _invitation(survey: Survey, who: Invitee, at: datetime) -> SurveyInvitation:
    made = SurveyInvitation(
        survey=survey,
        key=who.key,
        person_id=who.person,
        name=who.name,
        email=who.email,
        language=who.language,
        cell=list(who.cell),
        nonce=new_nonce(),
        invited_on=norwegian_day(at),
    )
    made.token_hash = hash_of(token_of(made))
    return made


def _waiting(survey: Survey) -> QuerySet[SurveyInvitation]:
    return survey.invitations.filter(status=InvitationStatus.INVITED)


def _write_to(one: SurveyInvitation, letter: str) -> None:
    survey = one.survey
    facts = {
        "survey": survey,
        "title": survey.title_in(one.language),
        "purpose": survey.version.questionnaire.purpose_in(one.language),
        "name": one.name,
        "link": link_of(one),
    }
    send(one.email, one.language, letter, **facts)
