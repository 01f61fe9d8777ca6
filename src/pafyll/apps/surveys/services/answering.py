"""Answering: a draft that only the browser can find again, and an answer that leads to nobody.

No event, no mail and no moment is written when somebody answers: whoever was asked gets a yes and the day, and the
answer gets neither.
"""

from __future__ import annotations

import secrets
import uuid
from collections.abc import Mapping
from datetime import date
from random import Random, SystemRandom
from typing import Any

from django.db import transaction

from pafyll.apps.casework.services import AlreadyChanged, require
from pafyll.apps.surveys.models import AnswerDraft, Survey, SurveyAnswer, SurveyInvitation
from pafyll.apps.surveys.permissions import may_answer
from pafyll.apps.surveys.services.tokens import hash_of
from pafyll.domain.answers import Refusal, no
from pafyll.domain.lifecycles.survey import INVITATION, InvitationStatus
from pafyll.domain.rules.questions import Judged, QuestionForm, Section, answers_asked, judged, missing_in

DICE: Random = SystemRandom()


def new_secret() -> str:
    """What the browser keeps, so that it finds its own draft again. Nobody else has it."""
    return secrets.token_urlsafe(24)


def draft_of(survey: Survey, secret: str) -> dict[str, Any]:
    """What has been written so far by whoever has the secret."""
    found = AnswerDraft.objects.filter(key_hash=_key(survey, secret), survey=survey).first() if secret else None
    return dict(found.answers) if found else {}


@transaction.atomic
def save_draft(
    *, invitation: SurveyInvitation, secret: str, section: Section, given: Mapping[str, Any], on: date
) -> Judged:
    """Keeps what was understood of a section; what was not understood is left as it stood, and told."""
    require(may_answer(invitation, on))
    survey = invitation.survey
    keys = {one.key for one in section.questions}
    found = judged(QuestionForm((section,)), {key: value for key, value in given.items() if key in keys})
    AnswerDraft.objects.get_or_create(key_hash=_key(survey, secret), defaults={"survey": survey})
    draft = AnswerDraft.objects.select_for_update().get(key_hash=_key(survey, secret))
    emptied = {key for key in given if key not in found.answers and key not in found.faults}
    draft.answers = {key: value for key, value in draft.answers.items() if key not in emptied} | found.answers
    draft.save(update_fields=["answers"])
    return found


@transaction.atomic
def send_answer(*, invitation: SurveyInvitation, secret: str, on: date, dice: Random = DICE) -> None:
    """Keeps the answer, and that the invited has answered, without a way from one to the other.

    Raises Refusal while something that must be answered is not.
    """
    held = _held(invitation)
    survey = held.survey
    require(may_answer(held, on))
    answers = answers_asked(survey.version.form, draft_of(survey, secret))
    missing = missing_in(survey.version.form, answers, {})
    if missing:
        text = "{count} spørsmål må besvares før du kan sende."
        raise Refusal(no("answer_not_whole", text, count=len(missing)))
    named = None if survey.is_anonymous else held
    SurveyAnswer.objects.create(
        id=random_key(dice), survey=survey, promise=survey.promise, cell=held.cell, answers=answers, invitation=named
    )
    AnswerDraft.objects.filter(key_hash=_key(survey, secret)).delete()
    _move(held, InvitationStatus.ANSWERED, answered_on=on)


@transaction.atomic
def decline(*, invitation: SurveyInvitation, secret: str, on: date) -> None:
    """The invited does not want to answer: what she has begun on is deleted, and she is not reminded."""
    held = _held(invitation)
    require(may_answer(held, on))
    AnswerDraft.objects.filter(key_hash=_key(held.survey, secret)).delete()
    _move(held, InvitationStatus.DECLINED)


@transaction.atomic
def take_up_again(*, invitation: SurveyInvitation, on: date) -> None:
    """Whoever declined wants to answer after all."""
    held = _held(invitation)
    require(may_answer(held, on))
    _move(held, InvitationStatus.INVITED)


def random_key(dice: Random) -> uuid.UUID:
    """A key that says nothing of when the row was made, or after which other."""
    return uuid.UUID(int=dice.getrandbits(128), version=4)


def _key(survey: Survey, secret: str) -> str:
    return hash_of(f"{survey.pk}:{secret}")


def _held(invitation: SurveyInvitation) -> SurveyInvitation:
    """The survey's lock first: nobody's answer comes in behind the back of the one who closes it and mixes."""
    Survey.objects.select_for_update(of=("self",)).get(pk=invitation.survey_id)
    rows = SurveyInvitation.objects.select_for_update(of=("self",)).select_related("survey__version", "survey__owner")
    return rows.get(pk=invitation.pk)


def _move(held: SurveyInvitation, to: InvitationStatus, **values: Any) -> None:
    """By a conditional update, as every status. No event: its moment would stand beside the answer's."""
    require(INVITATION.may_become(held.status, to))
    if not SurveyInvitation.objects.filter(pk=held.pk, status=held.status).update(status=to, **values):
        raise AlreadyChanged(INVITATION.label)
